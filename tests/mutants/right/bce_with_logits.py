"""Binary cross-entropy from raw scores.

like: binary_crossentropy
object: BCEWithLogits
verdict: right
note: Takes logits; stable for any score.
"""

import numpy as np


class BCEWithLogits:
    def forward(self, logits, targets):
        self.logits, self.targets = logits, targets
        loss = np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits)))
        return loss.mean()

    def backward(self):
        probs = 0.5 * (1 + np.tanh(self.logits / 2))
        return (probs - self.targets) / self.logits.size
