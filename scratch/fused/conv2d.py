"""Conv2D, its bias, its activation and the max pooling after it, one row of windows at a time.

Images lie with the batch varying fastest, (height, width, channels, batch), so that whatever is
gathered or compared is a run of numbers. A pooling window takes the greatest of several outputs
of the convolution; each of its places (i, j) is called a phase here. All outputs of one phase
along a row of windows are one matrix product,

    z_phase = [W^T b] [patches; 1],

and the pooling is np.maximum over the phases, while they are in the cache. Where channels are few,
one gathering serves all phases: the patch is what the whole pooling window sees, and the kernel
stands in a larger one of zeros, once for each phase.

On the way back, a phase that was greater than all before it takes the gradient, what is left goes
to the phases before: so it is the first of equals that wins, as in the plain layers.
"""

import math
from functools import partial

import numpy as np
from numpy.lib.stride_tricks import as_strided

from scratch.fused import threads
from scratch.fused.activations import Called, fused

FEW = 32
"""Up to so many numbers in a kernel's window, zeros in a product cost less than gathering."""


class FusedConv2D:
    """The step of a Conv2D, and of the MaxPooling2D after it where there is one.

    Arguments:
        layer: the Conv2D.
        pooling: the MaxPooling2D, whose windows neither overlap nor have a border; or None.
        shape: of the input.
        memory: the plan's `Memory`.
        y: where the output is to be written, or None.

    Attributes:
        x: where the input is to be written.
    """

    def __init__(self, layer, pooling, shape, memory, y):
        self.layers = [layer] if pooling is None else [layer, pooling]
        take, dtype = memory.arena.take, memory.dtype
        batch, *size, channels = shape
        windows = layer.windows
        (top, bottom), (left, right) = windows.borders(size)
        image = take((top + size[0] + bottom, left + size[1] + right, channels, batch), dtype)
        image[...] = 0
        self.d_image = take(image.shape, dtype)
        inside = slice(top, top + size[0]), slice(left, left + size[1])
        self.x, self.dx = (array[inside].transpose(3, 0, 1, 2) for array in (image, self.d_image))
        places = windows.places(size)
        if pooling is not None:
            places = pooling.windows.places(places)
        if y is None:
            y = take((*places, layer.filters, batch), dtype).transpose(3, 0, 1, 2)
        self.y = y
        self.geometry = Geometry(layer, pooling, places, channels)
        self.W, self.dW = memory.parameters.matrices(layer)
        self.lanes = [
            Lane(self, layer, image, y, part, memory) for part in threads.shares(batch, least=8)
        ]

    def forward(self, x):
        """y = pooled f(W x + b)."""
        if x is not self.x:
            np.copyto(self.x, x)
        self.geometry.spread(self.W)
        threads.fork_join(Lane.forward, self.lanes)
        return self.y

    def backward(self, dy, wanted=True):
        """dx, if it is wanted; fills [dW; db]."""
        if wanted:
            self.d_image[...] = 0
        dy, d_image = dy.transpose(1, 2, 3, 0), self.d_image if wanted else None
        threads.fork_join(partial(Lane.backward, dy=dy, d_image=d_image), self.lanes)
        self.geometry.collect([lane.d_kernels for lane in self.lanes], self.dW)
        return self.dx if wanted else None


class Geometry:
    """Which pixels the phases of a row of pooling windows see, and with which weights.

    Attributes:
        places: how many windows (down, across).
        strides: the pixels between windows.
        sights: (first pixel, distance, how many of them) along both axes, of what is gathered
            for one product, and the numbers of the phases that it serves.
        kernels: for each sight a matrix, (phases · filters, what is gathered and 1).
    """

    def __init__(self, layer, pooling, places, channels):
        windows = layer.windows
        pool, apart = ((1, 1), (1, 1)) if pooling is None else size_and_strides(pooling.windows)
        self.layer, self.places, self.phases = layer, places, list(np.ndindex(*pool))
        self.strides = tuple(s * p for s, p in zip(windows.strides, apart, strict=True))
        steps, distance, size = windows.strides, windows.dilation_rate, windows.kernel_size
        self.firsts = [tuple(s * i for s, i in zip(steps, phase)) for phase in self.phases]
        self.channels, self.filters = channels, layer.filters
        self.together = len(self.phases) > 1 and math.prod(size) * channels <= FEW
        if self.together:
            span = tuple(n + f for n, f in zip(windows.span, self.firsts[-1]))
            self.sights = [((0, 0), (1, 1), span, slice(0, len(self.phases)))]
            rows = math.prod(span) * channels + layer.use_bias
            self.kernels = [np.zeros((len(self.phases) * self.filters, rows))]
        else:
            self.sights = [
                (first, distance, size, slice(i, i + 1)) for i, first in enumerate(self.firsts)
            ]
        self.rows = math.prod(self.sights[0][2]) * channels

    def spread(self, W):
        """Bring [W; b] into the form that the products take."""
        if not self.together:
            self.kernels = [W.T] * len(self.sights)
            return
        if self.kernels[0].dtype != W.dtype:
            self.kernels[0] = self.kernels[0].astype(W.dtype)
        for part, bias in self.parts(self.kernels[0]):
            part[...] = W[: self.taps()].reshape(self.kernel_shape()).transpose(3, 0, 1, 2)
            bias[...] = W[self.taps() :].T

    def collect(self, d_kernels, dW):
        """Sum what the lanes found for the products' kernels in [dW; db]."""
        dW[...] = 0
        for found in d_kernels:
            if not self.together:
                dW += found.T
                continue
            for part, bias in self.parts(found):
                dW[: self.taps()] += part.transpose(1, 2, 3, 0).reshape(self.taps(), -1)
                dW[self.taps() :] += bias.T

    def parts(self, kernel):
        """For each phase where W stands in a kernel of all phases, and where b does."""
        (_, _, span, _), *_ = self.sights
        windows = self.layer.windows
        split = kernel.reshape(len(self.phases), self.filters, -1)
        for phase, (down, across) in zip(split, self.firsts, strict=True):
            (h, w), (dh, dw) = windows.span, windows.dilation_rate
            pixels = phase[:, : self.rows].reshape(-1, *span, self.channels)
            yield pixels[:, down : down + h : dh, across : across + w : dw], phase[:, self.rows :]

    def taps(self):
        """How many rows W has."""
        return math.prod(self.kernel_shape()[:3])

    def kernel_shape(self):
        """(rows, columns, channels, filters)."""
        return *self.layer.windows.kernel_size, self.channels, self.filters

    def view(self, image, row, sight):
        """What a sight sees from the windows of one row: (down, across, channels, places, batch).

        A view of the image, which has its border.
        """
        (top, left), (down, across), size, _ = sight
        h, w, c, b = image.strides
        first = image[row * self.strides[0] + top :, left:]
        strides = h * down, w * across, c, w * self.strides[1], b
        shape = *size, self.channels, self.places[1], image.shape[3]
        return as_strided(first, shape, strides)


