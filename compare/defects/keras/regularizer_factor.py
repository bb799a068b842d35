"""L1 and L2 round their factor to float32."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="regularizer_factor",
    title="L1 and L2 round their factor to float32",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="0.100000000000",
    observed="0.100000001490",
    because=(
        "0.1 * 1² in float64 is 0.1; the factor becomes a Python float again, even given as "
        "np.float64."
    ),
    way_round="a factor that is a float32, such as 2.0**-4, or a function as regularizer",
)
