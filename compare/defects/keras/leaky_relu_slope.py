"""LeakyReLU in float64 has a slope rounded to float32."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="leaky_relu_slope",
    title="LeakyReLU in float64 has a slope rounded to float32",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="-0.100000000000",
    observed="-0.100000001490",
    because="A float64 function with the slope 0.1 gives -0.1 at -1 to sixteen digits.",
    way_round="a slope that is a float32, such as 0.125, or ops.maximum(x, 0.1 * x)",
)
