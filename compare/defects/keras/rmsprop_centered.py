"""Centered RMSprop becomes NaN under constant gradients."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="rmsprop_centered",
    title="Centered RMSprop becomes NaN under constant gradients",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="all finite after 50 steps: True",
    observed="all finite after 50 steps: False",
    because=(
        "The mean of squares less the square of the mean is never negative, but rounding makes "
        "it so, by more than epsilon, and its root is taken. With the default rho, 0.9, 128 of "
        "these 1000 weights are NaN after 400 steps."
    ),
    way_round="centered=False, or a greater epsilon",
)
