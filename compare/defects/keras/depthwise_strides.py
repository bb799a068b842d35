"""DepthwiseConv2D and SeparableConv2D refuse unequal strides in float64 on a CPU."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="depthwise_strides",
    title="DepthwiseConv2D and SeparableConv2D refuse unequal strides in float64 on a CPU",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="shape (1, 2, 4, 2)",
    observed="raises InvalidArgumentError",
    because=(
        "strides is documented as an integer or two, with nothing said of their being equal; in "
        "float32 oneDNN has such a kernel, but not on every CPU."
    ),
    way_round="strides=1, then y[:, ::2]; or dtype='float32'",
    link="https://github.com/tensorflow/tensorflow/issues/33005",
)
