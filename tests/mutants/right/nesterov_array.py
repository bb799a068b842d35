"""SGD with Nesterov's momentum for one array.

like: sgd
object: NesterovSGD
verdict: right
note: update(w, grad) returns the new weights; PyTorch's form, g + mu v.
"""


class NesterovSGD:
    def __init__(self, lr=0.1, momentum=0.9, nesterov=True):
        self.lr = lr
        self.momentum = momentum
        self.nesterov = nesterov
        self.v = 0

    def update(self, w, grad):
        self.v = self.momentum * self.v + grad
        return w - self.lr * (grad + self.momentum * self.v)
