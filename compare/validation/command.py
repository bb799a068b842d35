"""What `threefold validate` does, between the command line and the engine."""

from compare.validation import concepts
from compare.validation.process import validate_file
from compare.validation.show import show
from compare.validation.subject import Theirs, Unusable
from compare.validation.verdict import Verdict

PROBLEMS = (Theirs, Unusable)
"""What makes an input unusable: the user's code, or what was asked for."""


def listed() -> list[str]:
    """The concepts that `--like` accepts."""
    return sorted(concepts())


def words(error: Exception) -> str:
    """An unusable input in one line; what the user's code raises is said to be theirs."""
    return f"Your code: {error}" if isinstance(error, Theirs) else str(error)


def pairs(option: str, text: str | None) -> dict[str, str]:
    """{"kernel": "W"} from "kernel=W". Raises Unusable."""
    found = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        name, equals, way = part.partition("=")
        if not equals or not name.strip() or not way.strip():
            raise Unusable(f"{option} must be name=attribute, as kernel=W. Received: {text}")
        found[name.strip()] = way.strip()
    return found


def run(
    target: str,
    like: str | None,
    make: str | None,
    params: str | None,
    grads: str | None,
    everyone: bool,
    seconds: float,
) -> Verdict:
    """The verdict on a file's object; with `everyone`, the frameworks' word on the concept too."""
    named = {"params": pairs("--params", params), "grads": pairs("--grads", grads)}
    found = validate_file(target, like, seconds, make=make, **named)
    if everyone:
        found.evidence.append(of_all(found.concept))
    return found


def of_all(name: str) -> str:
    """Whether the reference itself agrees with both frameworks."""
    from compare import catalog
    from compare.check import check

    base = name.removesuffix("_cell")
    if base not in catalog.concepts():
        return f"{name} has no record of its own: the frameworks were not asked"
    findings = [f for f in check(catalog.get(base)) if f.verdict != "skipped"]
    bad = [f for f in findings if f.verdict != "agree"]
    rooms = sorted({f.left for f in findings} & {"pytorch", "keras"})
    return (
        f"the reference of {base} agrees with {' and '.join(rooms) or 'nothing else'} in "
        f"{len(findings) - len(bad)} of {len(findings)} comparisons"
    )


__all__ = ["PROBLEMS", "listed", "run", "show", "words"]
