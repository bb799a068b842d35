"""The R2 score is 0 where the target lies far from zero."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="r2_score_cancellation",
    title="The R2 score is 0 where the target lies far from zero",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="0.875",
    observed="0.000",
    because=(
        "1 - 0.25 / 2 = 0.875, and every number is a float32; the sum of squares less the square "
        "of the sum cancels, and division by 0 is then turned into 0."
    ),
    way_round="subtract the target's mean from both, or dtype='float64'",
)
