"""How people's code is met: one file a family, each turning somebody's code into Readings."""

from compare.validation.adapt import (
    activations,
    by_cases,
    dropout,
    functions,
    losses,
    networks,
    optimizers,
    penalties,
)

FAMILIES = [
    activations.judge,
    losses.judge,
    penalties.judge,
    optimizers.judge,
    dropout.judge,
    functions.judge,
    networks.judge,
    by_cases.judge,
]
"""Judges for whole families: each returns a Verdict, or None where the concept is another's."""
