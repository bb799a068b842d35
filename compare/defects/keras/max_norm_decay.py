"""MaxNorm shrinks weights that are within the limit."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="max_norm_decay",
    title="MaxNorm shrinks weights that are within the limit",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="norm 0.0010",
    observed="norm 0.0009",
    because=(
        "A norm of 0.001 is less than 2 already; dividing by norm + 1e-7 takes a little away at "
        "every step, the more, the smaller the weights. UnitNorm misses 1 likewise."
    ),
    way_round="ops.where(norm > limit, w * limit / norm, w)",
)
