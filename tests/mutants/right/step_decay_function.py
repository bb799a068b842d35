"""Step decay of the learning rate.

like: step_decay
object: step_decay
verdict: right
note: A factor at every drop, whole steps counted by floor division.
"""


def step_decay(step, initial_learning_rate=0.1, decay_steps=10, decay_rate=0.5):
    return initial_learning_rate * decay_rate ** (step // decay_steps)
