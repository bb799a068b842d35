"""Step decay of the learning rate: halve it every so many epochs.

like: step_decay
object: StepDecay
verdict: wrong
cause: floor|stair|integer|continuous|whole|int\b|round
note: The division is not rounded down, so that the rate falls smoothly instead of in steps.
"""


class StepDecay:
    def __init__(self, initial_lr=0.1, drop=0.5, step_size=10):
        self.initial_lr, self.drop, self.step_size = initial_lr, drop, step_size

    def __call__(self, epoch):
        return self.initial_lr * self.drop ** (epoch / self.step_size)
