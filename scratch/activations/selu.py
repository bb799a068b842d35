r"""Scaled exponential linear unit: y = λx where x > 0, else λα(e^x - 1).

λ and α are such that mean 0 and variance 1 of a layer's inputs are kept by its outputs.

Source: Klambauer, Unterthiner, Mayr, Hochreiter, "Self-Normalizing Neural Networks", 2017.
"""

from scratch.activations.activation import ActivationFunction
from scratch.activations.elu import elu

ALPHA = 1.6732632423543772848170429916717
SCALE = 1.0507009873554804934193349852946


class Selu(ActivationFunction):
    """y = λ · elu(x, α), with λ = 1.0507... and α = 1.6732...

    >>> selu([-1000.0, 0.0, 2.0]).round(3)
    array([-1.758,  0.   ,  2.101])
    """

    def __call__(self, x):
        """λ · elu(x, α)."""
        return SCALE * elu(x, ALPHA)

    def derivative(self, x):
        """λ where x > 0, else λαe^x. At 0 it is λα, as the equation says; Keras takes λ there."""
        return SCALE * elu.derivative(x, ALPHA)


selu = Selu()
