"""Trained weights in files: safetensors by default, and the frameworks' own formats.

Whoever trained a network, each of the three can go on from the file: the format's own framework
turns it into canonical weights and back. No file can run anything: safetensors and HDF5 hold
numbers only, and of a .pt file PyTorch reads nothing but tensors.
"""

import os
from pathlib import Path
from textwrap import shorten

from compare import archives, rooms
from compare.workload import Arrays, Workload
from scratch import persistence

FORMATS = {
    ".safetensors": "scratch",
    ".pt": "pytorch",
    ".keras": "keras",
    ".weights.h5": "keras",
}
"""How a file's name ends -> the room that writes and reads such files."""


class UnreadableWeights(OSError):
    """A weights file that is not there, is not whole, or belongs to another network."""


def room_of(path: Path, workload: Workload) -> str:
    """The room whose format `path` has by its name.

    Raises UnreadableWeights where it is none of them, or none for the workload's kind of network;
    ModuleNotFoundError where the room is absent. What a search has found may be of any size.
    """
    plain = workload.spec.kind == "network" and not workload.search
    known = FORMATS if plain else {".safetensors": "scratch"}
    room = next((room for end, room in known.items() if path.name.endswith(end)), None)
    if room is None:
        raise UnreadableWeights(
            f"A file with weights of {workload.name} must end in {' or '.join(known)}. "
            f"Received: {path}"
        )
    if absent := rooms.why_absent(room):
        raise ModuleNotFoundError(f"{path.name} is a file of {room}, which is {absent}.")
    return room


def save_weights(path: Path, workload: Workload, weights: Arrays) -> None:
    """Write `weights` to `path` in the format of its name; it appears whole or not at all."""
    room = room_of(path, workload)
    if room == "scratch":
        return persistence.save(path, weights)
    dtype = next(iter(weights.values())).dtype.name
    trainer = rooms.trainer(room)(workload.spec, weights, dtype)
    partial = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        trainer.save(str(partial))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def load_weights(path: Path, workload: Workload) -> Arrays:
    """The weights in `path`, after checking that they are those of the workload's network.

    Raises UnreadableWeights, with what is wrong.
    """
    room, like = room_of(path, workload), workload.initial_weights(0)
    try:
        archives.check(path)
        if room == "scratch":
            weights = persistence.load(path)
            refuse_others(weights, like)
            return weights
        trainer = rooms.trainer(room)(workload.spec, like, "float64")
        trainer.load(str(path))
        return trainer.weights()
    except Exception as error:
        raise UnreadableWeights(
            f"--load must hold the weights of {workload.name}. Received: {path} "
            f"({shorten(str(error), 300)})"
        ) from error


def refuse_others(weights: Arrays, like: Arrays) -> None:
    """Raise ValueError unless names and shapes are those of `like`."""
    expected, found = ({k: w.shape for k, w in arrays.items()} for arrays in (like, weights))
    for name in {**expected, **found}:
        if expected.get(name) != found.get(name):
            raise ValueError(
                f"{name} is {found.get(name, 'absent')}, not {expected.get(name, 'absent')}"
            )
