"""Schedules compute in float32 although floatx is float64."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="schedule_float64",
    title="Schedules compute in float32 although floatx is float64",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="0.050000000000 in float64",
    observed="0.050000000745 in float32",
    because=(
        "The documentation promises the type of initial_learning_rate; floatx is what Python "
        "floats become, and it is float64."
    ),
    way_round="np.float64 for every argument",
)
