"""hypot has a NaN gradient at 0."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="hypot_gradient",
    title="hypot has a NaN gradient at 0",
    measured_in="2.13.0",
    expected="gradient 0.0",
    observed="gradient nan",
    because=(
        "PyTorch promises the sub-gradient of least norm where a convex function has a kink; "
        "torch.linalg.vector_norm of the same numbers keeps to it."
    ),
    way_round="torch.linalg.vector_norm(torch.stack([x, y]), dim=0)",
)
