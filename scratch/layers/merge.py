"""What layers of several inputs share: a list of arrays goes in, a list of gradients comes back."""

from scratch.layers.layer import Layer
from scratch.validation import floats, reject


class Merge(Layer):
    """One output from a list of at least two arrays; there is nothing to train."""

    takes_list = True

    def prepare_list(self, xs):
        """Each array as one of floating numbers; builds the layer on first use."""
        if not isinstance(xs, (list, tuple)):
            reject("xs", "a list of arrays", xs, TypeError)
        if len(xs) < 2:
            reject("xs", "a list of at least two arrays", xs)
        xs = [floats(f"xs[{i}]", x, least_rank=1) for i, x in enumerate(xs)]
        if not self.built:
            self.build([x.shape for x in xs])
        return xs
