"""Centered RMSprop becomes NaN under constant gradients."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="rmsprop_centered",
    title="Centered RMSprop becomes NaN under constant gradients",
    measured_in="2.13.0",
    expected="all finite after 50 steps: True",
    observed="all finite after 50 steps: False",
    because=(
        "The mean of squares less the square of the mean is never negative, but rounding makes "
        "it so, and its root is taken; epsilon is added after the root. With the default alpha, "
        "0.99, 26 of these 1000 weights are NaN after 3000 steps."
    ),
    way_round="centered=False",
)
