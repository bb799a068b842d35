r"""Edge detection: convolution with a kernel that gives 0 wherever the image is even.

Y_ij = Σ_mn K_mn X_{i+m, j+n}, only where the kernel fits ("valid"). K sums to 0, and as it is
symmetric, convolution and correlation are the same.

Source: Marr and Hildreth, "Theory of Edge Detection", 1980; Gonzalez and Woods, "Digital Image
Processing", 2008, section 3.6.2.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from scratch.validation import floats, reject

K = np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])


def edge_detection(image):
    """Y (rows - 2, columns - 2) for an image (rows, columns) of at least 3 x 3.

    >>> edge_detection(np.array([[0.0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 1]]))
    array([[ 0., -3.]])
    """
    image = floats("image", image, rank=2)
    if min(image.shape) < 3:
        reject("image", "of at least 3 rows and 3 columns", image.shape)
    windows = sliding_window_view(image, K.shape)
    return np.sum(windows * K.astype(image.dtype), axis=(2, 3))
