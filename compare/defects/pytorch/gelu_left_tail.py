"""GELU is 0 where it is still a number."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="gelu_left_tail",
    title="GELU is 0 where it is still a number",
    measured_in="2.13.0",
    expected="-7.62e-23",
    observed="-0.00e+00",
    because=(
        "GELU(x) = x Phi(x), and Phi(-10) = 7.6e-24 is no small number for float64; 1 + erf "
        "loses it."
    ),
    way_round="0.5 * x * torch.erfc(-x / math.sqrt(2))",
    link="https://github.com/pytorch/pytorch/issues/187806",
)
