"""SGD with L2 weight decay, for lists of arrays.

like: sgd
object: SGD
verdict: wrong
cause: in place|in-place|input|gradient.*(changed|modified|overwritten)|mutat
note: The decay is added into the caller's gradients in place.
"""


class SGD:
    def __init__(self, lr=0.1, weight_decay=0.01):
        self.lr = lr
        self.weight_decay = weight_decay

    def step(self, params, grads):
        for p, g in zip(params, grads):
            g += self.weight_decay * p
            p -= self.lr * g