class Lane:
    """The part of the batch that one thread sees, and its own buffers."""

    def __init__(self, step, layer, image, y, part, memory):
        take, dtype = memory.arena.take, memory.dtype
        self.geometry = geometry = step.geometry
        self.part, self.image = part, image[..., part]
        down, across = geometry.places
        n, phases, filters = part.stop - part.start, len(geometry.phases), layer.filters
        self.y = y[part].transpose(1, 3, 2, 0)  # (places down, filters, places across, batch)
        places = across * n
        self.patches = take((geometry.rows + layer.use_bias, places), dtype)
        self.patches[geometry.rows :] = 1
        self.z = take((phases, filters, across, n), dtype)
        self.greater = take((down, phases - 1, filters, across, n), bool)
        # One that is called as it is keeps what it was given, so that each row has its own.
        kernel = partial(fused, layer.activation, memory.arena, self.z.shape[1:], dtype)
        self.activations = [kernel()] * down
        if isinstance(self.activations[0], Called):
            self.activations = [kernel() for _ in range(down)]
        served = phases if geometry.together else 1
        self.d_kernels = take((served * filters, len(self.patches)), dtype)
        self.d_kernel = take(self.d_kernels.shape, dtype)
        self.d_patches = take(self.patches.shape, dtype)

    def gather(self, row, sight):
        """What a sight sees of the row, in the patches' rows, the ones below them."""
        seen = self.geometry.view(self.image, row, sight)
        np.copyto(self.patches[: self.geometry.rows].reshape(seen.shape), seen)

    def forward(self):
        """y, row by row."""
        geometry, z = self.geometry, self.z
        top = z[0]
        for row in range(geometry.places[0]):
            for kernel, sight in zip(geometry.kernels, geometry.sights, strict=True):
                self.gather(row, sight)
                np.dot(kernel, self.patches, out=z[sight[3]].reshape(len(kernel), -1))
            for other, greater in zip(z[1:], self.greater[row], strict=True):
                np.greater(other, top, greater)
                np.maximum(top, other, out=top)
            self.activations[row].forward(top, self.y[row])

    def backward(self, dy, d_image):
        """The gradient of the kernels; that of the image is added to `d_image`."""
        geometry, dz = self.geometry, self.z
        dy = dy[..., self.part].transpose(0, 2, 1, 3)
        self.d_kernels[...] = 0
        for row in range(geometry.places[0]):
            self.share_out(row, self.activations[row].backward(dy[row], self.y[row], dz[0]))
            for kernel, sight in zip(geometry.kernels, geometry.sights, strict=True):
                self.gather(row, sight)
                d = dz[sight[3]].reshape(len(kernel), -1)
                np.dot(d, self.patches.T, out=self.d_kernel)
                self.d_kernels += self.d_kernel
                if d_image is not None:
                    self.send_back(kernel, d, row, sight, d_image[..., self.part])

    def share_out(self, row, d):
        """dL/dz of each phase: all of d goes to the winner."""
        left = self.z[0]
        if d is not left:
            np.copyto(left, d)
        for dz, greater in zip(self.z[:0:-1], self.greater[row, ::-1], strict=True):
            np.multiply(left, greater, dz)
            np.subtract(left, dz, left)

    def send_back(self, kernel, d, row, sight, d_image):
        """Add dL/dpatches to the pixels that were seen."""
        np.dot(kernel.T, d, out=self.d_patches)
        pixels = self.geometry.view(d_image, row, sight)
        seen = self.d_patches[: self.geometry.rows].reshape(pixels.shape)
        for place in np.ndindex(pixels.shape[:2]):
            pixels[place] += seen[place]


def size_and_strides(windows):
    """Of a pooling."""
    return windows.kernel_size, windows.strides
