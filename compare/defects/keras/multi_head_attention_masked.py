"""MultiHeadAttention's output hangs on whether scores are asked for."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="multi_head_attention_masked",
    title="MultiHeadAttention's output hangs on whether scores are asked for",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="equal: True",
    observed="equal: False",
    because=(
        "return_attention_scores only says what else is returned. A query that may see nothing "
        "gets the mean of all values without it, zeros with it; dropout > 0 switches likewise, "
        "in inference too."
    ),
    way_round="leave one key unmasked, or set such queries to zero afterwards",
)
