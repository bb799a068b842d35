"""What the recurrent twins share: where the weights are, and dropout masks from outside."""

from typing import Any

import tensorflow as tf

from reference.weights import Weight


class SharedMasks:
    """Beside a Keras recurrent layer: its weights, which are its cell's, and `mask`."""

    WEIGHTS = {
        "kernel": Weight("cell.kernel"),
        "recurrent_kernel": Weight("cell.recurrent_kernel"),
        "bias": Weight("cell.bias"),
    }

    cell: Any

    def set_mask(self, masks: tuple[Any, Any]) -> None:
        """Let the cell use these masks in training, in place of those it would draw.

        Only implementation 1 has a mask for each gate. Keras tries a fused kernel first, which
        cannot take those masks and fails on them, although it is not used on a CPU at all.
        """
        gates = self.cell.kernel.shape[1] // self.cell.units
        if any(m is not None and len(m.shape) == 3 for m in masks):
            self.cell.implementation = 1
        if getattr(self.cell, "implementation", None) == 1:
            self.use_cudnn = False
            masks = tuple(each_gate(m, gates) for m in masks)
        inputs, recurrent = masks
        self.cell.get_dropout_mask = lambda step: inputs
        self.cell.get_recurrent_dropout_mask = lambda step: recurrent

    mask = property(fset=set_mask, doc="(input mask, recurrent mask), either may be None.")


def each_gate(mask: Any, gates: int) -> Any:
    """A mask (gates, batch, n), where one for all of them may have been given."""
    if mask is None or len(mask.shape) == 3:
        return mask
    return tf.repeat(mask[None], gates, axis=0)
