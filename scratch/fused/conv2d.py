"""Conv2D, its bias, its activation and the max pooling after it, a tile at a time.

Images lie with the batch varying fastest, (height, width, channels, batch), so that whatever is
gathered or compared is a run of numbers. A tile is some rows of pooling windows in some samples.
A window takes the greatest of p by q outputs of the convolution; each of these places (i, j) is
called a phase here. All outputs of one phase in a tile are one matrix product,

    z[i, j] = [W^T b] [patches; 1],

and the pooling, while they are in the cache, is a `Contest` of the phases.
"""

import math
from functools import partial

import numpy as np
from numpy.lib.stride_tricks import as_strided

from scratch.fused import threads
from scratch.fused.activations import fused
from scratch.fused.arena import front
from scratch.fused.contest import Contest

TILE = 1 << 19
"""Numbers of a tile, patches and outputs: most of them are still in the cache when they are used
again, and threads seldom wait for the interpreter's lock between the calls."""

FEWEST = 16
"""Samples of a tile: with fewer, the runs of numbers that are gathered would be short."""


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
    """Which pixels the phases of some pooling windows see, and with which weights.

    Attributes:
        places: how many windows (down, across).
        pool: how many phases a window has (down, across).
        kernel: [W^T b].
        rows: how many numbers a window of the kernel sees.
    """

    def __init__(self, layer, pooling, places, channels, W):
        self.windows, self.places, self.channels, self.kernel = layer.windows, places, channels, W.T
        self.pool = apart = 1, 1
        if pooling is not None:
            self.pool, apart = pooling.windows.kernel_size, pooling.windows.strides
        self.strides = tuple(s * p for s, p in zip(layer.windows.strides, apart, strict=True))
        self.rows = math.prod(layer.windows.kernel_size) * channels

    def view(self, image, rows):
        """What is seen from some rows of windows, a view of the image with its border.

        Its shape is (phases down, across, kernel down, across, channels, rows, places across,
        batch).
        """
        h, w, channel, sample = image.strides
        windows, (down, across) = self.windows, self.strides
        shape = *self.pool, *windows.kernel_size, self.channels
        strides = (
            *(size * step for size, step in zip((h, w), windows.strides, strict=True)),
            *(size * step for size, step in zip((h, w), windows.dilation_rate, strict=True)),
            channel,
        )
        return as_strided(
            image[rows.start * down :],
            (*shape, rows.stop - rows.start, self.places[1], image.shape[3]),
            (*strides, h * down, w * across, sample),
        )


