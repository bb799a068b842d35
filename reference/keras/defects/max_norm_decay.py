"""MaxNorm shrinks weights that are within the limit."""

import keras

w = keras.ops.convert_to_tensor([[0.0006], [0.0008]])
constraint = keras.constraints.MaxNorm(2.0)
for _ in range(1_000):
    w = constraint(w)
print(f"observed: norm {float(keras.ops.norm(w)):.4f}")
