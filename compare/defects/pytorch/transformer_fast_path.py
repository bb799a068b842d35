"""A padded sequence is NaN in inference and a number in training."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="transformer_fast_path",
    title="A padded sequence is NaN in inference and a number in training",
    measured_in="2.13.0",
    expected="NaN with gradients: False, without: False",
    observed="NaN with gradients: False, without: True",
    because=(
        "Whether gradients are kept must not change the output; the two paths treat empty rows "
        "apart."
    ),
    way_round="torch.backends.mha.set_fastpath_enabled(False)",
    link="https://github.com/pytorch/pytorch/pull/190486",
)
