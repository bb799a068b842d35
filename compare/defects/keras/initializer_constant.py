"""Constant(0.1) is not 0.1 in float64."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="initializer_constant",
    title="Constant(0.1) is not 0.1 in float64",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="0.100000000000",
    observed="0.100000001490",
    because="The value asked for in float64 is known to sixteen digits and kept to eight.",
    way_round="Constant(np.float64(0.1))",
)
