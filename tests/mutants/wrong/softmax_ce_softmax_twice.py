"""Cross-entropy loss on logits, in two stages.

like: softmax_cross_entropy
object: CrossEntropyLoss
verdict: wrong
cause: double softmax|softmax (is )?(applied )?(twice|again)|softmax
note: The softmax is taken of the softmax.
"""

import numpy as np


def softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


class CrossEntropyLoss:
    def forward(self, logits, onehot):
        self.p = softmax(softmax(logits))
        return -np.sum(onehot * np.log(self.p)) / len(onehot)
