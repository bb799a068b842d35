"""ELU and SELU are 0 just below zero."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="elu_near_zero",
    title="ELU and SELU are 0 just below zero",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="-1e-08",
    observed="0e+00",
    because="e^x - 1 is -1e-8 there; computed as a difference, it loses every digit in float32.",
    way_round="ops.where(x > 0, x, ops.expm1(ops.minimum(x, 0)))",
    link="https://github.com/tensorflow/tensorflow/issues/116943",
)
