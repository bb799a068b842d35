"""Transposed convolutions refuse dilation in float64 on a CPU."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="conv_transpose_dilation",
    title="Transposed convolutions refuse dilation in float64 on a CPU",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="shape (1, 9, 9, 2)",
    observed="raises InvalidArgumentError",
    because=(
        "dilation_rate is documented, as incompatible with strides only; these are 1 here. In "
        "float32 oneDNN has such a kernel, but not on every CPU."
    ),
    way_round="a kernel with zeros between its elements; or dtype='float32'",
    link="https://github.com/keras-team/keras/issues/19870",
)
