"""LPPool counts numbers that are not there, with ceil_mode."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="lp_pool_ceil_mode",
    title="LPPool counts numbers that are not there, with ceil_mode",
    measured_in="2.13.0",
    expected="1.0000",
    observed="1.4142",
    because=(
        "The last window holds a single 1, whose norm is 1; its mean is multiplied by the full "
        "size, 2."
    ),
    way_round="pad with zeros to a whole number of windows, without ceil_mode",
)
