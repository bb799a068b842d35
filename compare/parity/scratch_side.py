"""Side: a scratch network as `compare.diff` sees it, the third witness beside the frameworks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import numpy as np

from compare.validation.subject import Unusable
from reference.observed import INPUT, Layer, Observation, Unobservable
from scratch import activations, layers
from scratch.registry import snake_case

FRAMEWORK = "scratch"
Masks = Callable[..., np.ndarray]
KINDS = {
    "dense": "dense", "conv2d": "conv", "conv2d_transpose": "conv_transpose",
    "depthwise_conv2d": "conv", "max_pooling2d": "max_pool", "average_pooling2d": "average_pool",
    "global_average_pooling2d": "global_average_pool", "reshape": "reshape",
    "global_max_pooling2d": "global_max_pool", "flatten": "flatten", "dropout": "dropout",
    "batch_normalization": "batch_normalization", "layer_normalization": "layer_normalization",
    "embedding": "embedding", "lstm": "lstm", "gru": "gru", "simple_rnn": "simple_rnn",
    "bidirectional": "bidirectional", "multi_head_attention": "attention", "last": "slice",
    "activation": "activation",
}  # fmt: skip
SPLIT = (layers.Dense, layers.Conv2D, layers.Conv2DTranspose, layers.DepthwiseConv2D)
RECURRENT = (layers.LSTM, layers.GRU, layers.SimpleRNN, layers.Bidirectional)


@contextmanager
def exactly() -> Iterator[None]:
    """Scratch computes in its input's dtype: nothing has to be set."""
    yield


class Last(layers.Activation):
    """The last output of a recurrent layer; of both directions, each direction's own last."""

    def __init__(self, both: bool) -> None:
        super().__init__("linear")
        self.both = both

    def forward(self, x: np.ndarray, training: bool = False) -> np.ndarray:
        """y = x_T."""
        self.shape = x.shape
        half = x.shape[-1] // 2 if self.both else x.shape[-1]
        return np.concatenate([x[:, -1, :half], x[:, 0, half:]], axis=-1)

    def backward(self, dy: np.ndarray) -> np.ndarray:
        """Zero but at the last step."""
        dx = np.zeros(self.shape)
        half = self.shape[-1] // 2 if self.both else self.shape[-1]
        dx[:, -1, :half], dx[:, 0, half:] = dy[:, :half], dy[:, half:]
        return dx


def opened(network: Any) -> list[tuple[str, Any]]:
    """(name, layer) with activations that are arguments, and the last of a sequence, apart."""
    found: list[tuple[str, Any]] = []
    for name, layer in zip(network.names, network.layers, strict=True):
        found.append((name, layer))
        activation = getattr(layer, "activation", None)
        if isinstance(layer, SPLIT) and activation is not activations.get("linear"):
            layer.activation = activations.get("linear")
            found.append((name, layers.Activation(activation)))
        if isinstance(layer, RECURRENT) and not layer.return_sequences:
            both = hasattr(layer, "forward_layer")
            inner = [getattr(layer, f"{way}_layer") for way in ("forward", "backward") if both]
            for part in (layer, *inner):
                part.return_sequences = True
            found.append((name, Last(both)))
    return found


