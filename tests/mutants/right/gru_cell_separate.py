"""GRU cell with weights Wz, Wr, Wh and Uz, Ur, Uh.

like: gru_cell
object: GRUCell
verdict: right
note: The paper's mixture z h + (1 - z) candidate; the reset gate acts before the product.
"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class GRUCell:
    def __init__(self, input_size, hidden_size):
        for gate in "zrh":
            setattr(self, "W" + gate, np.random.randn(input_size, hidden_size) * 0.1)
            setattr(self, "U" + gate, np.random.randn(hidden_size, hidden_size) * 0.1)
            setattr(self, "b" + gate, np.zeros(hidden_size))

    def forward(self, x, h):
        self.x, self.h = x, h
        self.z = sigmoid(x @ self.Wz + h @ self.Uz + self.bz)
        self.r = sigmoid(x @ self.Wr + h @ self.Ur + self.br)
        self.n = np.tanh(x @ self.Wh + (self.r * h) @ self.Uh + self.bh)
        return self.z * h + (1 - self.z) * self.n

    def backward(self, dout):
        x, h, z, r, n = self.x, self.h, self.z, self.r, self.n
        az = dout * (h - n) * z * (1 - z)
        an = dout * (1 - z) * (1 - n**2)
        drh = an @ self.Uh.T
        ar = drh * h * r * (1 - r)
        self.dWz, self.dWr, self.dWh = x.T @ az, x.T @ ar, x.T @ an
        self.dUz, self.dUr, self.dUh = h.T @ az, h.T @ ar, (r * h).T @ an
        self.dbz, self.dbr, self.dbh = az.sum(0), ar.sum(0), an.sum(0)
        dx = az @ self.Wz.T + ar @ self.Wr.T + an @ self.Wh.T
        dh = dout * z + drh * r + az @ self.Uz.T + ar @ self.Ur.T
        return dx, dh
