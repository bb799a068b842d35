"""`threefold diff`: where two models part, and why.

`diff(left, right)` takes two models or "FILE.py:factory" targets and gives a Verdict;
`assert_same_model(left, right)` raises an AssertionError that says where they part.
"""

from typing import Any

from compare.diff.engine import Options, Pair, diff_pair
from compare.diff.load import Loaded, framework_of, load
from compare.diff.verdict import Verdict

__all__ = ["Verdict", "assert_same_model", "diff"]


def side(value: Any, name: str) -> Loaded:
    """A target, a model, or a function that makes one, as a loaded side."""
    if isinstance(value, str):
        return load(value)
    return Loaded(value, framework_of(value, name), name)


def diff(left: Any, right: Any, **options: Any) -> Verdict:
    """Compare two models.

    Arguments:
        left, right: models, or "FILE.py:factory".
        options: input_shape, input, weights, loss, steps, optimizer, as the command has them.
    """
    return diff_pair(Pair(side(left, "left"), side(right, "right"), Options(**options)))


def assert_same_model(left: Any, right: Any, **options: Any) -> None:
    """Raise an AssertionError that says where two models part, and why, if they do."""
    found = diff(left, right, **options)
    if found.verdict != "agree":
        raise AssertionError(found.sentence())
