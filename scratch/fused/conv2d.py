"""Conv2D, its bias, its activation and the max pooling after it, a few rows of windows at a time.

Images lie with the batch varying fastest, (height, width, channels, batch), so that whatever is
gathered or compared is a run of numbers. A pooling window takes the greatest of several outputs
of the convolution; each of its places (i, j) is called a phase here. All outputs of one phase
along these rows are one matrix product,

    z_phase = [W^T b] [patches; 1],

and the pooling is np.maximum over the phases, while they are in the cache.

On the way back, a phase that was greater than all before it takes the gradient, what is left goes
to the phases before: so it is the first of equals that wins, as in the plain layers.
"""

import math
from functools import partial

import numpy as np
from numpy.lib.stride_tricks import as_strided

from scratch.fused import threads
from scratch.fused.activations import fused

TILE = 1 << 17
"""Outputs of the convolution that are computed at once, in rows, where a row has fewer."""


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
        self.W, self.dW = memory.parameters.matrices(layer)
        self.geometry = Geometry(layer, pooling, places, channels, self.W)
        self.lanes = [
            Lane(self, layer, image, y, part, memory) for part in threads.shares(batch, least=8)
        ]

    def forward(self, x, training=True):
        """y = pooled f(W x + b)."""
        if x is not self.x:
            np.copyto(self.x, x)
        threads.fork_join(Lane.forward, self.lanes)
        return self.y

    def backward(self, dy, wanted=True):
        """dx, if it is wanted; fills [dW; db]."""
        if wanted:
            self.d_image[...] = 0
        threads.fork_join(partial(Lane.backward, dy=dy, wanted=wanted), self.lanes)
        np.copyto(self.dW, self.lanes[0].d_kernel.T)
        for lane in self.lanes[1:]:
            self.dW += lane.d_kernel.T
        return self.dx if wanted else None


class Geometry:
    """Which pixels the phases of a row of pooling windows see, and with which weights.

    Attributes:
        places: how many windows (down, across).
        strides: the pixels between windows.
        sights: of each phase (first pixel, distance, how many of them) along both axes.
        kernel: [W^T b].
        rows: how many numbers a window of the kernel sees.
    """

    def __init__(self, layer, pooling, places, channels, W):
        windows = layer.windows
        pool, apart = ((1, 1), (1, 1)) if pooling is None else size_and_strides(pooling.windows)
        self.places, self.channels, self.kernel = places, channels, W.T
        self.strides = tuple(s * p for s, p in zip(windows.strides, apart, strict=True))
        self.sights = [
            (
                tuple(s * i for s, i in zip(windows.strides, phase, strict=True)),
                windows.dilation_rate,
                windows.kernel_size,
            )
            for phase in np.ndindex(*pool)
        ]
        self.rows = math.prod(windows.kernel_size) * channels

    def view(self, image, rows, sight):
        """What a sight sees from some rows of windows, a view of the image with its border.

        Its shape is (down, across, channels, rows, places across, batch).
        """
        (top, left), (down, across), size = sight
        h, w, c, b = image.strides
        first = image[rows.start * self.strides[0] + top :, left:]
        strides = h * down, w * across, c, h * self.strides[0], w * self.strides[1], b
        shape = *size, self.channels, rows.stop - rows.start, self.places[1], image.shape[3]
        return as_strided(first, shape, strides)


