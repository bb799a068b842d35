"""Windows: where a kernel stands as it slides over an image; shared by convolution and pooling.

A kernel of k positions with dilation d spans k' = d (k - 1) + 1 pixels. Along one axis of n pixels
it takes ⌊(n - k') / s⌋ + 1 places with stride s. With padding "valid" it stays inside the image;
with "same" the image gets a border so that there are ⌈n / s⌉ places, one for each pixel where
s = 1. Where the border is odd, its larger half comes after the image.

Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from scratch.validation import one_of, pair, reject


def same_padding(n, span, stride):
    """How many pixels are added (before, after) an axis of n pixels, so that ⌈n / stride⌉ fit.

    >>> same_padding(5, span=3, stride=1), same_padding(6, span=3, stride=2)
    ((1, 1), (0, 1))
    """
    missing = max((ceiling(n, stride) - 1) * stride + span - n, 0)
    return missing // 2, missing - missing // 2


def ceiling(n, divisor):
    """⌈n / divisor⌉."""
    return -(-n // divisor)


@dataclass(frozen=True)
class Windows:
    """The places of a kernel on images (batch, height, width, channels).

    All attributes but the last two are pairs (down, across); `name` is what a message calls the
    kernel's size. Methods take the image without its border, and its size as (height, width).

    >>> Windows((3, 3), (2, 2), (1, 1), "same").places((5, 6))
    (3, 3)
    """

    kernel_size: tuple
    strides: tuple
    dilation_rate: tuple
    padding: str
    name: str = "kernel_size"

    @property
    def span(self):
        """The pixels from the kernel's first to its last position: d (k - 1) + 1."""
        return tuple(d * (k - 1) + 1 for k, d in zip(self.kernel_size, self.dilation_rate))

    def places(self, size):
        """How many places (down, across) there are; where a length is None, None.

        Raises ValueError where the kernel does not fit into the image.
        """
        found = tuple(map(self.places_along, size, self.span, self.strides))
        if any(n is not None and n < 1 for n in found):
            accepted = f"small enough for an image of {tuple(size)} pixels"
            if max(self.dilation_rate) > 1:
                accepted += f" with dilation_rate={self.dilation_rate}"
            reject(self.name, accepted, self.kernel_size)
        return found

    def places_along(self, n, span, stride):
        """How many places there are along one axis of n pixels."""
        if n is None:
            return None
        return ceiling(n, stride) if self.padding == "same" else (n - span) // stride + 1

    def borders(self, size):
        """((top, bottom), (left, right)): the pixels added around an image."""
        if self.padding == "valid":
            return (0, 0), (0, 0)
        return tuple(map(same_padding, size, self.span, self.strides))

    def blank(self, like, size, value=0):
        """`value` everywhere: an image and its border, of the batch, channels, dtype of `like`."""
        height, width = (n + sum(border) for n, border in zip(size, self.borders(size)))
        return np.full((like.shape[0], height, width, like.shape[-1]), value, like.dtype)

    def crop(self, padded, size):
        """The image inside its border, a view."""
        (top, _), (left, _) = self.borders(size)
        return padded[:, top : top + size[0], left : left + size[1]]

    def pad(self, x, value=0):
        """x with its border, filled with `value`; x itself where there is none."""
        size = x.shape[1:3]
        if self.borders(size) == ((0, 0), (0, 0)):
            return x
        padded = self.blank(x, size, value)
        self.crop(padded, size)[...] = x
        return padded

    def view(self, x):
        """What each position of the kernel sees at all its places: a view of the padded image.

        Its shape is (kernel rows, kernel columns, batch, places down, places across, channels).
        """
        (sh, sw), (dh, dw) = self.strides, self.dilation_rate
        seen = sliding_window_view(self.pad(x), self.span, axis=(1, 2))
        return seen[:, ::sh, ::sw, :, ::dh, ::dw].transpose(4, 5, 0, 1, 2, 3)

    def scatter(self, seen, size):
        """The image in which each pixel is the sum of its appearances in `seen`.

        The adjoint of `view`, <scatter(u), x> = <u, view(x)>: it sends gradients back to pixels.
        """
        image = self.blank(seen[0, 0], size)
        for position, pixels in self.positions(size):
            image[pixels] += seen[position]
        return self.crop(image, size)

    def positions(self, size):
        """For each position (i, j) of the kernel, row by row: the pixels it meets at all places.

        They are slices of the padded image: image[pixels] is (batch, places down, across, ...).
        """
        places = self.places(size)
        for position in np.ndindex(*self.kernel_size):
            first = [d * i for d, i in zip(self.dilation_rate, position)]
            axes = zip(first, places, self.strides)
            yield position, (slice(None), *(slice(a, a + (n - 1) * s + 1, s) for a, n, s in axes))


def windows(kernel_size, strides, dilation_rate, padding, name="kernel_size"):
    """Windows from a layer's arguments, each an integer or a pair, checked."""
    return Windows(
        pair(name, kernel_size),
        pair("strides", strides),
        pair("dilation_rate", dilation_rate),
        one_of("padding", padding, ("valid", "same")),
        name,
    )
