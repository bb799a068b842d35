r"""AdamW: Adam with decoupled weight decay, w ← w - η λ w before each step of Adam.

Added to the gradient instead, as an L2 penalty is, the decay would be divided by √v: the weights
with the largest gradients would decay least.

Source: Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
"""

from scratch.optimizers.adam import Adam


class AdamW(Adam):
    """Adam whose weight decay λ is decoupled in both conventions.

    Arguments:
        learning_rate: η.
        weight_decay: λ.
        beta_1, beta_2, epsilon, amsgrad: as Adam's.
        convention, clipping: as every Optimizer's.

    >>> import numpy as np
    >>> w = {"w": np.array([1.0])}
    >>> AdamW(learning_rate=0.1, weight_decay=0.5).step(w, {"w": np.array([0.0])})
    >>> w["w"]  # no gradient, so that only the decay is left
    array([0.95])
    """

    def __init__(
        self,
        learning_rate=0.001,
        weight_decay=0.004,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
        amsgrad=False,
        convention="keras",
        **clipping,
    ):
        super().__init__(
            learning_rate, beta_1, beta_2, epsilon, amsgrad, weight_decay, convention, **clipping
        )
        self.decoupled = True
