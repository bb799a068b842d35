"""What the matrix products of a step would take at the rate of a large one.

A measure of how much of a step is not multiplying, and no bound: OpenBLAS takes small matrices,
and `scratch.fused.products` thus large ones, up to a seventh faster than this large one.
"""

import time
from functools import cache
from math import prod

import numpy as np

from compare import scratch_room
from compare.workload import Spec

SIDE = 1024
TIMES = 12
GATES = {"lstm": 4, "gru": 3, "simple_rnn": 1}


@cache
def peak(dtype: str = "float32", side: int = SIDE, times: int = TIMES) -> float:
    """Floating-point operations a second of the product of two square matrices, at its best."""
    rng = np.random.default_rng(0)
    a, b = (rng.standard_normal((side, side)).astype(dtype) for _ in range(2))
    out = np.empty_like(a)
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        np.matmul(a, b, out=out)
        best = min(best, time.perf_counter() - began)
    return 2 * side**3 / best


def work(spec: Spec, samples: int) -> int:
    """Floating-point operations in the matrix products of one training step.

    Each layer has three of one size: the output, the gradient of its kernel, and that of its
    input. The last is left out in the first layer that has a kernel, unless a layer with
    parameters of its own lies before it and needs it.

    >>> from compare import workloads
    >>> work(workloads.get("xor").spec, 4) == 2 * 4 * (2 * 2 * 4 + 3 * 4 * 1)
    True
    """
    network = scratch_room.network_of(spec)
    network.build((None, *spec.input_shape), rng=0)
    shape: tuple[int | None, ...] = (samples, *spec.input_shape)
    total, learns_before = 0, False
    for part, layer in zip(spec.layers, network.layers, strict=True):
        output = layer.output_shape(shape)
        size = 2 * products(part.name, layer, shape, output)
        total += size * (3 if learns_before else 2)
        learns_before = learns_before or bool(layer.params)
        shape = output
    return total


def products(name: str, layer: object, shape: tuple, output: tuple) -> int:
    """Multiplications in the forward pass of a layer; 0 where it has no kernel."""
    params = getattr(layer, "params", {})
    if name == "dense":
        return prod(shape[:-1]) * params["kernel"].size
    if name == "conv2d":
        return prod(output[:-1]) * params["kernel"].size
    if name in GATES:
        return prod(shape[:2]) * (params["kernel"].size + params["recurrent_kernel"].size)
    return 0
