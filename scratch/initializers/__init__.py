"""Initializers: (shape, rng) -> array, one a file, named as Keras names them."""

from scratch.initializers.constant import Constant
from scratch.initializers.glorot_normal import GlorotNormal
from scratch.initializers.glorot_uniform import GlorotUniform
from scratch.initializers.he_normal import HeNormal
from scratch.initializers.he_uniform import HeUniform
from scratch.initializers.ones import Ones
from scratch.initializers.orthogonal import Orthogonal
from scratch.initializers.random_normal import RandomNormal
from scratch.initializers.random_uniform import RandomUniform
from scratch.initializers.truncated_normal import TruncatedNormal
from scratch.initializers.zeros import Zeros
from scratch.registry import lookup

INITIALIZERS = {
    "zeros": Zeros,
    "ones": Ones,
    "constant": Constant,
    "random_normal": RandomNormal,
    "random_uniform": RandomUniform,
    "truncated_normal": TruncatedNormal,
    "glorot_normal": GlorotNormal,
    "glorot_uniform": GlorotUniform,
    "he_normal": HeNormal,
    "he_uniform": HeUniform,
    "orthogonal": Orthogonal,
}

ALIASES = {"zero": Zeros, "one": Ones, "normal": RandomNormal, "uniform": RandomUniform}
"""Short names that Keras knows too."""


def get(initializer):
    """The initializer called `initializer`, with its defaults; a callable is returned as it is."""
    found = lookup("initializer", initializer, INITIALIZERS | ALIASES)
    return found() if isinstance(found, type) else found


__all__ = ["INITIALIZERS", "get", *(c.__name__ for c in INITIALIZERS.values())]
