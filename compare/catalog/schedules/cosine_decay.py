"""The record of cosine decay."""

import numpy as np

from compare.concept import Difference, bad, case, concept
from compare.draws import given

STEPS = given(np.arange(70.0))

CONCEPT = concept(
    name="cosine_decay",
    family="schedules",
    symbol="cosine_decay",
    title="Cosine decay",
    summary="The learning rate follows half a wave down: slowly at first, then fast, then slowly.",
    equation=r"\eta = \eta_0 \left( (1 - \alpha) \frac{1 + \cos(\pi t / T)}{2} + \alpha \right)",
    source="Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2017",
    cases=[
        case("to zero and on", step=STEPS, initial_learning_rate=0.1, decay_steps=30),
        case("to a tenth", step=STEPS, initial_learning_rate=0.1, decay_steps=30, alpha=0.1),
        case("not to its end", step=STEPS, initial_learning_rate=0.5, decay_steps=100),
        case(
            "rising again, as PyTorch",
            step=STEPS,
            initial_learning_rate=0.1,
            decay_steps=30,
            alpha=0.1,
            convention="pytorch",
            rooms=("scratch", "pytorch"),
            because="Keras stays at the minimum",
        ),
    ],
    bad=[
        bad(
            "part of a step",
            says="`decay_steps` must be an integer >= 1",
            raises=TypeError,
            step=STEPS,
            initial_learning_rate=0.1,
            decay_steps=2.5,
        ),
        bad(
            "negative minimum",
            says="`alpha` must be a finite number >= 0",
            step=STEPS,
            initial_learning_rate=0.1,
            decay_steps=5,
            alpha=-1,
        ),
        bad(
            "unknown convention",
            says="`convention` must be one of",
            step=STEPS,
            initial_learning_rate=0.1,
            decay_steps=5,
            convention="jax",
        ),
    ],
    differences=[
        Difference("the minimum", "eta_min, a rate", "alpha, a share", "eta_min = alpha η₀"),
        Difference("after the last step", "rises again", "stays at the minimum", "stop there"),
    ],
)
