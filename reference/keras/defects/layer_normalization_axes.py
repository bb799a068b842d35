"""LayerNormalization orders its weights by how the axes are written."""

import keras

shapes = []
for axis in ((1, 2), (1, -1)):
    layer = keras.layers.LayerNormalization(axis=axis)
    layer.build((None, 3, 4))
    shapes.append(tuple(layer.gamma.shape))
print(f"observed: {shapes[0]} and {shapes[1]}")
