"""cdist loses near points far from zero, from 26 points on."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="cdist_cancellation",
    title="cdist loses near points far from zero, from 26 points on",
    measured_in="2.13.0",
    expected="right among 25: True, among 26: True",
    observed="right among 25: True, among 26: False",
    because=(
        "The distances are 0.125 and 0.25, exactly representable; x² - 2xy + y² cancels to 0 or "
        "worse."
    ),
    way_round='compute_mode="donot_use_mm_for_euclid_dist"',
    link="https://github.com/pytorch/pytorch/issues/37734",
)
