"""`threefold diff`: where two models part, and why.

`diff(left, right)` takes two models, functions that build them or "FILE.py:factory" targets and
gives a Verdict; `assert_same_model(left, right)` raises an AssertionError with the first place and
the cause; `transfer(left, right, file)` writes the one's weights as the other's.
"""

from typing import Any

from compare.parity.engine import Options, Pair, diff_pair
from compare.parity.load import Loaded, exactly, framework_of, home, is_model, load
from compare.parity.porting import Transfer, transfer_pair
from compare.parity.verdict import Verdict

__all__ = ["Transfer", "Verdict", "assert_same_model", "diff", "transfer"]


def side(value: Any, name: str) -> Loaded:
    """A target, a model, or a function that makes one, as a loaded side."""
    if isinstance(value, str):
        return load(value)
    if callable(value) and not is_model(value):
        model = value()
        return Loaded(model, framework_of(model, name), name)
    framework = framework_of(value, name)
    return Loaded(home(framework).copied(value), framework, name)


def diff(left: Any, right: Any, **options: Any) -> Verdict:
    """Compare two models; neither is changed.

    Arguments:
        left, right: models, functions that build them, or "FILE.py:factory".
        options: input_shape, input, weights, loss, steps, modes, as the command has them.
    """
    with exactly(left, right):
        return diff_pair(Pair(side(left, "left"), side(right, "right"), Options(**options)))


def transfer(
    left: Any,
    right: Any,
    output: str,
    reorder: bool = False,
    dtype: str = "float32",
    **options: Any,
) -> Transfer:
    """Write the left's weights as the right's into `output`, and check them by the way back."""
    with exactly(left, right):
        pair = Pair(side(left, "left"), side(right, "right"), Options(**options))
        return transfer_pair(pair, output, reorder, dtype)


def assert_same_model(left: Any, right: Any, **options: Any) -> None:
    """Raise an AssertionError that says where two models part, and why, if they do."""
    found = diff(left, right, **options)
    if found.verdict != "agree":
        raise AssertionError(found.sentence())
