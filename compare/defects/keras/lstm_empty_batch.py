"""LSTM fails on an empty batch."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="lstm_empty_batch",
    title="LSTM fails on an empty batch",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="shape (0, 2)",
    observed="raises InvalidArgumentError",
    because="GRU, SimpleRNN and Dense give an empty batch for an empty batch.",
    way_round="skip empty batches",
)
