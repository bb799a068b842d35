"""Pooling in three dimensions has no float64."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="pooling3d_float64",
    title="Pooling in three dimensions has no float64",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="1.0",
    observed="raises NotFoundError",
    because=(
        "dtype='float64' is an argument of every layer, and works for pooling in one and two "
        "dimensions."
    ),
    way_round="dtype='float32'",
    link="https://github.com/tensorflow/tensorflow/issues/48644",
)
