"""Adam's first step misses the learning rate in the sixth digit."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="adam_first_step",
    title="Adam's first step misses the learning rate in the sixth digit",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="-1.000000",
    observed="-0.999993",
    because=(
        "Without epsilon the first step is the learning rate, whatever the gradient; 1 - 0.999 "
        "is taken in float32, where it keeps five digits."
    ),
    way_round="float64 weights, and betas given as np.float64",
)
