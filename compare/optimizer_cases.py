"""What the records of optimizers share: 200 steps on the same gradients in every room.

The gradients are made to part what is nearly alike: some weights have gradients of 1e-6, the size
of ε, where it matters how ε is added; some have none at all, and every tenth step none has any.
"""

from typing import Any

import numpy as np

from compare.concept import Bad, Case, bad
from compare.concept import case as plain_case
from compare.draws import Draw, normal

STEPS = 200


def gradients(*shape: int) -> Draw:
    """A gradient for every step: ordinary rows, then one of 1e-6 and one of zeros."""

    def make(rng: np.random.Generator, s: tuple[int, ...]) -> np.ndarray:
        scale = np.ones(shape)
        scale[-2], scale[-1] = 1e-6, 0.0
        drawn = scale * rng.standard_normal(s)
        drawn[5::10] = 0.0
        return drawn

    return Draw((STEPS, *shape), make)


def case(name: str, changing: bool = False, rate: float = 0.05, **arguments: Any) -> Case:
    """200 steps, at a constant learning rate or at one that falls, and rises again."""
    rates = np.full(STEPS, rate)
    if changing:
        rates = rate * np.repeat([1.0, 0.5, 0.125, 0.0625, 0.25], STEPS // 5)
    return plain_case(
        name,
        kernel=gradients(4, 3),
        bias=gradients(3),
        gain=normal(STEPS),
        params={"kernel": normal(4, 3), "bias": normal(3), "gain": normal()},
        call={"learning_rates": rates},
        **arguments,
    )


def as_pytorch(name: str, because: str, **arguments: Any) -> Case:
    """A case that follows PyTorch's arithmetic, which Keras does not have."""
    rooms = ("scratch", "pytorch")
    return case(
        f"{name}, as PyTorch", convention="pytorch", rooms=rooms, because=because, **arguments
    )


def shared_bad() -> list[Bad]:
    """The error inputs of every optimizer."""
    return [
        bad(
            "negative rate",
            says="`learning_rate` must be a finite number >= 0",
            learning_rate=-1,
        ),
        bad("no rate", says="`learning_rate`", raises=TypeError, learning_rate=None),
        bad("unknown convention", says="`convention` must be one of", convention="jax"),
        bad(
            "negative decay",
            says="`weight_decay` must be a finite number >= 0",
            weight_decay=-0.1,
        ),
        bad("no norm", says="`clipnorm` must be a finite number > 0", clipnorm=0.0),
        bad(
            "two ways to clip",
            says="`clipping` must be at most one of",
            clipnorm=1.0,
            clipvalue=1.0,
        ),
    ]
