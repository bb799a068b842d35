"""The R2 score of a perfect prediction is NaN where the target is constant."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="r2_score_constant",
    title="The R2 score of a perfect prediction is NaN where the target is constant",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="1.0",
    observed="nan",
    because=(
        "The documentation calls 1.0 the highest score, for what predicts perfectly, and another "
        "constant is given 0.0, so that the case 0/0 is meant to be covered; it is not."
    ),
    way_round="check the target's variance first",
    link="https://github.com/keras-team/keras/pull/23420",
)
