"""From objects and a concept's name to a Verdict."""

from types import ModuleType
from typing import Any

from compare.validation import names, verdict
from compare.validation.adapt import layers, recurrent
from compare.validation.calling import CALLS, NotMet
from compare.validation.script import script_of
from compare.validation.subject import Subject, Theirs, Unusable, subject_of
from compare.validation.verdict import Verdict


def known() -> list[str]:
    """Every concept that can be validated."""
    from compare import catalog

    return [*catalog.concepts(), *names.EXTRA]


def concept_for(like: str | None, objects: list[Any]) -> tuple[str, str]:
    """(the concept, a sentence where it was guessed). Raises Unusable."""
    concepts = known()
    if like:
        found = names.resolve(like, concepts)
        if found is None:
            near = names.near(like, concepts)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise Unusable(
                f"--like must be a concept that `--like list` shows.{hint} Received: {like}"
            )
        return found, ""
    name = getattr(objects[0], "__name__", type(objects[0]).__name__)
    found = names.guess(name, concepts)
    if found is None:
        raise Unusable(f"What is it? Say it with --like CONCEPT. Received: {name}")
    return found, f"taken for {found}, by its name"


def judge(
    objects: list[Any], like: str | None = None, module: ModuleType | None = None, **options: Any
) -> Verdict:
    """The verdict on `objects`."""
    concept, guessed = concept_for(like, objects)
    subject = subject_of(objects, module, options.get("make"))
    subject.seed = options.get("seed") or 0
    subject.named_params = options.get("params") or {}
    subject.named_grads = options.get("grads") or {}
    found = attempted(subject, concept)
    if found.verdict != "right" and f"{concept}_cell" in names.EXTRA and recurrent.is_cell(subject):
        one_step = attempted(subject, f"{concept}_cell")
        vague = any(word in found.cause for word in ("raises", "none of the known"))
        if one_step.verdict == "right" or found.verdict == "unknown" or vague:
            found = one_step
    if "none of the known" in found.cause and not found.script:
        found.script = script_of(subject, CALLS, found.evidence)
    found.assumed = [*filter(None, [guessed]), *subject.says, *found.assumed]
    return found


def attempted(subject: Subject, concept: str) -> Verdict:
    """The verdict of the concept's family; "unknown", and why, where there is none to give."""
    try:
        found = dispatch(subject, concept)
    except NotMet as missing:
        found = verdict.unknown(
            concept,
            f"I cannot tell how to call it: {missing} is unknown. Say how with --make "
            '"EXPRESSION", or name the arrays with --params and --grads.',
        )
    except Theirs as error:
        found = verdict.unknown(concept, f"their code raises {error}")
    except Unusable:
        raise
    except Exception as error:  # noqa: BLE001 - a verdict in any case: it could not be judged
        found = verdict.unknown(
            concept,
            f"it could not be judged, which is no word on it: {type(error).__name__}: {error}",
        )
    return found


def dispatch(subject: Subject, concept: str) -> Verdict:
    """Send it to the adapter of its family."""
    from compare.validation.adapt import FAMILIES

    loss = {"mse": "mean_squared_error", "mae": "mean_absolute_error"}.get(concept)
    for family in FAMILIES:
        found = family(subject, loss or concept)
        if found is not None:
            return found
    if concept in layers.ADAPTERS:
        return layers.judge(subject, concept, layers.ADAPTERS[concept])
    raise NotMet(f"how {concept} is validated")
