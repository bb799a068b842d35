"""OrthogonalRegularizer fails on float64 weights."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="orthogonal_regularizer_float64",
    title="OrthogonalRegularizer fails on float64 weights",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="0.5",
    observed="raises InvalidArgumentError",
    because=(
        "A regularizer takes a layer's weights, of whatever dtype; a float32 mask of ones meets "
        "them."
    ),
    way_round="a function as regularizer",
)
