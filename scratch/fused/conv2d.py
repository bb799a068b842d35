"""Conv2D, its bias, its activation and the max pooling after it, a tile at a time.

Images lie with the batch varying fastest, (height, width, channels, batch), so that whatever is
gathered or compared is a run of numbers. A tile is some rows of pooling windows in some samples.
A window takes the greatest of p by q outputs of the convolution; each of these places (i, j) is
called a phase here. All outputs of one phase in a tile are one matrix product,

    z[i, j] = [W^T b] [patches; 1],

and the pooling, while they are in the cache, is a few contests: z[:, 0] against z[:, j] along the
rows of phases, then z[0, 0] against z[i, 0]. The greater takes the first's place.

On the way back the contests are undone from the last to the first: who was greater is the winner,
else the first remains it: so it is the first of equals that wins, as in the plain layers. This is
done on truth values, which are short, and the gradient then goes to the winners of each phase.
"""

import math
from functools import partial

import numpy as np
from numpy.lib.stride_tricks import as_strided

from scratch.fused import threads
from scratch.fused.activations import fused

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
        greater = take(((phases - 1) * filters * down * across * n,), bool)
        self.wins = take((phases * filters * width,), bool)
        self.tiles = []
        for sample in range(part.start, part.stop, some):
            samples = slice(sample, min(sample + some, part.stop))
            for row in range(0, down, height):
                rows = slice(row, min(row + height, down))
                tile = Tile(self, rows, samples, image, step.d_image, y, greater)
                greater = greater[tile.contested :]
                tile.activation = fused(layer.activation, memory.arena, tile.top.shape, dtype)
                self.tiles.append(tile)

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
        contests: (challengers, first ones, where the challengers are greater), in their order.
        undone: (challengers, first ones, as above) of truth values: who is the winner.
        winners: (where a phase wins, its gradient); last the phase that the gradients are in.
        contested: how many numbers meet another.
    """

    def __init__(self, lane, rows, samples, image, d_image, y, greater):
        self.lane, self.rows, self.samples = lane, rows, samples
        geometry = lane.geometry
        (p, q), filters = geometry.pool, len(geometry.kernel)
        self.image, self.d_image = (
            geometry.view(array[..., samples], rows) for array in (image, d_image)
        )
        places = self.image.shape[5:]
        width = math.prod(places)
        self.y = y[samples, rows].transpose(3, 1, 2, 0)
        self.z = z = front(lane.z, (p, q, filters, width))
        self.top = z[0, 0].reshape(filters, *places)
        self.contested = (p * q - 1) * filters * width
        along, down = (q - 1, p, filters, width), (p - 1, filters, width)
        along, down = front(greater, along), front(greater[math.prod(along) :], down)
        self.contests = contests(z, along, down)
        self.wins = wins = front(lane.wins, z.shape)
        self.undone = contests(wins, along, down)[::-1]
        self.winners = [(wins[i, j], z[i, j]) for i, j in np.ndindex(p, q)][::-1]
        self.patches, self.d_patches = (
            front(array, (p, q, geometry.kernel.shape[1], width))
            for array in (lane.patches, lane.d_patches)
        )
        self.seen, self.d_seen = (
            array[:, :, : geometry.rows].reshape(self.image.shape)
            for array in (self.patches, self.d_patches)
        )

    def gather(self):
        """What is seen goes into the patches' rows; below them is the row of ones."""
        np.copyto(self.seen, self.image)
        self.patches[:, :, self.lane.geometry.rows :] = 1

    def forward(self):
        """y of this tile."""
        self.gather()
        np.matmul(self.lane.geometry.kernel, self.patches, out=self.z)
        for others, firsts, greater in self.contests:
            np.greater(others, firsts, greater)
            np.maximum(firsts, others, out=firsts)
        self.activation.forward(self.top)
        np.copyto(self.y, self.top)

    def backward(self, dy, wanted):
        """Adds to the gradient of the kernel, and to that of the image where it is wanted."""
        lane = self.lane
        dy = dy[self.samples, self.rows].transpose(3, 1, 2, 0)
        if self.contests:
            self.give_to_winners(dy)
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

    def give_to_winners(self, dy):
        """z becomes the gradient of z: that of the window, where a phase has won it, else 0."""
        top = self.z[0, 0]
        np.copyto(self.top, dy)
        self.activation.passed(self.wins[0, 0].reshape(self.top.shape))
        for others, firsts, greater in self.undone:
            np.logical_and(firsts, greater, others)
            np.not_equal(firsts, others, firsts)
        for won, d in self.winners:
            np.multiply(top, won, d)


def contests(phases, along, down):
    """(challengers, first ones, where the challengers are greater), in the order they are held."""
    p, q = phases.shape[:2]
    rows = [(phases[:, j], phases[:, 0], along[j - 1]) for j in range(1, q)]
    return rows + [(phases[i, 0], phases[0, 0], down[i - 1]) for i in range(1, p)]


def front(buffer, shape):
    """The first numbers of a buffer, in a shape."""
    return buffer[: math.prod(shape)].reshape(shape)
