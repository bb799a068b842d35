"""MultiheadAttention's output hangs on whether weights are asked for."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="multihead_attention_masked",
    title="MultiheadAttention's output hangs on whether weights are asked for",
    measured_in="2.13.0",
    expected="with weights 0.0, without 0.0",
    observed="with weights nan, without 0.0",
    because=(
        "need_weights only says what else is returned, yet a query that may see nothing gets NaN "
        "by it."
    ),
    way_round="need_weights=False, or leave one key unmasked",
    link="https://github.com/pytorch/pytorch/issues/160064",
)
