"""Exponentially decaying learning rate.

like: exponential_decay
object: exponential_decay
verdict: wrong
cause: multipl|divid|decay_steps|exponent\b|product|times
note: The exponent multiplies step and decay_steps instead of dividing.
"""


def exponential_decay(step, initial_learning_rate=0.1, decay_rate=0.96, decay_steps=10):
    return initial_learning_rate * decay_rate ** (step * decay_steps)
