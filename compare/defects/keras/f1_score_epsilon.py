"""The F1 score of perfect predictions is not 1."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="f1_score_epsilon",
    title="The F1 score of perfect predictions is not 1",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="1.000",
    observed="0.909",
    because=(
        "2 p r / (p + r) is 1 for p = r = 1, and weights of one size cancel; 1e-7 is added to "
        "each denominator. With weights of 1 the score is wrong from the seventh digit on."
    ),
    way_round="keras.metrics.Precision and Recall, and the formula by hand",
)
