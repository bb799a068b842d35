"""Recurrent layers, attention and embeddings."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from reference.keras.defaults import assigned
from reference.measured import Measured, measured, normal

KERNEL, RECURRENT, BIAS = 0.5 * normal(4, 18), 0.5 * normal(6, 18), 0.5 * normal(2, 18)
"""A GRU's weights: gates z, r, h along the last axis."""


def gru(x: np.ndarray, bias: np.ndarray = BIAS, **arguments: Any) -> Any:
    """What a GRU of 6 units with the shared weights gives."""
    layer = keras.layers.GRU(6, **arguments)
    return assigned(layer, x, KERNEL, RECURRENT, bias)(x)


def gru_gates() -> Measured:
    """The order of a GRU's gates along a weight: which block the update gate is."""
    x = normal(2, 5, 4)
    blocks = [slice(6, 12), slice(0, 6), slice(12, 18)]
    swapped = [np.concatenate([w[..., b] for b in blocks], -1) for w in (KERNEL, RECURRENT, BIAS)]
    aligned = assigned(keras.layers.GRU(6), x, *swapped)(x)
    bias = BIAS.copy()
    bias[0, :6] = 50.0  # keeps the state at 0 if these are the update gates
    keeps = float(np.abs(gru(x, bias)).max()) < 1e-9
    return measured("z, r, n" if keeps else "r, z, n", gru(x), aligned)


def gru_reset() -> Measured:
    """Whether the reset gate is applied after the product with the recurrent kernel."""
    x = normal(2, 5, 4)
    before, after = gru(x, BIAS.sum(0), reset_after=False), gru(x, reset_after=True)
    word = "after, by default" if np.allclose(gru(x), after) else "before, by default"
    return measured(word, before, after)


def recurrent_biases() -> Measured:
    """How many weights an LSTM from 4 to 4 has."""
    layer = keras.layers.LSTM(4)
    layer.build((None, 5, 4))
    return measured(layer.count_params(), float(layer.count_params()))


def recurrent_output() -> Measured:
    """What a recurrent layer returns of 5 steps."""
    x = np.zeros((2, 5, 4))
    y = keras.layers.LSTM(6)(x)
    aligned = keras.layers.LSTM(6, return_sequences=True)(x)
    return measured(
        "last step" if len(y.shape) == 2 else "every step", list(y.shape), list(aligned.shape)
    )


def recurrent_axes() -> Measured:
    """What the first axis of the input is, seen from a square of 4 by 4."""
    x = normal(4, 4, 4)
    y = gru(x, return_sequences=True)
    turned = gru(x.transpose(1, 0, 2), return_sequences=True)
    one = gru(x[:1], return_sequences=True)
    word = "batch" if np.allclose(y[:1], one) else "time"
    return measured(word, y, keras.ops.transpose(turned, (1, 0, 2)))


def bidirectional_last() -> Measured:
    """What the last step of the backward direction is."""
    x = normal(2, 5, 4)

    def both(**arguments: bool) -> Any:
        layer = keras.layers.Bidirectional(keras.layers.GRU(6, **arguments))
        return assigned(layer, x, *[KERNEL, RECURRENT, BIAS] * 2)(x)

    y, steps = both(), both(return_sequences=True)
    word = "after one step" if np.allclose(y, steps[:, -1]) else "after all steps"
    return measured(word, y, steps[:, -1])


def lstm_dropout() -> Measured:
    """What dropout= of one recurrent layer drops: how far two calls in training mode differ."""
    x = np.ones((2, 5, 4), "float32")

    def differ(layer: keras.layers.LSTM) -> float:
        return float(np.abs(layer(x, training=True) - layer(x, training=True)).max() > 0)

    keras.utils.set_random_seed(0)
    drops = differ(keras.layers.LSTM(6, dropout=0.5))
    return measured(
        "inputs" if drops else "outputs between layers", [drops], [differ(keras.layers.LSTM(6))]
    )