class Lane:
    """The part of the batch that one thread sees, its own buffers, and their views in tiles."""

    def __init__(self, step, layer, image, y, part, memory):
        take, dtype = memory.arena.take, memory.dtype
        self.geometry = geometry = step.geometry
        down, across = geometry.places
        n, phases, filters = part.stop - part.start, len(geometry.sights), layer.filters
        width = across * n
        height = min(down, max(1, TILE // (phases * filters * width)))
        self.height, self.part = height, part
        columns = geometry.rows + layer.use_bias
        self.patches = take((columns * height * width,), dtype)
        self.d_patches = take(self.patches.shape, dtype)
        self.z = take((phases * filters * height * width,), dtype)
        self.greater = take(((phases - 1) * filters * down * width,), bool)
        self.d_kernel, self.one_more = (take((filters, columns), dtype) for _ in range(2))
        y, image, d_image = y[part], image[..., part], step.d_image[..., part]
        self.tiles = [
            Tile(self, slice(row, min(row + height, down)), image, d_image, y)
            for row in range(0, down, height)
        ]
        # All tiles are alike, but for the last, which may be shorter.
        for of_tiles in (self.tiles[:-1], self.tiles[-1:]):
            shape = (of_tiles or self.tiles)[0].z.shape[1:]
            activation = fused(layer.activation, memory.arena, shape, dtype)
            for tile in of_tiles:
                tile.activation = activation

    def forward(self):
        """y, tile by tile."""
        for tile in self.tiles:
            tile.forward()

    def backward(self, dy, wanted):
        """The gradient of the kernel; that of the image is added to it where it is wanted."""
        self.d_kernel[...] = 0
        dy = dy[self.part]
        for tile in self.tiles:
            tile.backward(dy, wanted)


class Tile:
    """Some rows of windows: views of what the lane and the images hold."""

    def __init__(self, lane, rows, image, d_image, y):
        geometry = lane.geometry
        self.lane, self.rows, self.kernel = lane, rows, geometry.kernel
        n, across, phases = image.shape[3], geometry.places[1], len(geometry.sights)
        filters = len(geometry.kernel)
        shape = phases, filters, rows.stop - rows.start, across, n
        width = math.prod(shape[2:])
        self.y = y[:, rows].transpose(3, 1, 2, 0)
        self.z = front(lane.z, shape)
        first = (phases - 1) * filters * rows.start * across * n
        self.greater = front(lane.greater[first:], (phases - 1, *shape[1:]))
        self.patches = front(lane.patches, (len(lane.patches) // (lane.height * across * n), width))
        self.d_patches = front(lane.d_patches, self.patches.shape)
        self.sights = [
            (
                geometry.view(image, rows, sight),
                geometry.view(d_image, rows, sight),
                z.reshape(filters, width),
            )
            for sight, z in zip(geometry.sights, self.z, strict=True)
        ]
        seen = self.sights[0][0].shape
        self.seen, self.d_seen = (
            array[: geometry.rows].reshape(seen) for array in (self.patches, self.d_patches)
        )

    def gather(self, seen):
        """What is seen goes into the patches' rows; below them is the row of ones."""
        np.copyto(self.seen, seen)
        self.patches[self.lane.geometry.rows :] = 1

    def forward(self):
        """y of these rows."""
        top = self.z[0]
        for seen, _, z in self.sights:
            self.gather(seen)
            np.dot(self.kernel, self.patches, out=z)
        for other, greater in zip(self.z[1:], self.greater, strict=True):
            np.greater(other, top, greater)
            np.maximum(top, other, out=top)
        self.activation.forward(top)
        np.copyto(self.y, top)

    def backward(self, dy, wanted):
        """Adds to the gradient of the kernel, and to that of the image where it is wanted."""
        lane = self.lane
        dy = dy[:, self.rows].transpose(3, 1, 2, 0)
        self.share_out(self.activation.backward(dy, self.y, self.z[0]))
        for seen, d_seen, dz in self.sights:
            self.gather(seen)
            np.dot(dz, self.patches.T, out=lane.one_more)
            np.add(lane.d_kernel, lane.one_more, lane.d_kernel)
            if wanted:
                np.dot(self.kernel.T, dz, out=self.d_patches)
                for place in np.ndindex(d_seen.shape[:2]):
                    np.add(d_seen[place], self.d_seen[place], d_seen[place])

    def share_out(self, d):
        """dL/dz of each phase: all of d goes to the winner."""
        left = self.z[0]
        if d is not left:
            np.copyto(left, d)
        for dz, greater in zip(self.z[:0:-1], self.greater[::-1], strict=True):
            np.multiply(left, greater, dz)
            np.subtract(left, dz, left)


def front(buffer, shape):
    """The first numbers of a buffer, in a shape."""
    return buffer[: math.prod(shape)].reshape(shape)


def size_and_strides(windows):
    """Of a pooling."""
    return windows.kernel_size, windows.strides
