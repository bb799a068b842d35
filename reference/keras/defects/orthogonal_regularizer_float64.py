"""OrthogonalRegularizer fails on float64 weights."""

import keras
import numpy as np

penalty = keras.regularizers.OrthogonalRegularizer(0.5)(
    keras.ops.convert_to_tensor(np.array([[1.0, 0.0], [1.0, 0.0]]))
)
print(f"observed: {float(penalty)}")
