"""Is somebody's own implementation right, and if not, what is wrong with it?

    from compare import validate, assert_agrees
    print(validate(MyConv, like="conv2d").sentence())

One file a concern: `subject` and `load` (what was handed over), `adapt` (how it is met), `models`
(each concept once, with the conventions and mistakes it may have), `hypotheses` (which of them
explain what was observed), `judge` and `verdict` (the answer), `process` (the command's own
process with a time limit).
"""

from collections.abc import Sequence
from typing import Any

from compare.validation.verdict import Verdict

__all__ = ["Verdict", "assert_agrees", "concepts", "validate"]


def validate(
    obj: Any, like: str | None = None, *, backward: Any = None, make: Any = None
) -> Verdict:
    """The verdict on a class, an object, a function or a pair of functions.

    Arguments:
        obj: the thing itself, or a sequence of it and its derivative.
        like: a concept's name; guessed from the name of `obj` unless given.
        backward: the function with the derivative, where it stands apart.
        make: a function without arguments that builds an instance, where arguments of the
            constructor cannot be found by their names.

    Raises ValueError where the concept is unknown.
    """
    from compare.validation.engine import judge
    from compare.validation.subject import Unusable

    objects = list(obj) if isinstance(obj, (list, tuple)) else [obj]
    if backward is not None:
        objects.append(backward)
    try:
        return judge(objects, like, make=make)
    except Unusable as error:
        raise ValueError(str(error)) from error


def assert_agrees(obj: Any, like: str | None = None, **how: Any) -> Verdict:
    """Raise AssertionError, with the diagnosis, unless `validate` says that `obj` is right."""
    found = validate(obj, like, **how)
    if found.verdict != "right":
        raise AssertionError("\n".join([found.sentence(), *found.evidence, f"Fix: {found.fix}"]))
    return found


def concepts() -> Sequence[str]:
    """The names that `like` accepts."""
    from compare.validation.engine import known

    return known()
