"""sinc is NaN at large numbers."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="sinc_overflow",
    title="sinc is NaN at large numbers",
    measured_in="2.13.0",
    expected="nearly zero: True",
    observed="nearly zero: False",
    because=(
        "|sin(pi x) / (pi x)| is at most 1e-38 there; pi x overflows float32, and the result is "
        "NaN."
    ),
    way_round="compute it in float64",
)
