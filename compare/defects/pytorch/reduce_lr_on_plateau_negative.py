"""ReduceLROnPlateau never sees a plateau below zero."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="reduce_lr_on_plateau_negative",
    title="ReduceLROnPlateau never sees a plateau below zero",
    measured_in="2.13.0",
    expected="learning rate 0.5",
    observed="learning rate 1.0",
    because=(
        "It promises to reduce the rate when a metric has stopped improving. The formula that it "
        "documents, best * (1 - threshold), lies above a negative best: standing still is "
        "progress."
    ),
    way_round='threshold_mode="abs"',
    link="https://github.com/pytorch/pytorch/issues/47513",
)
