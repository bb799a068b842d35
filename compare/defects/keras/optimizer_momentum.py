"""Hyper-parameters are rounded to float32 in float64 training."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="optimizer_momentum",
    title="Hyper-parameters are rounded to float32 in float64 training",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="-2.900000000000",
    observed="-2.899999976158",
    because=(
        "Two steps of 1 with momentum 0.9 go 1 + 1.9; betas and weight decay are rounded likewise."
    ),
    way_round="momentum=np.float64(0.9)",
)
