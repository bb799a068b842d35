"""ModelCheckpoint keeps the weights of a first NaN as the best."""

from compare.defects.defect import Defect

DEFECT = Defect(
    framework="keras",
    name="model_checkpoint_nan",
    title="ModelCheckpoint keeps the weights of a first NaN as the best",
    measured_in="3.15.1 on TensorFlow 2.21.0",
    expected="saved epochs [1, 2, 3]",
    observed="saved epochs [1]",
    because="save_best_only saves what is best by the metric; 4 and 3 are better than no number.",
    way_round="save_best_only=False, and choose from the history",
)
