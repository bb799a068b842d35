"""ops.cast to float64 goes through float32."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="cast_python_float",
    title="ops.cast to float64 goes through float32",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="0.100000000000",
    observed="0.100000001490",
    because=(
        "A Python float is a float64, so that this cast changes nothing; it is the cause of most "
        "of the other float32 constants here."
    ),
    way_round="ops.convert_to_tensor(0.1, dtype='float64'), or np.float64(0.1)",
)
