"""Digits, each epoch turned, mirrored and blurred anew, so that no image is seen twice.

Turning and noise leave a digit what it is. A mirror does not: it is here to be shown, as most
lists of augmentations have it, and it costs accuracy on digits.
"""

from compare.workload import part
from compare.workloads.mnist_plain import digits

WORKLOAD = digits(
    "mnist_augmented",
    "augmented",
    "The same digits turned by up to 15 degrees, mirrored by chance, with noise on every pixel.",
    [
        part("random_flip", mode="horizontal"),
        part("random_rotation", factor=15 / 360),
        part("gaussian_noise", stddev=0.1),
    ],
)