class Lane:
    """The part of the batch that one thread sees, its own buffers, and their views in tiles."""

    def __init__(self, step, layer, image, y, part, memory):
        take, dtype = memory.arena.take, memory.dtype
        self.geometry = geometry = step.geometry
        down, across = geometry.places
        phases, filters = math.prod(geometry.pool), layer.filters
        columns = geometry.rows + layer.use_bias
        n, of_row = part.stop - part.start, phases * (filters + columns) * across
        some = min(n, max(FEWEST, TILE // of_row))
        some = math.ceil(n / math.ceil(n / some))  # tiles of nearly the same size
        height = min(down, max(1, TILE // (of_row * some)))
        width = height * across * some
        self.patches = take((phases * columns * width,), dtype)
        self.d_patches = take(self.patches.shape, dtype)
        self.z = take((phases * filters * width,), dtype)
        self.d_kernels = take((*geometry.pool, filters, columns), dtype)
        self.d_kernel, self.one_more = (take((filters, columns), dtype) for _ in range(2))
        # What the contests of one tile need, and how the numbers of the winners are put together.
        self.wins = take((phases * filters * width,), bool)
        self.challenger = take((geometry.pool[0] * filters * width,), np.uint8)
        self.number = take(self.challenger.shape, np.uint8)
        self.d = take((filters * width,), dtype)
        self.activations = {}
        self.tiles = []
        for sample in range(part.start, part.stop, some):
            samples = slice(sample, min(sample + some, part.stop))
            for row in range(0, down, height):
                rows = slice(row, min(row + height, down))
                self.tiles.append(Tile(self, rows, samples, image, step.d_image, y, layer, memory))
        # Where all tiles have one shape the ones stay where they are.
        self.alike = len({tile.patches.shape for tile in self.tiles}) == 1

    def forward(self):
        """y, tile by tile."""
        for tile in self.tiles:
            tile.forward()

    def backward(self, dy, wanted):
        """The gradient of the kernel; that of the image is added to it where it is wanted."""
        self.d_kernel[...] = 0
        for tile in self.tiles:
            tile.backward(dy, wanted)


class Tile:
    """Some rows of windows in some samples: views of what the lane and the images hold.

    Attributes:
        z: the outputs of the convolution by phase, and later their gradients.
        top: those of the first phase, where the greatest of each window is gathered.
    """

    def __init__(self, lane, rows, samples, image, d_image, y, layer, memory):
        self.lane, self.rows, self.samples = lane, rows, samples
        geometry = lane.geometry
        (p, q), filters = geometry.pool, len(geometry.kernel)
        self.image, self.d_image = (
            geometry.view(array[..., samples], rows) for array in (image, d_image)
        )
        places = self.image.shape[5:]
        width = math.prod(places)
        self.y = y[samples, rows].transpose(3, 1, 2, 0)
        self.z = front(lane.z, (p, q, filters, width))
        self.top = self.z[0, 0].reshape(filters, *places)
        self.patches, self.d_patches = (
            front(array, (p, q, geometry.kernel.shape[1], width))
            for array in (lane.patches, lane.d_patches)
        )
        self.seen, self.d_seen = (
            array[:, :, : geometry.rows].reshape(self.image.shape)
            for array in (self.patches, self.d_patches)
        )
        self.ones = self.patches[:, :, geometry.rows :]
        self.ones[...] = 1
        take, dtype = memory.arena.take, memory.dtype
        if (p, q) == (1, 1):
            self.contest = None
            self.activation = fused(layer.activation, memory.arena, self.top.shape, dtype)
        else:
            # Its outcome is in the winners' numbers: tiles may share what it is computed in.
            self.activation = lane.activations.get(self.top.shape)
            if not self.activation:
                self.activation = fused(layer.activation, memory.arena, self.top.shape, dtype)
                lane.activations[self.top.shape] = self.activation
            self.contest = Contest(lane, self.z, take((filters, width), np.uint8))

    def gather(self):
        """What is seen goes into the patches' rows; below them is the row of ones."""
        np.copyto(self.seen, self.image)
        if not self.lane.alike:
            self.ones[...] = 1

    def forward(self):
        """y of this tile."""
        self.gather()
        np.matmul(self.lane.geometry.kernel, self.patches, out=self.z)
        if self.contest:
            self.contest.hold()
        self.activation.forward(self.top)
        np.copyto(self.y, self.top)
        if self.contest:
            self.contest.note(self.activation.passes)

    def backward(self, dy, wanted):
        """Adds to the gradient of the kernel, and to that of the image where it is wanted."""
        lane = self.lane
        dy = dy[self.samples, self.rows].transpose(3, 1, 2, 0)
        if self.contest:
            self.contest.give_to_winners(dy)
        else:
            d = self.activation.backward(dy, self.y, self.top)
            if d is not self.top:
                np.copyto(self.top, d)
        self.gather()
        np.matmul(self.z, self.patches.swapaxes(-1, -2), out=lane.d_kernels)
        np.add.reduce(lane.d_kernels, axis=(0, 1), out=lane.one_more)
        np.add(lane.d_kernel, lane.one_more, lane.d_kernel)
        if wanted:
            np.matmul(lane.geometry.kernel.T, self.z, out=self.d_patches)
            for i, j in np.ndindex(self.image.shape[2:4]):  # places of the kernel, which overlap
                d_pixels = self.d_image[:, :, i, j]
                np.add(d_pixels, self.d_seen[:, :, i, j], d_pixels)
