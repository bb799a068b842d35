"""EarlyStopping holds a first NaN to be the best for ever."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="early_stopping_nan",
    title="EarlyStopping holds a first NaN to be the best for ever",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="stopped: False",
    observed="stopped: True",
    because=(
        "Training stops when the metric has stopped improving; here it improves in every epoch, "
        "but nothing is less than NaN."
    ),
    way_round="keras.callbacks.TerminateOnNaN, or start_from_epoch",
)
