"""The harness: turns concepts into Traces, compares them, and reports. Knows no framework."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compare.parity import assert_same_model, diff
    from compare.results import load_results
    from compare.validation import assert_agrees, validate

__all__ = ["assert_agrees", "assert_same_model", "diff", "load_results", "validate"]

HOMES = {
    "assert_agrees": "compare.validation",
    "assert_same_model": "compare.parity",
    "diff": "compare.parity",
    "load_results": "compare.results",
    "validate": "compare.validation",
}
"""Name -> the module it lives in, imported when the name is first used."""


def __getattr__(name: str) -> Any:
    """Look a public name up in its module, so that `import compare` alone loads next to nothing."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
