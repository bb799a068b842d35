"""The full Poisson loss has a NaN gradient at target 0."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="pytorch",
    name="poisson_nll_gradient",
    title="The full Poisson loss has a NaN gradient at target 0",
    measured_in="2.13.0",
    expected="gradient -1.0",
    observed="gradient nan",
    because=(
        "For targets up to 1 zeros are added, says the documentation, so that d/dtarget is "
        "-input; the masked term's 0 log 0 comes back through the gradient."
    ),
    way_round="full=False, and Stirling's term added for targets above 1 only",
)
