"""The gradient of GELU by tanh is NaN at large numbers."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="gelu_tanh_gradient",
    title="The gradient of GELU by tanh is NaN at large numbers",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="gradient 1.0",
    observed="gradient nan",
    because="The derivative tends to 1; x³ overflows in the formula, and infinity times 0 is NaN.",
    way_round="approximate=False",
)
