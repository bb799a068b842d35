"""MSE loss class that takes (output, target) as PyTorch does.

like: mean_squared_error
object: MSELoss
verdict: right
note: Prediction first; backward without arguments.
"""


class MSELoss:
    def forward(self, output, target):
        self.diff = output - target
        return (self.diff**2).mean()

    def backward(self):
        return 2.0 * self.diff / self.diff.size