def embedding_padding_row() -> Measured:
    """What the row of the padding index is at first."""
    layer = keras.layers.Embedding(5, 3, mask_zero=True)
    layer.build((None, 3))
    drawn = float(layer.embeddings.numpy()[0].any())
    layer.embeddings.assign(layer.embeddings.numpy() * (np.arange(5) > 0)[:, None])
    return measured("drawn" if drawn else "zero", drawn, float(layer.embeddings.numpy()[0].any()))


def embedding_padding_gradient() -> Measured:
    """The gradient of the row of the padding index."""
    layer = keras.layers.Embedding(5, 3, mask_zero=True)
    ids = np.array([[0, 1, 2]])
    layer.build(ids.shape)

    def gradient(weight: Any) -> np.ndarray:
        with tf.GradientTape() as tape:
            y = keras.ops.sum(layer(ids) * weight)
        return tf.convert_to_tensor(tape.gradient(y, layer.embeddings.value)).numpy()[0]

    row = gradient(1.0)
    aligned = gradient((ids != 0)[..., None].astype("float64"))
    return measured("taken" if row.any() else "zero", row, aligned)


def masked_mean() -> Measured:
    """What the mean over time divides by where words are padding."""
    x, keep = normal(2, 5, 3), np.array([[1, 1, 1, 0, 0], [1, 1, 1, 1, 0]], bool)
    y = keras.layers.GlobalAveragePooling1D()(x, mask=keep)
    aligned = keras.layers.GlobalAveragePooling1D()(x)
    word = "all steps" if np.allclose(y, aligned) else "the words"
    return measured(word, y, aligned)


def attention() -> keras.layers.MultiHeadAttention:
    """Two heads on a width of 8 with the shared weights."""
    layer = keras.layers.MultiHeadAttention(2, 4)
    layer.build((2, 4, 8), (2, 4, 8))
    projections = [w.T.reshape(8, 2, 4) for w in normal(3, 8, 8)]
    weights = {"kernel": [*projections, normal(8, 8).T.reshape(2, 4, 8)]}
    for i, weight in enumerate(layer.weights):
        is_kernel = weight.path.endswith("kernel")
        weight.assign(weights["kernel"][i // 2] if is_kernel else np.zeros(weight.shape))
    return layer


def attention_axes() -> Measured:
    """What the first axis of the input is, seen from a square of 4 by 4."""
    x = normal(4, 4, 8)
    layer, turned = attention(), x.transpose(1, 0, 2)
    y = layer(x, x)
    aligned = keras.ops.transpose(layer(turned, turned), (1, 0, 2))
    word = "batch" if np.allclose(y[:1], layer(x[:1], x[:1])) else "time"
    return measured(word, y, aligned)


def attention_mask() -> Measured:
    """What True means in a mask of attention."""
    x = normal(2, 4, 8)
    mask = np.eye(4, dtype=bool)
    layer = attention()
    y = layer(x, x, attention_mask=mask)
    alone = layer(x[:, -1:], x[:, -1:])
    word = "take part" if np.allclose(y[:, -1:], alone) else "leave out"
    return measured(word, y)


def attention_width() -> Measured:
    """How many weights attention of width 8 with 2 heads has."""

    def count(layer: keras.layers.MultiHeadAttention) -> int:
        layer.build((2, 4, 8), (2, 4, 8))
        return layer.count_params()

    wide = count(keras.layers.MultiHeadAttention(2, key_dim=8))
    return measured(
        wide, float(wide), float(count(keras.layers.MultiHeadAttention(2, key_dim=8 // 2)))
    )


def attention_result() -> Measured:
    """What attention returns."""
    x = normal(2, 4, 8)
    found = attention()(x, x)
    both = attention()(x, x, return_attention_scores=True)
    word = "output and weights" if isinstance(found, tuple) else "output"
    return measured(word, [1], [len(both)])


def embedding_out_of_range() -> Measured:
    """What an index beyond the table gives, on a processor without a graph."""
    try:
        y = keras.layers.Embedding(5, 3)(np.array([7])).numpy()
    except (tf.errors.InvalidArgumentError, IndexError) as error:
        return measured(type(error).__name__)
    return measured("other" if y.any() else "zeros")
