"""All parameters of a network in one array, and all gradients in another."""

import numpy as np

ALL = slice(None)


class Parameters:
    """Takes over the parameters of `layers`: their arrays become views into one flat array.

    A kernel is followed by its bias, so that both are one matrix, [W; b]: the bias is then the
    row that belongs to an input of ones.

    Attributes:
        values, grads: every parameter, and every gradient, one after another.
        places: (layer, parameter's name) -> its slice of both.
        touched: embedding layer -> the rows of its gradient that are not zero.
    """

    def __init__(self, layers, dtype):
        entries = [(layer, name) for layer in layers for name in in_order(layer.params)]
        size = sum(layer.params[name].size for layer, name in entries)
        self.values, self.grads = np.empty(size, dtype), np.zeros(size, dtype)
        self.places, self.entries, self.touched, end = {}, [], {}, 0
        for layer, name in entries:
            old = layer.params[name]
            place = self.places[layer, name] = slice(end, end + old.size)
            w, g = (flat[place].reshape(old.shape) for flat in (self.values, self.grads))
            w[...] = old
            layer.params[name], layer.grads[name] = w, g
            self.entries.append((layer, name, w, g))
            end = place.stop

    def in_place(self):
        """Whether the layers still hold these views: `set_weights` gives them new arrays."""
        for layer, name, w, _ in self.entries:  # noqa: SIM110 - all() takes longer at each step
            if layer.params[name] is not w:
                return False
        return True

    def hand_out_gradients(self, called=()):
        """Let the layers' `grads` be the views; what the `called` layers made is brought there."""
        for layer, name, _, g in self.entries:
            if layer.grads[name] is not g:
                if layer in called:
                    g[...] = layer.grads[name]
                layer.grads[name] = g

    def gradient(self, layer, name):
        """The view that a gradient is gathered in, whatever the layer's `grads` hold just now."""
        return self.grads[self.places[layer, name]].reshape(layer.params[name].shape)

    def matrices(self, layer):
        """[W; b] and its gradient, as matrices; the bias's row is missing where there is none."""
        place, columns = self.places[layer, "kernel"], layer.params["kernel"].shape[-1]
        end = self.places.get((layer, "bias"), place).stop
        rows = slice(place.start, end)
        return tuple(flat[rows].reshape(-1, columns) for flat in (self.values, self.grads))


def in_order(names):
    """The names of a layer's parameters, the bias right after the kernel."""
    first = [name for name in ("kernel", "bias") if name in names]
    return [*first, *(name for name in names if name not in first)]
