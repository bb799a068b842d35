"""SoftMarginLoss overflows for a prediction that is 100 off."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="soft_margin_loss",
    title="SoftMarginLoss overflows for a prediction that is 100 off",
    measured_in="2.13.0",
    expected="loss 100.0, gradient 1.0",
    observed="loss inf, gradient nan",
    because=(
        "log(1 + e^100) is 100; the exponential overflows float32 from 89 on, and training meets "
        "NaN."
    ),
    way_round="torch.nn.functional.softplus(-target * input).mean()",
)
