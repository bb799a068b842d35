"""Cross-entropy with class numbers as targets.

like: sparse_categorical_crossentropy
object: Loss_CategoricalCrossentropy
verdict: right
note: The confidence of the right class is picked by its number.
"""

import numpy as np


class Loss_CategoricalCrossentropy:
    def forward(self, y_pred, y_true):
        samples = len(y_pred)
        y_pred = np.clip(y_pred, 1e-7, 1 - 1e-7)
        confidences = y_pred[range(samples), y_true]
        return np.mean(-np.log(confidences))

    def backward(self, dvalues, y_true):
        samples = len(dvalues)
        labels = np.eye(len(dvalues[0]))[y_true]
        self.dinputs = -labels / dvalues / samples
