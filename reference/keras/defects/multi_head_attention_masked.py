"""MultiHeadAttention's output hangs on whether scores are asked for."""

import keras
import numpy as np

x = np.ones((1, 2, 4), "float32")
nothing = np.zeros((1, 2, 2), bool)
attention = keras.layers.MultiHeadAttention(2, 2)
alone = attention(x, x, attention_mask=nothing)
beside, _ = attention(x, x, attention_mask=nothing, return_attention_scores=True)
print(f"observed: equal: {np.allclose(alone, beside)}")