class Side:
    """One network: observed, replayed layer by layer, its weights read and written."""

    framework = FRAMEWORK

    def __init__(self, model: Any) -> None:
        if not hasattr(model, "layers") or not hasattr(model, "names"):
            raise Unusable(
                f"A scratch model must be a Sequential network. Received: {type(model).__name__}"
            )
        self.model = deepcopy(model)
        self.parts = opened(self.model)
        self.hints: dict[str, Any] = {}
        self.loss = self.optimizer = None
        self.settings: dict[str, Any] = {}
        self.training = False

    def prepare_training(self, module: Any, loss: str | None, optimizer: str | None = None) -> None:
        """A scratch network takes part in the outputs and gradients."""

    def observe(
        self,
        inputs: list[np.ndarray],
        training: bool = False,
        masks: Masks | None = None,
        upstream: Callable[[tuple[int, ...]], np.ndarray] | None = None,
        target: np.ndarray | None = None,
    ) -> Observation:
        """Run the network, forward and backward, and say what every layer did."""
        before = self.snapshot()
        self.training = training
        try:
            values = self.forward(inputs[0], training, masks)
            dys = self.backward(upstream(values[-1].shape)) if upstream else None
        except Exception as error:
            raise Unobservable(
                f"the scratch network cannot be run: {type(error).__name__}: {error}"
            ) from error
        after = {k: dict(layer.state) for k, (_, layer) in enumerate(self.parts) if layer.state}
        self.restore(before)
        found = [self.layer(k, values, dys) for k in range(len(self.parts))]
        return Observation(
            found, values[-1], (len(found) - 1, 0), [dys[0] if dys else None], None, after
        )

    def forward(self, x: np.ndarray, training: bool, masks: Masks | None) -> list[np.ndarray]:
        """The input and every layer's output."""
        values, mask, dropouts = [x], None, 0
        for _, layer in self.parts:
            if isinstance(layer, layers.Dropout) and training and masks:
                layer.mask = masks(dropouts, values[-1].shape, layer.rate)
                dropouts += 1
            taken = {"mask": mask} if layer.takes_mask else {}
            mask = layer.compute_mask(values[-1], mask)
            if not layer.built:
                layer.build(values[-1].shape, 0)
            values.append(layer.forward(values[-1], training=training, **taken))
        return values

    def backward(self, dy: np.ndarray) -> list[np.ndarray | None]:
        """dL/dinput and dL/doutput of every layer."""
        found: list[np.ndarray | None] = [dy]
        for _, layer in reversed(self.parts):
            found.append(layer.backward(found[-1]))
        return found[::-1]

    def layer(self, k: int, values: list[np.ndarray], dys: Any) -> Layer:
        """Layer k as a record."""
        name, layer = self.parts[k]
        weights = rows({**layer.params, **layer.state})
        return Layer(
            name,
            kind(layer),
            arguments(layer),
            {n: np.array(w) for n, w in weights.items()},
            tuple(layer.state),
            () if layer.trainable else tuple(layer.params),
            [(k - 1, 0) if k else (INPUT, 0)],
            [np.array(values[k])],
            [np.array(values[k + 1])],
            None if dys is None else dys[k + 1],
            rows(layer.grads) if dys is not None else {},
        )

    def replay(self, k: int, inputs: list[np.ndarray]) -> list[np.ndarray]:
        """Layer k on other inputs."""
        layer = deepcopy(self.parts[k][1])
        return [layer.forward(inputs[0], training=self.training)]

    def write(self, k: int, name: str, value: np.ndarray) -> None:
        """Set a weight of layer k."""
        layer = self.parts[k][1]
        home = layer.state if name in layer.state else layer.params
        if kind(layer) == "gru" and layer.params.get("bias", value).ndim == 2 and "bias" in name:
            home["bias"][int(name == "recurrent_bias")] = value
        else:
            home[name] = np.array(value).reshape(home[name].shape)

    def snapshot(self) -> dict[str, np.ndarray]:
        """All weights and states."""
        return {
            f"{k}/{name}": np.array(value)
            for k, (_, layer) in enumerate(self.parts)
            for name, value in {**layer.params, **layer.state}.items()
        }

    def restore(self, weights: dict[str, np.ndarray]) -> None:
        """Set them again."""
        for path, value in weights.items():
            k, name = path.split("/")
            layer = self.parts[int(k)][1]
            (layer.state if name in layer.state else layer.params)[name] = value


def copied(model: Any) -> Any:
    """A copy, so that the network itself stays as it is."""
    return deepcopy(model)


def words(layer: Any) -> str:
    """batch_normalization for BatchNormalization."""
    return str(snake_case(type(layer).__name__))


def kind(layer: Any) -> str:
    """The canonical kind."""
    return KINDS.get(words(layer), words(layer))


def arguments(layer: Any) -> dict[str, Any]:
    """What can be compared of a layer's settings."""
    found: dict[str, Any] = {}
    if isinstance(layer, Last):
        return {"last": True}
    if isinstance(layer, layers.Activation):
        return {"partial": True, "function": words(layer.activation)}
    found["partial"] = True
    for name in ("units", "use_bias", "epsilon", "momentum", "rate", "reset_after", "groups"):
        if hasattr(layer, name):
            found[name] = getattr(layer, name)
    return found


def rows(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """GRU's bias of two rows as two biases; everything else as it is."""
    bias = weights.get("bias")
    if bias is None or np.ndim(bias) != 2:
        return dict(weights)
    return {**weights, "bias": bias[0], "recurrent_bias": bias[1]}
