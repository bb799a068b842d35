"""A mask moves BatchNormalization's mean and variance."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="batch_normalization_mask",
    title="A mask moves BatchNormalization's mean and variance",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="1.000000000, cut off 1.000000000",
    observed="1.000000125, cut off 1.000000000",
    because=(
        "Masked elements are not taken into account, says the documentation, so that masking and "
        "cutting off agree; 1e-7 is added to the number of elements."
    ),
    way_round="cut the padding off, or compute the moments by hand",
)
