"""How a leaf of a Keras model runs: one layer may be several steps.

An activation that is an argument is a step of its own; a recurrent layer that returns its last
output is the whole sequence and then the last of it; a separable convolution is two. Dropout takes
its mask from outside, and the dropout inside recurrent layers and attention is off.
"""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import layers, ops

from reference.keras.models.graph import Recorder, mask_of

WITH_ACTIVATION = (
    layers.Dense,
    layers.EinsumDense,
    layers.Conv1D,
    layers.Conv2D,
    layers.Conv3D,
    layers.Conv1DTranspose,
    layers.Conv2DTranspose,
    layers.Conv3DTranspose,
    layers.DepthwiseConv1D,
    layers.DepthwiseConv2D,
)
SEPARABLE = (layers.SeparableConv1D, layers.SeparableConv2D)
RECURRENT = (layers.LSTM, layers.GRU, layers.SimpleRNN)
DROPOUTS = (layers.Dropout, layers.SpatialDropout1D, layers.SpatialDropout2D)
POOLING_3D = (layers.MaxPooling3D, layers.AveragePooling3D)
Masks = Callable[..., np.ndarray]


class Leaves:
    """Runs leaves; `masks` gives the mask of the k-th dropout."""

    def __init__(self, training: bool, masks: Masks | None) -> None:
        self.training, self.masks, self.dropouts = training, masks, 0

    def __call__(
        self, recorder: Recorder, operation: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """Run one leaf."""
        kwargs = {k: v for k, v in kwargs.items() if not (k == "training" and v is None)}
        if isinstance(operation, layers.Layer):
            if getattr(operation, "_call_has_training_arg", False):
                kwargs = {"training": self.training} | kwargs
            return self.layer(recorder, operation, args, kwargs)
        return recorder.record(operation.name, operation, operation, args, kwargs)

    def layer(self, recorder: Recorder, layer: Any, args: Any, kwargs: Any) -> Any:
        """Run one layer."""
        name = layer.name
        if isinstance(layer, SEPARABLE):
            return self.separable(recorder, layer, args)
        if isinstance(layer, DROPOUTS) and kwargs.get("training") and self.masks is not None:
            return self.dropout(recorder, layer, args)
        if isinstance(layer, RECURRENT) or (
            isinstance(layer, layers.Bidirectional) and layer.merge_mode == "concat"
        ):
            return self.recurrent(recorder, layer, args, {**kwargs, "training": False})
        if isinstance(layer, layers.MultiHeadAttention):
            kwargs = {**kwargs, "training": False}
        if isinstance(layer, POOLING_3D):
            return recorder.record(name, layer, in_float32(layer), args, {})
        activation: Any = getattr(layer, "activation", None)
        if isinstance(layer, WITH_ACTIVATION) and not is_linear(activation):
            y = recorder.record(name, layer, without_activation(layer), args, kwargs)
            call = with_mask(activation)
            return recorder.record(name, layer, call, (y,), {}, part="activation")
        return recorder.record(name, layer, layer, args, kwargs)

    def dropout(self, recorder: Recorder, layer: Any, args: Any) -> Any:
        """x times the mask that is given."""
        assert self.masks is not None
        x = args[0]
        self.dropouts += 1
        mask = ops.convert_to_tensor(
            self.masks(self.dropouts - 1, tuple(x.shape), float(layer.rate)), x.dtype
        )
        return recorder.record(layer.name, layer, with_mask(lambda x: x * mask), (x,), {})

    def recurrent(self, recorder: Recorder, layer: Any, args: Any, kwargs: Any) -> Any:
        """The sequence, and where the layer returns the last of it, that."""
        if layer.return_sequences:
            return recorder.record(layer.name, layer, layer, args, kwargs)
        found = recorder.record(layer.name, layer, with_sequences(layer), args, kwargs)
        several = isinstance(found, (list, tuple))
        y = found[0] if several else found
        both = isinstance(layer, layers.Bidirectional)

        def last(y: Any) -> Any:
            if not both:
                return y[:, -1]
            units = y.shape[-1] // 2
            return ops.concatenate([y[:, -1, :units], y[:, 0, units:]], axis=-1)

        y = recorder.record(layer.name, layer, last, (y,), {}, part="last")
        return [y, *found[1:]] if several else y

    def separable(self, recorder: Recorder, layer: Any, args: Any) -> Any:
        """A depthwise convolution, then one of single pixels, then the activation."""
        strides = layer.strides[0] if len(set(layer.strides)) == 1 else layer.strides

        def depthwise(x: Any) -> Any:
            return ops.depthwise_conv(
                x, layer.depthwise_kernel, strides, layer.padding,
                dilation_rate=layer.dilation_rate,
            )  # fmt: skip

        def pointwise(x: Any) -> Any:
            y = ops.conv(x, layer.pointwise_kernel)
            return y if layer.bias is None else y + layer.bias

        y = recorder.record(layer.name, layer, depthwise, args, {}, part="depthwise")
        y = recorder.record(layer.name, layer, pointwise, (y,), {}, part="pointwise")
        if is_linear(layer.activation):
            return y
        return recorder.record(layer.name, layer, layer.activation, (y,), {}, part="activation")


def in_float32(layer: Any) -> Callable[..., Any]:
    """Pooling over volumes, which TensorFlow has in float32 alone."""
    pool = ops.max_pool if isinstance(layer, layers.MaxPooling3D) else ops.average_pool

    def call(x: Any) -> Any:
        y = pool(ops.cast(x, "float32"), layer.pool_size, layer.strides, layer.padding)
        return ops.cast(y, x.dtype)

    return call


def is_linear(activation: Any) -> bool:
    """Whether an activation does nothing."""
    return activation is None or activation is keras.activations.linear


def with_mask(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, the time mask of its input handed on."""

    def call(x: Any) -> Any:
        y = function(x)
        if mask_of(x) is not None:
            keras.src.backend.set_keras_mask(y, mask_of(x))
        return y

    return call


def without_activation(layer: Any) -> Callable[..., Any]:
    """The layer before its activation."""

    def call(*args: Any, **kwargs: Any) -> Any:
        activation, layer.activation = layer.activation, None
        try:
            return layer(*args, **kwargs)
        finally:
            layer.activation = activation

    return call


def with_sequences(layer: Any) -> Callable[..., Any]:
    """The recurrent layer with every output returned."""
    inner = [layer]
    if isinstance(layer, layers.Bidirectional):
        inner += [layer.forward_layer, layer.backward_layer]

    def call(*args: Any, **kwargs: Any) -> Any:
        for each in inner:
            each.return_sequences = True
        try:
            return layer(*args, **kwargs)
        finally:
            for each in inner:
                each.return_sequences = False

    return call
