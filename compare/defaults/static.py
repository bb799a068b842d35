"""What will differ between two configured layers or optimizers, before anything runs."""

from dataclasses import dataclass, field, replace
from typing import Any

from compare.defaults.default import FRAMEWORKS, Default, Side
from compare.defaults.seen import same
from compare.defaults.table import rows

UNTOLD = {"name", "dtype", "device", "in_features", "out_features", "activation"}
"""What may well be different: names, what follows from the input, an activation of its own."""
SHARED = {
    "nesterov": "nesterov", "amsgrad": "amsgrad", "weight_decay": "weight_decay",
    "momentum": "momentum", "p": "rate", "num_heads": "num_heads",
}  # fmt: skip
"""Arguments with one default and one meaning: PyTorch's name -> Keras's."""


@dataclass(frozen=True)
class Part:
    """A layer or an optimizer as it is configured.

    Attributes:
        framework: pytorch or keras.
        kind: the name of its class.
        arguments: what it was made with, defaults included.
        name: what the model calls it.
    """

    framework: str
    kind: str
    arguments: dict[str, Any] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True)
class Difference:
    """Something in which two parts will differ.

    Attributes:
        what: in a line.
        left: the left part's value.
        right: the right part's.
        fix: framework -> the line that makes it follow the other; of those that have one.
        row: the row of the table, None where two parts of one framework are compared.
        where: what the two models call the parts.
    """

    what: str
    left: Any
    right: Any
    fix: dict[str, str]
    row: Default | None = None
    where: tuple[str, str] = ("", "")

    @property
    def configured(self) -> bool:
        """Whether arguments make it; else it holds whatever they are."""
        sides = (self.row.pytorch, self.row.keras) if self.row else ()
        return all(side.argument for side in sides)


def models(left: list[Part], right: list[Part]) -> list[Difference]:
    """What will differ between two models: parts of one subject stand for each other in order.

    What holds whatever the arguments are is told once.

    >>> left = [Part("pytorch", "Linear", name="fc"), Part("pytorch", "LayerNorm", name="norm")]
    >>> right = [Part("keras", "LayerNormalization", name="ln")]
    >>> [(found.where, found.what) for found in models(left, right)]
    [(('norm', 'ln'), 'what is added to the variance')]
    """
    found: list[Difference] = []
    waiting = list(right)
    for part in left:
        other = next((one for one in waiting if subjects(one) & subjects(part)), None)
        if other:
            waiting.remove(other)
            where = (part.name, other.name)
            told = [one.row for one in found]
            found += [
                replace(one, where=where)
                for one in between(part, other)
                if one.configured or one.row not in told
            ]
    return found


def subjects(part: Part) -> set[str]:
    """What the part is, in the words of the table; its kind where the table has none."""
    own = {row.subject for row in rows() if speaks_of(row, part)}
    return own - {"dropout"} or own or {part.kind}


def between(left: Part, right: Part) -> list[Difference]:
    """What will differ between two parts that stand for each other.

    >>> found = between(
    ...     Part("pytorch", "BatchNorm2d", {"eps": 1e-5, "momentum": 0.01}),
    ...     Part("keras", "BatchNormalization", {"epsilon": 1e-3, "momentum": 0.99}),
    ... )
    >>> found[0].what, found[0].fix["pytorch"]
    ('what is added to the variance', 'torch.nn.BatchNorm2d(..., eps=0.001)')
    """
    if left.framework == right.framework:
        return within(left, right)
    parts = {part.framework: part for part in (left, right)}
    ours = [row for row in rows() if all(speaks_of(row, parts[f]) for f in FRAMEWORKS)]
    found = [difference(row, parts, left.framework) for row in ours]
    told = {one.row.pytorch.argument for one in found if one and one.row}
    return [one for one in found if one] + shared(parts, left.framework, told)


def shared(parts: dict[str, Part], first: str, told: set[str]) -> list[Difference]:
    """The arguments of one meaning in both frameworks that are set differently."""
    found = []
    for ours, theirs in SHARED.items():
        values = {f: parts[f].arguments.get(n) for f, n in zip(FRAMEWORKS, (ours, theirs))}
        normalizes = any("Norm" in part.kind for part in parts.values())
        absent = all(value is None for value in values.values())
        if absent or ours in told or normalizes or agree(values["pytorch"], values["keras"], False):
            continue
        fix = {
            "pytorch": f"{parts['pytorch'].kind}(..., {ours}={values['keras']!r})",
            "keras": f"{parts['keras'].kind}(..., {theirs}={values['pytorch']!r})",
        }
        other = "keras" if first == "pytorch" else "pytorch"
        found.append(Difference(theirs, values[first], values[other], fix))
    return found


def speaks_of(row: Default, part: Part) -> bool:
    """Whether the row is about parts of this kind."""
    return part.kind in row.side(part.framework).kinds.split()


def difference(row: Default, parts: dict[str, Part], first: str) -> Difference | None:
    """What the row says of these two parts; None where their arguments agree."""
    sides = {f: row.side(f) for f in FRAMEWORKS}
    if any(settled(sides[f], parts[f]) for f in FRAMEWORKS if not all_set(sides)):
        return None
    values = {f: parts[f].arguments.get(sides[f].argument, sides[f].value) for f in FRAMEWORKS}
    lines = {f: side.align for f, side in sides.items() if side.align}
    if all_set(sides):
        if agree(values["pytorch"], values["keras"], row.complement):
            return None
        if all(isinstance(value, float | int) for value in values.values()):
            lines = {f: follow(row, parts[f], values) for f in FRAMEWORKS}
    other = "keras" if first == "pytorch" else "pytorch"
    return Difference(row.title, values[first], values[other], lines, row)


def all_set(sides: dict[str, Side]) -> bool:
    """Whether an argument on either side makes the difference."""
    return all(side.argument for side in sides.values())


def settled(side: Side, part: Part) -> bool:
    """Whether a part already has the argument that the line to align it shows."""
    if not side.argument or side.argument not in part.arguments:
        return False
    return f"{side.argument}={part.arguments[side.argument]!r}" in side.align.replace(" ", "")


def agree(ours: Any, theirs: Any, complement: bool) -> bool:
    """Whether two values of an argument mean the same; nothing and False do, 0 and False not."""
    if not ours and not theirs:
        numbers = [value for value in (ours, theirs) if value is not None]
        return len({isinstance(value, bool) for value in numbers}) < 2
    if complement and isinstance(ours, float | int) and isinstance(theirs, float | int):
        return same(ours + theirs, 1.0)
    return same(ours, theirs)


def follow(row: Default, part: Part, values: dict[str, Any]) -> str:
    """The line that gives a part the other one's value."""
    value = values["keras" if part.framework == "pytorch" else "pytorch"]
    value = round(1 - value, 12) if row.complement else value
    side = row.side(part.framework)
    if not side.align.startswith(("torch.", "keras.")):
        return side.align  # more than an argument
    module = side.align.split("(")[0].rpartition(".")[0]
    return f"{module}.{part.kind}(..., {side.argument}={value!r})"


def within(left: Part, right: Part) -> list[Difference]:
    """The arguments in which two parts of one framework differ."""
    if left.kind != right.kind:
        return [Difference("the kind", left.kind, right.kind, {})]
    shared = [name for name in left.arguments if name in right.arguments and name not in UNTOLD]
    return [
        Difference(
            name,
            left.arguments[name],
            right.arguments[name],
            {left.framework: f"{left.kind}(..., {name}={left.arguments[name]!r})"},
        )
        for name in shared
        if not same(left.arguments[name], right.arguments[name])
    ]
