"""RMSNormalization works along the last axis only."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="rms_normalization_axis",
    title="RMSNormalization works along the last axis only",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="shape (2, 5, 3)",
    observed="raises InvalidArgumentError",
    because=(
        "axis is documented as the axis to normalize along; its weights are not brought into the "
        "shape of the input."
    ),
    way_round="keras.layers.Permute before and after",
)
