"""Softmax output layer with cross-entropy loss.

like: softmax_cross_entropy
object: SoftmaxCrossEntropy
verdict: wrong
cause: 1/n|factor|batch size|mean|averag|divid
note: The loss is the mean over the batch, the gradient is not divided by its size.
"""

import numpy as np


class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        z = logits - logits.max(axis=1, keepdims=True)
        log_probs = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        self.probs = np.exp(log_probs)
        self.labels = labels
        return -np.mean(np.sum(labels * log_probs, axis=1))

    def backward(self):
        return self.probs - self.labels
