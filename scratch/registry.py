"""Looking a concept up by the name that Keras gives it: "relu", "glorot_uniform", "l2"."""

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
