"""Drop the learning rate by a factor every few steps.

like: step_decay
object: step_decay
verdict: wrong
cause: floor|stair|step|whole|integer
note: The quotient is not rounded down, so the rate falls at every step.
"""


def step_decay(step, initial_learning_rate=0.1, decay_steps=10, decay_rate=0.5):
    return initial_learning_rate * decay_rate ** (step / decay_steps)
