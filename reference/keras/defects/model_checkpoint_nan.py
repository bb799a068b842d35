"""ModelCheckpoint keeps the weights of a first NaN as the best."""

import tempfile
from pathlib import Path

import keras

model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
with tempfile.TemporaryDirectory() as folder:
    callback = keras.callbacks.ModelCheckpoint(
        str(Path(folder) / "{epoch}.weights.h5"),
        monitor="loss",
        mode="min",
        save_best_only=True,
        save_weights_only=True,
    )
    callback.set_model(model)
    for epoch, loss in enumerate([float("nan"), 4.0, 3.0]):
        callback.on_epoch_end(epoch, {"loss": loss})
    print(f"observed: saved epochs {sorted(int(p.name[0]) for p in Path(folder).iterdir())}")
