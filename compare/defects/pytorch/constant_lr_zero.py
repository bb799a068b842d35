"""ConstantLR(factor=0) divides by zero in the middle of training."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="constant_lr_zero",
    title="ConstantLR(factor=0) divides by zero in the middle of training",
    measured_in="2.13.0",
    expected="learning rate 0.5",
    observed="raises ZeroDivisionError",
    because=(
        "0 is accepted, and what is refused is said not to lie between 0 and 1; the old rate is "
        "found again by dividing by the factor."
    ),
    way_round="LambdaLR(optimizer, lambda epoch: float(epoch >= 2))",
    link="https://github.com/pytorch/pytorch/issues/185006",
)
