r"""Sigmoid linear unit, or swish: y = x σ(x).

Source: Elfwing, Uchibe, Doya, "Sigmoid-Weighted Linear Units for Neural Network Function
Approximation in Reinforcement Learning", 2018.
"""

from scratch.activations.activation import ActivationFunction
from scratch.activations.sigmoid import sigmoid
from scratch.validation import floats


class Silu(ActivationFunction):
    """y = x σ(x): a smooth ReLU that dips a little below zero.

    >>> silu([-1000.0, 0.0, 2.0]).round(4)
    array([-0.    ,  0.    ,  1.7616])
    """

    def __call__(self, x):
        """x σ(x)."""
        x = floats("x", x)
        return x * sigmoid(x)

    def derivative(self, x):
        """y' = σ(x) (1 + x (1 - σ(x))), with 1 - σ(x) = σ(-x)."""
        x = floats("x", x)
        return sigmoid(x) * (1 + x * sigmoid(-x))


silu = Silu()
