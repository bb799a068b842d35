r"""Binary cross-entropy loss on probabilities.

like: binary_crossentropy
object: BinaryCrossEntropy
verdict: wrong
cause: derivative|p ?\(1 ?- ?p\)|denominator|logit|sigmoid
note: The gradient is the shortcut p - t of the fused form; with respect to p the denominator p (1 - p) is missing.
"""

import numpy as np


class BinaryCrossEntropy:
    eps = 1e-7

    def forward(self, y, p):
        p = np.clip(p, self.eps, 1 - self.eps)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    def backward(self, y, p):
        return (p - y) / y.size
