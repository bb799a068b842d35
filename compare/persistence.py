"""Trained weights in safetensors files: canonical names and layouts, the same for every room."""

import os
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file
from safetensors.numpy import save_file as write_file

from compare.workload import Arrays, Workload


class UnreadableWeights(OSError):
    """A weights file that is not there, is not whole, or belongs to another network."""


def save_weights(path: Path, weights: Arrays) -> None:
    """Write `weights` to `path`; the file appears whole or not at all."""
    partial = Path(f"{path}.partial-{os.getpid()}")
    try:
        write_file({name: np.ascontiguousarray(w) for name, w in weights.items()}, partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def load_weights(path: Path, workload: Workload) -> Arrays:
    """The weights in `path`, after checking that they are those of the workload's network.

    Raises UnreadableWeights, with what is wrong.
    """
    try:
        weights = load_file(path)
    except (OSError, SafetensorError) as error:
        raise UnreadableWeights(
            f"--load must be a whole safetensors file. Received: {path} ({error})"
        ) from error
    expected = {name: w.shape for name, w in workload.initial_weights(0).items()}
    found = {name: w.shape for name, w in weights.items()}
    if found != expected:
        wrong = sorted(
            name for name in {*expected, *found} if expected.get(name) != found.get(name)
        )
        raise UnreadableWeights(
            f"--load must hold the weights of {workload.name}. Received: {path}, where "
            f"{', '.join(f'{n} is {found.get(n)}' for n in wrong[:3])} instead of "
            f"{', '.join(str(expected.get(n, 'absent')) for n in wrong[:3])}"
        )
    return weights
