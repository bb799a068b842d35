"""First values of weights."""

import keras
import numpy as np

from reference.measured import Measured, measured


def greatest(initializer: object, *shape: int) -> float:
    """The greatest absolute value of what is drawn."""
    return float(np.abs(initializer(shape).numpy()).max())  # type: ignore[operator]


def dense_kernel_initialization() -> Measured:
    """The greatest weight of a square Dense layer, in units of 1 / sqrt(fan_in)."""
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dense(256)
    limit = 16 * greatest(layer.kernel_initializer, 256, 256)
    uniform = keras.initializers.VarianceScaling(1 / 3, "fan_in", "uniform")
    return measured(round(limit, 2), limit, 16 * greatest(uniform, 256, 256))


def dense_bias_initialization() -> Measured:
    """The greatest bias, in units of 1 / sqrt(fan_in)."""
    keras.utils.set_random_seed(0)
    limit = 16 * greatest(keras.layers.Dense(4096).bias_initializer, 4096)
    uniform = keras.initializers.RandomUniform(-(256**-0.5), 256**-0.5)
    return measured(round(limit, 2), limit, 16 * greatest(uniform, 4096))


def conv_kernel_initialization() -> Measured:
    """The greatest weight of a convolution of as many filters as channels, times sqrt(fan_in)."""
    keras.utils.set_random_seed(0)
    limit = 24 * greatest(keras.layers.Conv2D(64, 3).kernel_initializer, 3, 3, 64, 64)
    uniform = keras.initializers.VarianceScaling(1 / 3, "fan_in", "uniform")
    return measured(round(limit, 2), limit, 24 * greatest(uniform, 3, 3, 64, 64))


def conv_bias_initialization() -> Measured:
    """The greatest bias of a convolution, times sqrt(fan_in)."""
    keras.utils.set_random_seed(0)
    limit = 6 * greatest(keras.layers.Conv2D(4096, 3).bias_initializer, 4096)
    uniform = keras.initializers.RandomUniform(-(36**-0.5), 36**-0.5)
    return measured(round(limit, 2), limit, 6 * greatest(uniform, 4096))


def embedding_initialization() -> Measured:
    """The standard deviation of an embedding's rows."""
    keras.utils.set_random_seed(0)
    deviation = (
        keras.layers.Embedding(1000, 1000).embeddings_initializer((1000, 1000)).numpy().std()
    )
    wide = keras.initializers.RandomNormal(stddev=1.0)((1000, 1000)).numpy().std()
    return measured(round(float(deviation), 3), deviation, wide)


def he_normal_tail() -> Measured:
    """How many standard deviations the greatest of a million weights is away."""
    keras.utils.set_random_seed(0)
    cut = keras.initializers.HeNormal()((1000, 1000)).numpy()
    plain = keras.initializers.VarianceScaling(2.0, "fan_in", "untruncated_normal")
    w = plain((1000, 1000)).numpy()
    ratios = [float(np.abs(v).max() / v.std()) for v in (cut, w)]
    return measured("cut" if ratios[0] < 3 else "not cut", ratios[0], ratios[1])


def truncated_normal_deviation() -> Measured:
    """The standard deviation of what is drawn."""
    keras.utils.set_random_seed(0)
    narrow = keras.initializers.TruncatedNormal()((1000, 1000)).numpy().std()
    wide = keras.initializers.TruncatedNormal(stddev=1.0)((1000, 1000)).numpy().std()
    return measured(round(float(narrow), 3), narrow, wide)


def recurrent_kernel_initialization() -> Measured:
    """How far a recurrent kernel is from orthogonal: |UU' - I|."""
    keras.utils.set_random_seed(0)

    def distance(initializer: object) -> float:
        u = initializer((64, 64)).numpy()  # type: ignore[operator]
        return float(np.abs(u @ u.T - np.eye(64)).max())

    default = distance(keras.layers.SimpleRNN(64).recurrent_initializer)
    uniform = keras.initializers.RandomUniform(-(64**-0.5), 64**-0.5)
    return measured("orthogonal" if default < 1e-5 else "uniform", default, distance(uniform))


def lstm_forget_bias() -> Measured:
    """The mean of the forget gate's bias."""
    keras.utils.set_random_seed(0)

    def bias(**arguments: object) -> float:
        layer = keras.layers.LSTM(64, **arguments)
        layer.build((1, 2, 4))
        return float(layer.cell.bias.numpy()[64:128].mean())

    default = bias()
    return measured("1" if default == 1 else "about 0", default, bias(unit_forget_bias=False))


def prelu_slope() -> Measured:
    """The first slope of PReLU."""
    layer = keras.layers.PReLU()
    quarter = keras.layers.PReLU(alpha_initializer=keras.initializers.Constant(0.25))
    for each in (layer, quarter):
        each.build((None, 3))
    return measured(float(layer.alpha.numpy()[0]), layer.alpha[0], quarter.alpha[0])
