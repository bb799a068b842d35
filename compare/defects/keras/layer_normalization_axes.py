"""LayerNormalization orders its weights by how the axes are written."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="layer_normalization_axes",
    title="LayerNormalization orders its weights by how the axes are written",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="(3, 4) and (3, 4)",
    observed="(3, 4) and (4, 3)",
    because=(
        "Axes 1 and -1 are axes 1 and 2. The axes are sorted as numbers, and gamma, laid (4, 3), "
        "is then reshaped onto (3, 4): each element scales another one than its index says."
    ),
    way_round="write all axes with one sign",
)
