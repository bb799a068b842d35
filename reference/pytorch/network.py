"""A network in PyTorch, built from a Spec out of the twins, and the loop that trains it."""

from pickle import UnpicklingError
from typing import Any

import numpy as np
import torch

from reference.lookup import twin
from reference.pytorch import activations
from reference.pytorch.layers.batch_normalization import BatchNormalization
from reference.pytorch.layers.lstm import LSTM
from reference.pytorch.room import array, get_weights, set_weights


class Trainer:
    """Trains the PyTorch network of a Spec, step by step, from given weights.

    Modes: "default" is plain eager PyTorch; "fastest" adds the fused optimizer, and TorchScript for
    an LSTM that torch.nn.LSTM cannot do. The twins keep images channels-last in memory in both,
    which is PyTorch's fast layout.
    """

    MODES = ("default", "fastest")

    def __init__(
        self, spec: Any, weights: dict[str, np.ndarray], dtype: str, mode: str = "default"
    ) -> None:
        self.dtype = getattr(torch, dtype)
        self.keys = [part.key for part in spec.layers]
        self.layers = stack(spec, self.dtype)
        for key, layer in zip(self.keys, self.layers, strict=True):
            own = {k.split("/")[1]: v for k, v in weights.items() if k.split("/")[0] == key}
            set_weights(layer, own)
        self.frozen = [self.layers[self.keys.index(key)] for key in spec.frozen]
        for layer in self.frozen:
            layer.requires_grad_(False)
        self.loss = twin("pytorch", "losses", spec.loss.name)(**spec.loss.arguments)
        self.parameters = [p for p in self.layers.parameters() if p.requires_grad]
        make = twin("pytorch", "optimizers", spec.optimizer.name)
        self.optimizer = make(self.parameters, **spec.optimizer.arguments)
        if mode == "fastest":
            self.optimizer.fuse()
            for layer in self.layers.modules():
                if isinstance(layer, LSTM):
                    layer.fuse()
        self.output = activations.get(spec.output)

    @property
    def learning_rate(self) -> float:
        """η of the next step."""
        return self.optimizer.learning_rate

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        self.optimizer.learning_rate = value

    def ready(self, x: np.ndarray, y: np.ndarray) -> tuple[Any, Any]:
        """A batch as tensors, which `step` takes as well."""
        return as_tensor(x), as_tensor(y)

    def step(self, x: Any, y: Any, masks: Any = None) -> float:
        """One training step; the loss before it, penalties included.

        `masks`: layer key -> what is dropped; without them, the layers draw their own.
        """
        loss = self.backpropagate(x, y, masks)
        self.optimizer.step()
        return loss.item()

    def gradients(self, x: Any, y: Any, masks: Any = None) -> float:
        """A step without its update: the loss, and every gradient where the update finds it."""
        return self.backpropagate(x, y, masks).item()

    def backpropagate(self, x: Any, y: Any, masks: Any) -> torch.Tensor:
        """The loss, penalties included; fills the gradients."""
        for key, layer in zip(self.keys, self.layers, strict=True):
            if hasattr(layer, "mask"):
                layer.mask = as_masks((masks or {}).get(key), self.dtype)
        self.layers.train()
        for layer in self.frozen:
            # Its gradients are off, but batch normalization would still move its averages.
            layer.train(not isinstance(layer, BatchNormalization))
        self.optimizer.zero_grad()
        loss = self.loss(as_tensor(y), self.forward(x)) + self.penalty()
        loss.backward()
        return loss

    def penalty(self) -> Any:
        """The sum of the regularization penalties of the layers that are not frozen."""
        trained = (layer for layer in self.layers if layer not in self.frozen)
        return sum(layer.penalty() for layer in trained if hasattr(layer, "penalty"))

    def forward(self, x: Any) -> torch.Tensor:
        """The last layer's result. Time masks go from layer to layer, as in Keras."""
        y, mask = as_tensor(x), None
        for layer in self.layers:
            taken = {"mask": mask} if getattr(layer, "takes_mask", False) else {}
            mask = layer.compute_mask(y, mask) if hasattr(layer, "compute_mask") else mask
            y = layer(y, **taken)
        return y

    @torch.no_grad()
    def predict(self, x: np.ndarray) -> np.ndarray:
        """The predictions for x, the output's activation included."""
        self.layers.eval()
        parts = [self.output(self.forward(x[i : i + 1024])) for i in range(0, len(x), 1024)]
        return array(torch.cat(parts))

    def weights(self) -> dict[str, np.ndarray]:
        """A copy of every parameter and state in the canonical layout."""
        return {
            f"{key}/{name}": value
            for key, layer in zip(self.keys, self.layers, strict=True)
            for name, value in get_weights(layer).items()
        }

    def save(self, path: str) -> None:
        """Write the weights as PyTorch's own file: the state_dict of the layers."""
        torch.save(self.layers.state_dict(), path)

    def load(self, path: str) -> None:
        """Take the weights from such a file, whatever dtype they have; it can run no code.

        Raises ValueError where the file holds anything but tensors.
        """
        try:
            state = torch.load(path, map_location="cpu", weights_only=True)
        except UnpicklingError as error:
            raise ValueError("it is not whole, or holds more than tensors") from error
        self.layers.load_state_dict(state)


def as_tensor(array: Any) -> torch.Tensor:
    """A tensor on the array's own memory, or on a copy where that is read-only or scattered."""
    if isinstance(array, torch.Tensor):
        return array
    return torch.from_numpy(np.require(array, requirements=["C", "W"]))


def as_masks(masks: Any, dtype: torch.dtype) -> Any:
    """Dropout masks, perhaps in tuples, as tensors; None stays None."""
    if isinstance(masks, tuple):
        return tuple(as_masks(mask, dtype) for mask in masks)
    return None if masks is None else as_tensor(masks).to(dtype)


def stack(spec: Any, dtype: torch.dtype) -> torch.nn.ModuleList:
    """The twins of the Spec's layers, each built for the shape that the one below gives."""
    layers = torch.nn.ModuleList()
    sample = torch.zeros((1, *spec.input_shape), dtype=dtype)
    for part in spec.layers:
        layer = twin("pytorch", "layers", part.name)(tuple(sample.shape), **part.arguments)
        layers.append(layer.to(dtype))
        with torch.no_grad():
            sample = layer.eval()(sample)
    return layers
