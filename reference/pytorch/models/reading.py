"""Reading: what one step is, in canonical words."""

from dataclasses import dataclass, field
from typing import Any

from torch.utils._pytree import tree_flatten

from reference.pytorch.models.slots import Slot
from reference.pytorch.models.tape import Step


@dataclass
class Reading:
    """Kind, arguments and weights of a step."""

    kind: str
    arguments: dict[str, Any] = field(default_factory=dict)
    weights: dict[str, Slot] = field(default_factory=dict)


def named_arguments(step: Step) -> dict[Any, Any]:
    """The call's arguments by name, and by position where they have none."""
    args, kwargs = step.arguments
    return {**dict(enumerate(args)), **kwargs}


def pair(value: Any, rank: int) -> tuple[int, ...]:
    """A number for each spatial axis."""
    values = tree_flatten(value)[0] if isinstance(value, (tuple, list)) else [value]
    return tuple(int(v) for v in (values * rank if len(values) == 1 else values))
