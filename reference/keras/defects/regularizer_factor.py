"""L1 and L2 round their factor to float32."""

import keras
import numpy as np

penalty = keras.regularizers.L2(np.float64(0.1))(keras.ops.convert_to_tensor(np.ones(1)))
print(f"observed: {float(penalty):.12f}")
