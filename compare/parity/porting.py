"""`threefold transfer`: one model's weights in the other's file, checked by the way back."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from compare.parity import align, transfer
from compare.parity.closeness import error
from compare.parity.engine import Pair, find_inputs, masks
from compare.parity.load import home
from compare.validation.subject import Unusable
from reference.observed import Layer, Observation


@dataclass
class Transfer:
    """What was written, and how well it was checked.

    Attributes:
        weights: how many arrays were copied.
        left_over: arrays of the target that had no partner, or did not fit.
        round_trip: the greatest difference once the file was read again and copied back.
        output_error: how far the two models' outputs lie apart on the same input.
    """

    file: str
    weights: int = 0
    left_over: list[str] = field(default_factory=list)
    reordered: list[str] = field(default_factory=list)
    round_trip: float = 0.0
    output_error: float = 0.0

    def row(self) -> dict[str, Any]:
        """As a record for JSON."""
        return asdict(self)


def transfer_pair(pair: Pair, output: str, reorder: bool, dtype: str) -> Transfer:
    """Copy the left's weights into the right model, save them, and read them back."""
    right = pair.sides[1]
    files = home(pair.right.framework).files
    if not output.endswith(files.SUFFIXES):
        raise Unusable(
            f"-o must end with {', '.join(files.SUFFIXES)} for {pair.right.framework}. "
            f"Received: {output}"
        )
    if not Path(output).resolve().parent.is_dir():
        raise Unusable(f"-o must be in an existing folder. Received: {output}")
    seen = find_inputs(pair)
    pairs = align.pairs(seen[0], seen[1], values=False)
    found = Transfer(output)
    found.left_over = transfer.copy(seen[0], seen[1], right, pairs)
    partners = {j for _, j in pairs}
    for j, layer in enumerate(seen[1].layers):
        if layer.weights and j not in partners:
            found.left_over.append(f"{layer.name} has no partner")
    if reorder:
        found.reordered = reorder_kernels(pair, seen, pairs)
    files.save(right.model, output, dtype)
    files.load(right.model, output)
    again = right.observe(pair.inputs, masks=masks)
    found.output_error = error(seen[0].output, again.output)
    for i, j in pairs:
        a, b = seen[0].layers[i], again.layers[j]
        for name, value in a.weights.items():
            if name in b.weights and b.weights[name].shape == value.shape:
                found.weights += 1
                if b.name not in found.reordered:
                    rounded = value.astype(dtype).astype(float)
                    found.round_trip = max(found.round_trip, error(rounded, b.weights[name]))
    return found


def reorder_kernels(pair: Pair, seen: list[Observation], pairs: list[tuple[int, int]]) -> list[str]:
    """Permute the rows of a dense kernel behind a Flatten that orders its numbers otherwise."""
    left, right = pair.sides
    changed = []
    for i, j in pairs:
        a, b = seen[0].layers[i], seen[1].layers[j]
        if a.kind != "flatten" or a.inputs[0].shape != b.inputs[0].shape:
            continue
        numbers = np.arange(a.inputs[0].size, dtype=float).reshape(a.inputs[0].shape)
        order = [side.replay(k, [numbers])[0][0] for side, k in ((left, i), (right, j))]
        if np.array_equal(*order):
            continue
        place = {int(n): row for row, n in enumerate(order[0])}
        rows = [place[int(n)] for n in order[1]]
        for di, dj in pairs:
            dense = seen[1].layers[dj]
            if dense.kind == "dense" and leads(seen[1].layers, j, dj):
                right.write(dj, "kernel", seen[0].layers[di].weights["kernel"][rows])
                changed.append(dense.name)
    return changed


def leads(layers: list[Layer], j: int, k: int) -> bool:
    """Whether step k gets step j's numbers, in their order."""
    source = layers[k].sources[0][0]
    while source > j and layers[source].kind in {"activation", "dropout", "identity"}:
        source = layers[source].sources[0][0]
    return source == j
