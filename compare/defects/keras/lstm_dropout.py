"""LSTM and GRU fail with dropout and implementation=1."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="lstm_dropout",
    title="LSTM and GRU fail with dropout and implementation=1",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="shape (2, 3)",
    observed="raises InvalidArgumentError",
    because=(
        "Both arguments are accepted, and each works without the other; the layer broadcasts the "
        "four masks of implementation 1 as if they were one, on its way to a cuDNN kernel that "
        "is not there."
    ),
    way_round="use_cudnn=False, or implementation=2, which is the default",
)
