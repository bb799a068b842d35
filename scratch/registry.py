"""Looking a concept up by the name that Keras gives it: "relu", "glorot_uniform", "l2"."""

import re

from scratch.validation import reject


def lookup(argument, name, known):
    """The entry of `known` called `name`; anything that is not a name is returned as it is.

    Raises ValueError naming `argument` and the names that are known.
    """
    if not isinstance(name, str):
        return name
    if name not in known:
        reject(argument, f"one of {', '.join(sorted(known))}, or a callable", name)
    return known[name]


def snake_case(name):
    """A class's name as Keras writes it for a layer.

    >>> snake_case("MaxPooling2D"), snake_case("SimpleRNN"), snake_case("BatchNormalization")
    ('max_pooling2d', 'simple_rnn', 'batch_normalization')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
