"""Adam squares the gradients of a row that occurs twice one by one."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="adam_repeated_rows",
    title="Adam squares the gradients of a row that occurs twice one by one",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="1.0000",
    observed="1.4142",
    because=(
        "Adam's first step is the learning rate, whatever the gradient. An embedding's gradient "
        "lists rows, and a word that occurs n times has n of them: m takes their sum, v the sum "
        "of their squares. Adagrad and RMSprop do the same."
    ),
    way_round="tf.convert_to_tensor on the gradient before optimizer.apply",
)
