"""Sparse categorical cross-entropy for probabilities.

like: sparse_categorical_crossentropy
object: SparseCrossEntropy
verdict: wrong
cause: softmax|logit
note: The probabilities are taken for logits: it subtracts their log-sum-exp.
"""

import numpy as np


class SparseCrossEntropy:
    def __call__(self, y_true, probs):
        rows = np.arange(len(y_true))
        log_norm = np.log(np.exp(probs).sum(axis=1))
        return np.mean(log_norm - probs[rows, y_true])
