"""SGD with weight decay.

like: sgd
object: SGD
verdict: wrong
cause: decay|sign
note: The decay has the wrong sign, the weights grow.
"""


class SGD:
    def __init__(self, lr=0.1, weight_decay=0.01):
        self.lr = lr
        self.weight_decay = weight_decay

    def step(self, params, grads):
        for p, g in zip(params, grads):
            p -= self.lr * (g - self.weight_decay * p)
