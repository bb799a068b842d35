"""GELU in float64 is right to eight digits only."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="gelu_constant",
    title="GELU in float64 is right to eight digits only",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="0.841344746069 in float64",
    observed="0.841344741927 in float64",
    because="GELU(1) = Phi(1); the square root of 2 passes through float32.",
    way_round="0.5 * x * ops.erfc(-x / np.sqrt(2.0))",
)
