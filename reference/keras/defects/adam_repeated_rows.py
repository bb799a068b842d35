"""Adam squares the gradients of a row that occurs twice one by one."""

import keras
import numpy as np

model = keras.Sequential([keras.layers.Embedding(1, 1, embeddings_initializer="zeros")])
model.compile(optimizer=keras.optimizers.Adam(1.0), loss=lambda y, y_pred: -y_pred)
model.train_on_batch(np.zeros((1, 2)), np.zeros((1, 2, 1)))
print(f"observed: {model.layers[0].embeddings.numpy().item():.4f}")
