"""Cross-entropy of a network that ends in a softmax layer.

like: categorical_crossentropy
object: CrossEntropy
verdict: wrong
cause: double softmax|softmax (is )?(applied )?(twice|again)|softmax
note: The probabilities go through a second softmax.
"""

import numpy as np


class CrossEntropy:
    def forward(self, y_true, probs):
        """probs: what the network's softmax layer gives, (samples, classes)."""
        e = np.exp(probs - probs.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        return -np.sum(y_true * np.log(p)) / len(y_true)
