"""sparsemax does not sum to 1."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="sparsemax",
    title="sparsemax does not sum to 1",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="[0.75, 0.25, 0.0]",
    observed="[0.0, 0.0, 0.0]",
    because=(
        "It projects onto the simplex, so that the sum is 1; the threshold is taken from the sum "
        "of all cumulative sums, not from the last one."
    ),
    way_round="threshold by hand: (sum of the k greatest - 1) / k",
    link="https://github.com/keras-team/keras/issues/23425",
)
