"""ReduceLROnPlateau holds a first NaN to be the best for ever."""

import keras

model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(0.5), "mse")
callback = keras.callbacks.ReduceLROnPlateau("loss", factor=0.5, patience=2, mode="min")
callback.set_model(model)
callback.on_train_begin()
for epoch, loss in enumerate([float("nan"), 4.0, 3.0]):
    callback.on_epoch_end(epoch, {"loss": loss})
print(f"observed: learning rate {float(model.optimizer.learning_rate)}")
