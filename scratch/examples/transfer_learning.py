r"""Transfer learning in one variable: what was learned before is frozen, a new head is trained.

    feature  f(x) = a sin(ω x), with a and ω frozen;   prediction  ŷ = w f(x) + b
    L = (1/N) Σ (ŷ - y)²,   dL/dw = (2/N) Σ (ŷ - y) f(x),   dL/db = (2/N) Σ (ŷ - y)

No gradient is asked for a and ω, so f(x) is computed once and never again.

Source: Pan and Yang, "A Survey on Transfer Learning", 2010.
"""

import numpy as np

from scratch.validation import floats, integer, number, same_shape


def transfer_learning(x, y, pretrained, head, learning_rate=0.1, epochs=200):
    """The head after training, the loss before each epoch, and the frozen part as it still is.

    Arguments:
        x, y: inputs and targets, (samples,).
        pretrained: a and ω, (2,).
        head: w and b to start from, (2,).
        learning_rate: η of the head.
        epochs: steps, each over all samples.

    >>> x = np.linspace(0, 6, 50)
    >>> trained = transfer_learning(x, 2 * np.sin(x) + 0.5, np.ones(2), np.zeros(2))
    >>> trained["head"].round(3)
    array([2. , 0.5])
    """
    x, y = floats("x", x, rank=1), floats("y", y)
    same_shape("y", y, x.shape, "x")
    (a, ω), (w, b) = (
        same_shape(name, floats(name, given), (2,), "two numbers")
        for name, given in (("pretrained", pretrained), ("head", head))
    )
    η = number("learning_rate", learning_rate, least=0)
    f = a * np.sin(ω * x)
    losses = []
    for _ in range(integer("epochs", epochs)):
        error = w * f + b - y
        losses.append(np.mean(error**2))
        w = w - η * 2 * np.mean(error * f)
        b = b - η * 2 * np.mean(error)
    return {"losses": np.stack(losses), "head": np.stack([w, b]), "pretrained": np.stack([a, ω])}
