"""The defaults in which PyTorch and Keras differ, each row measured in both.

`rows()` is the table, `about("adam")` a part of it, `measured(...)` what the installed versions
do, and `between(left, right)` what will differ between two configured layers or optimizers,
`models` between two lists of them.
"""

from typing import Any

from compare.defaults.default import FRAMEWORKS, Default, Side
from compare.defaults.seen import Seen, measured
from compare.defaults.static import Difference, Part, between, models
from compare.defaults.table import UnknownDefault, about, rows

__all__ = [
    "FRAMEWORKS",
    "Default",
    "Difference",
    "Part",
    "Seen",
    "Side",
    "UnknownDefault",
    "about",
    "between",
    "measured",
    "models",
    "row",
    "rows",
]


def row(default: Default, seen: Seen | None = None) -> dict[str, Any]:
    """The flat record of --json and of results.json, and what was seen here, if it was."""
    flat: dict[str, Any] = {
        "subject": default.subject,
        "name": default.name,
        "title": default.title,
        "effect": default.effect,
        "because": default.because,
        "link": default.url,
    }
    for framework in FRAMEWORKS:
        side = default.side(framework)
        flat |= {framework: side.value, f"align_{framework}": side.align}
    if seen is None:
        return flat
    left = [r for r in seen.remains(default).values() if isinstance(r, float)]
    troubles = seen.troubles(default)
    return flat | {
        "effect_seen": seen.effect(),
        "remains_seen": max(left, default=None),
        "state": "holds" if not troubles else "; ".join(troubles),
    }
