"""RMSprop update with a config.

like: rmsprop
object: rmsprop
verdict: wrong
cause: rho|decay|1 ?-|swapped|exchanged
note: The decay rate multiplies the new square and one minus it the old mean.
"""

import numpy as np


def rmsprop(w, dw, config=None):
    if config is None:
        config = {"learning_rate": 1e-2, "decay_rate": 0.99, "epsilon": 1e-8}
    cache = config.get("cache", np.zeros_like(w))
    rate = config["decay_rate"]
    cache = (1 - rate) * cache + rate * dw**2
    config["cache"] = cache
    return w - config["learning_rate"] * dw / (np.sqrt(cache) + config["epsilon"]), config
