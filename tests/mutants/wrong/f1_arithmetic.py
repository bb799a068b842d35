"""F1 score of each class.

like: f1_score
object: f1_score
verdict: wrong
cause: harmonic|mean|average|arithmetic
note: The arithmetic mean of precision and recall instead of the harmonic.
"""

import numpy as np


def f1_score(y_true, y_pred, num_classes):
    scores = []
    for c in range(num_classes):
        tp = np.sum((y_true == c) & (y_pred == c))
        precision = tp / max(np.sum(y_pred == c), 1)
        recall = tp / max(np.sum(y_true == c), 1)
        scores.append((precision + recall) / 2)
    return np.array(scores)
