"""EarlyStopping holds a first NaN to be the best for ever."""

import keras

model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
callback = keras.callbacks.EarlyStopping("loss", patience=2, mode="min")
callback.set_model(model)
callback.on_train_begin()
for epoch, loss in enumerate([float("nan"), 4.0, 3.0, 2.0]):
    callback.on_epoch_end(epoch, {"loss": loss})
print(f"observed: stopped: {model.stop_training}")
