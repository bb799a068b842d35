"""Two equal arrays are not in concordance if their numbers are small."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="concordance_epsilon",
    title="Two equal arrays are not in concordance if their numbers are small",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="1.000",
    observed="0.237",
    because=(
        "The coefficient has no scale, and is 1 for equal arrays; 1e-7 is added to a variance of "
        "1.6e-8."
    ),
    way_round="scale both arrays by the same number first",
)
