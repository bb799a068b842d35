"""The LogCosh of a perfect prediction is negative in float64."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="log_cosh_negative",
    title="The LogCosh of a perfect prediction is negative in float64",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="0.0e+00",
    observed="-1.9e-09",
    because="log(cosh(0)) is 0 and log(cosh(x)) never negative; log 2 is taken in float32.",
    way_round="ops.softplus(-2 * x) + x - np.log(2.0), by hand",
)
