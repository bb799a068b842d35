"""Hardswish is infinite at large numbers."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="hardswish_overflow",
    title="Hardswish is infinite at large numbers",
    measured_in="2.13.0",
    expected="1e+38",
    observed="inf",
    because="The documentation has Hardswish(x) = x from 3 on; x * 6 / 6 overflows on the way.",
    way_round="torch.where(x >= 3, x, torch.nn.functional.hardswish(x.clamp(max=3)))",
)
