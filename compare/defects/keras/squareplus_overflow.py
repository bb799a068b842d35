"""squareplus of a large negative number is infinite."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="squareplus_overflow",
    title="squareplus of a large negative number is infinite",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="1e-20",
    observed="inf",
    because=(
        "(x + sqrt(x² + 4)) / 2 tends to 0 on the left; x² overflows float32, and before that, "
        "from -1e4 on, the sum cancels to 0."
    ),
    way_round="2 / (sqrt(x² + 4) - x) on the left, in float64",
)
