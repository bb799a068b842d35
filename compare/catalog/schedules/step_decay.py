"""The record of step decay."""

import numpy as np

from compare.concept import Difference, bad, case, concept
from compare.draws import given

STEPS = given(np.arange(50.0))

CONCEPT = concept(
    name="step_decay",
    family="schedules",
    symbol="step_decay",
    title="Step decay",
    summary="The learning rate falls by a factor at regular intervals and is constant in between.",
    equation=r"\eta = \eta_0 \, r^{\lfloor t / T \rfloor}",
    source=(
        "Krizhevsky, Sutskever, Hinton, ImageNet classification with deep convolutional neural "
        "networks, 2012; He, Zhang, Ren, Sun, Deep residual learning, 2016"
    ),
    cases=[
        case("tenth", step=STEPS, initial_learning_rate=0.1, decay_steps=10),
        case("half", step=STEPS, initial_learning_rate=0.01, decay_steps=7, decay_rate=0.5),
        case("every step", step=STEPS, initial_learning_rate=1.0, decay_steps=1, decay_rate=0.9),
        case(
            "half, as a list of rates in Keras",
            step=STEPS,
            initial_learning_rate=0.01,
            decay_steps=7,
            decay_rate=0.5,
            symbols={"keras": "piecewise_constant_decay"},
        ),
    ],
    bad=[
        bad(
            "no steps",
            says="`decay_steps` must be an integer >= 1",
            step=STEPS,
            initial_learning_rate=0.1,
            decay_steps=0,
        ),
        bad(
            "negative factor",
            says="`decay_rate` must be a finite number >= 0",
            step=STEPS,
            initial_learning_rate=0.1,
            decay_steps=5,
            decay_rate=-0.5,
        ),
        bad(
            "negative step",
            says="`step` must be numbers >= 0",
            step=given([-1.0]),
            initial_learning_rate=0.1,
            decay_steps=5,
        ),
    ],
    differences=[
        Difference("name", "StepLR", "ExponentialDecay", "staircase=True in Keras"),
        Difference(
            "a milestone or boundary",
            "the first step at the new rate",
            "the last step at the old rate",
            "MultiStepLR's milestones [3, 6] are boundaries [2, 5]",
        ),
    ],
)
