r"""One-hot rows: Y_ik = 1 where k is the class of sample i, else 0.

Source: Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.1.3 (1-of-K coding).
"""

import numpy as np

from scratch.validation import array_of, dtype_of, integer, reject


def one_hot(labels, num_classes, dtype="float32"):
    """A row of zeros with a single one for each class number.

    Shapes: labels (...) of whole numbers in [0, num_classes), result (..., num_classes).

    >>> one_hot(np.array([2, 0]), num_classes=3)
    array([[0., 0., 1.],
           [1., 0., 0.]], dtype=float32)
    """
    labels, num_classes = array_of("labels", labels), integer("num_classes", num_classes)
    if labels.dtype.kind not in "iu":
        reject("labels", "an array of integers", labels, TypeError)
    if labels.size and not 0 <= labels.min() <= labels.max() < num_classes:
        reject("labels", f"class numbers from 0 to {num_classes - 1}", labels)
    return (labels[..., None] == np.arange(num_classes)).astype(dtype_of("dtype", dtype))
