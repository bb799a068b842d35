"""Conv2D with channels first has no float64 on a CPU."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="conv_channels_first_float64",
    title="Conv2D with channels first has no float64 on a CPU",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="shape (1, 2, 6, 6)",
    observed="raises UnimplementedError",
    because=(
        "Both arguments are documented, and each works without the other, also channels first in "
        "float32; Conv1D and Conv2DTranspose fail alike."
    ),
    way_round="keras.layers.Permute, and channels last",
    link="https://github.com/tensorflow/tensorflow/issues/46623",
)
