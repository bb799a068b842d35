"""The normal distribution's left tail is cut off."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="ndtr_left_tail",
    title="The normal distribution's left tail is cut off",
    measured_in="2.13.0",
    expected="7.62e-24",
    observed="0.00e+00",
    because="The area left of -10 is 7.6e-24, which float64 can hold; 1 + erf loses it.",
    way_round="0.5 * torch.erfc(-x / math.sqrt(2)), or torch.special.log_ndtr",
    link="https://github.com/pytorch/pytorch/issues/192295",
)
