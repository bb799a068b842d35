"""TopKCategoricalAccuracy fails on NumPy's own floats."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="top_k_float64",
    title="TopKCategoricalAccuracy fails on NumPy's own floats",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="1.0",
    observed="raises InvalidArgumentError",
    because=(
        "Every other accuracy takes float64 arrays, which are what NumPy makes; "
        "SparseTopKCategoricalAccuracy fails alike."
    ),
    way_round='y_pred.astype("float32")',
)
