"""Max pooling of a tile of convolutions: a few contests, and the number of each window's winner.

A window takes the greatest of p by q outputs of the convolution, its phases z[i, j]. They are held
in two rounds, z[:, 0] against each z[:, j] and then z[0, 0] against each z[i, 0]; the greater takes
the first's place. Kept is the number of the phase that has won, one byte, and 0 where relu lets
nothing through. As a later phase must be greater to win, it is the first of equals that wins, as in
the plain layers. On the way back the gradient of a window goes to the phase of that number.
"""

import numpy as np

from scratch.fused.arena import front

PHASES = 254
"""The most that a window may have: their numbers are bytes."""


class Contest:
    """The max pooling of a tile.

    Arguments:
        lane: whose buffers it may use as long as it works on this tile.
        z: (phases down, across, filters, windows).
        winner: where the number of each window's phase is kept, from 1 on; 0 where none passes.
    """

    def __init__(self, lane, z, winner):
        self.z, self.winner = z, winner
        p, q, *of_one = z.shape
        self.number, self.challenger = (
            front(array, (p, *of_one)) for array in (lane.number, lane.challenger)
        )
        self.wins, self.d = front(lane.wins, z.shape), front(lane.d, of_one)
        self.firsts_of_rows = np.arange(1, p * q, q, dtype=np.uint8).reshape(p, 1, 1)
        self.across = [(np.uint8(j), z[:, j], z[:, 0]) for j in range(2, q)]
        self.down = [(z[i, 0], z[0, 0], self.number[i]) for i in range(1, p)]
        self.phases = [(np.uint8(i * q + j + 1), self.wins[i, j]) for i, j in np.ndindex(p, q)]

    def hold(self):
        """The greatest of each window is left in the first phase, and whose it is in `number`.

        A later phase has the greater number, so that the greatest number of all winners counts.
        """
        z, number, challenger = self.z, self.number, self.challenger
        if z.shape[1] > 1:
            np.greater(z[:, 1], z[:, 0], number.view(bool))
            np.maximum(z[:, 0], z[:, 1], out=z[:, 0])
        else:
            number[...] = 0
        for j, others, firsts in self.across:
            np.greater(others, firsts, challenger.view(bool))
            np.maximum(firsts, others, out=firsts)
            np.multiply(challenger, j, challenger)
            np.maximum(number, challenger, out=number)
        np.add(number, self.firsts_of_rows, number)
        number, challenger = number[0], challenger[0]
        for others, firsts, of_row in self.down:
            np.greater(others, firsts, challenger.view(bool))
            np.maximum(firsts, others, out=firsts)
            np.multiply(challenger, of_row, challenger)
            np.maximum(number, challenger, out=number)

    def note(self, passes):
        """Keep who has won; `passes`: where the activation lets the winner through, None: all."""
        number = self.number[0]
        if passes is None:
            np.copyto(self.winner, number)
        else:
            np.multiply(number, passes.reshape(number.shape), self.winner)

    def give_to_winners(self, dy):
        """z becomes the gradient of z: that of the window in the phase that has won, else 0."""
        np.copyto(self.d.reshape(dy.shape), dy)
        for number, wins in self.phases:
            np.equal(self.winner, number, wins)
        np.copyto(self.z, self.wins)
        np.multiply(self.z, self.d, self.z)
