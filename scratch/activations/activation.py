"""What all activation functions share: a call, a derivative, a backward pass."""


class ActivationFunction:
    """A function y = f(x), mostly of each element by itself: y_i = f(x_i).

    Subclasses give `__call__(x)` and `derivative(x)`. An array comes out in the dtype in
    which it went in.
    """

    def derivative(self, x, **arguments):
        """dy/dx, in the shape of x; the Jacobian where an element depends on several."""
        raise NotImplementedError

    def backward(self, dy, x, y, **arguments):
        """dL/dx from dL/dy, where y = f(x): the chain rule, dL/dx = dL/dy * f'(x).

        Functions whose derivative is simpler in terms of y override this.
        """
        return dy * self.derivative(x, **arguments)

    @property
    def name(self):
        """The name of the function as it is looked up: "relu"."""
        return "".join("_" + c.lower() if c.isupper() else c for c in type(self).__name__).lstrip(
            "_"
        )
