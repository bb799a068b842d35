r"""Activation as a layer of its own: y = f(x)."""

from inspect import signature

from scratch import activations
from scratch.layers.layer import Layer
from scratch.validation import reject


class Activation(Layer):
    """An activation function between layers, with arguments of its own if it has any.

    Shapes: x and y (batch, ...).

    Arguments:
        activation: the name of an activation, or a callable of `scratch.activations`.
        arguments: passed on to the function, such as `negative_slope` to "leaky_relu".

    Gradients: dL/dx = dL/dy · f'(x), or the product with the Jacobian where f is a softmax.

    >>> Activation("leaky_relu", negative_slope=0.5).forward(np.array([[-1.0, 1.0]]))
    array([[-0.5,  1. ]])
    """

    def __init__(self, activation, **arguments):
        super().__init__()
        self.activation = activations.get(activation)
        self.arguments = arguments
        known = [name for name in signature(self.activation).parameters if name != "x"]
        for name, value in arguments.items():
            if name not in known:
                reject(name, f"one of the activation's own arguments, {known}", value, TypeError)

    def forward(self, x, training=False):
        """y = f(x)."""
        self.x = self.prepare(x, least_rank=1)
        self.y = self.activation(self.x, **self.arguments)
        return self.y

    def backward(self, dy):
        """dL/dx."""
        dy = self.upstream(dy, self.y.shape)
        return self.activation.backward(dy, self.x, self.y, **self.arguments)
