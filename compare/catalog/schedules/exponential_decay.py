"""The record of exponential decay."""

import numpy as np

from compare.concept import Difference, bad, case, concept
from compare.draws import given

STEPS = given(np.arange(50.0))

CONCEPT = concept(
    name="exponential_decay",
    family="schedules",
    symbol="exponential_decay",
    title="Exponential decay",
    summary="The learning rate falls by the same share at every step, or in a staircase.",
    equation=r"\eta = \eta_0 \, r^{t / T}",
    source="Szegedy et al., Going deeper with convolutions, 2015",
    cases=[
        case("ordinary", step=STEPS, initial_learning_rate=0.1, decay_steps=10, decay_rate=0.96),
        case(
            "staircase",
            step=STEPS,
            initial_learning_rate=0.1,
            decay_steps=8,
            decay_rate=0.96,
            staircase=True,
        ),
        case("growing", step=STEPS, initial_learning_rate=1e-4, decay_steps=20, decay_rate=2.0),
    ],
    bad=[
        bad(
            "no steps",
            says="`decay_steps` must be an integer >= 1",
            step=STEPS,
            initial_learning_rate=0.1,
            decay_steps=0,
            decay_rate=0.9,
        ),
        bad(
            "rate not finite",
            says="`initial_learning_rate` must be a finite number >= 0",
            step=STEPS,
            initial_learning_rate=float("inf"),
            decay_steps=5,
            decay_rate=0.9,
        ),
        bad(
            "staircase by a number",
            says="`staircase` must be True or False",
            raises=TypeError,
            step=STEPS,
            initial_learning_rate=0.1,
            decay_steps=5,
            decay_rate=0.9,
            staircase=3,
        ),
    ],
    differences=[
        Difference(
            "what the factor is of",
            "gamma, of one step",
            "decay_rate, of decay_steps steps",
            "gamma = decay_rate ** (1 / decay_steps)",
        ),
        Difference(
            "precision",
            "Python floats are kept",
            "Python floats go through float32",
            "pass np.float64 in Keras",
        ),
    ],
)
