"""Random flip in Keras is keras.layers.RandomFlip, here with flips from outside where some are."""

from typing import Any

import keras
from keras import ops

from reference.weights import named


class RandomFlip(keras.layers.RandomFlip):
    """Each image flipped or left as it is in training, else x."""

    WEIGHTS = named()
    mask: Any = None

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """The flips, which are drawn where none are set."""
        if not training or self.mask is None:
            return super().get_random_transformation(data, training, seed)
        flips = ops.cast(self.mask, "bool")[:, None, None, None]
        return {"flips": flips, "input_shape": ops.shape(data)}
