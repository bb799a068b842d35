r"""Min-max scaling: z = (x - min) / (max - min), column by column, into [0, 1].

Source: Han, Kamber, Pei, "Data Mining: Concepts and Techniques", 2011, section 3.5.2.
"""

import numpy as np

from scratch.data.scaler import Scaler


class MinMaxScale(Scaler):
    """Moves each column into [0, 1]; rows that it was not fitted to may fall outside.

    Attributes:
        offset: the least of each column, shape (columns,).
        scale: greatest - least, shape (columns,); 1 where the column is constant.

    >>> scaler = MinMaxScale().fit(np.array([[1.0, 5.0], [3.0, 5.0]]))
    >>> scaler.transform(np.array([[2.0, 5.0]]))
    array([[0.5, 0. ]])
    """

    def measure(self, x, constant):
        """Least, and greatest - least."""
        least, greatest = x.min(axis=0), x.max(axis=0)
        return least, np.where(constant, 1, greatest - least).astype(x.dtype)


def min_max_scale(train, x):
    """What `MinMaxScale`, fitted to `train`, makes of x, and the way back."""
    return MinMaxScale().fit(train).report(x)
