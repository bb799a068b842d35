"""ReduceLROnPlateau holds a first NaN to be the best for ever."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="reduce_lr_on_plateau_nan",
    title="ReduceLROnPlateau holds a first NaN to be the best for ever",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="learning rate 0.5",
    observed="learning rate 0.25",
    because=(
        "The rate is reduced when the metric has stopped improving; here it improves, but "
        "nothing is less than NaN."
    ),
    way_round="keras.callbacks.TerminateOnNaN",
)
