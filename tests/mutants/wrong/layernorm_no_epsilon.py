r"""Layer normalization over the last axis.

like: layer_normalization
object: layer_norm
verdict: wrong
cause: epsilon|\beps\b|constant|nan|zero|divi
note: Nothing keeps the deviation from zero: a constant row is divided by zero.
"""


def layer_norm(x, gamma, beta):
    mean = x.mean(axis=-1, keepdims=True)
    std = x.std(axis=-1, keepdims=True)
    return gamma * (x - mean) / std + beta
