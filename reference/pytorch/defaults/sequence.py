"""Recurrent layers, attention and embeddings."""

import numpy as np
import torch

from reference.measured import Measured, measured, normal
from reference.pytorch.defaults import assigned, run, tensor

KERNEL, RECURRENT, BIAS = 0.5 * normal(4, 18), 0.5 * normal(6, 18), 0.5 * normal(2, 18)
"""A GRU's weights as Keras has them: gates z, r, h along the last axis."""


def recurrent(layer: torch.nn.RNNBase, order: tuple[int, ...]) -> torch.nn.RNNBase:
    """The layer with the shared weights, their gates in this order."""
    H = layer.hidden_size

    def gates(w: np.ndarray) -> np.ndarray:
        return np.concatenate([w[..., g * H : (g + 1) * H] for g in order], -1)

    return assigned(
        layer,
        weight_ih_l0=gates(KERNEL[: layer.input_size]).T,
        weight_hh_l0=gates(RECURRENT).T,
        bias_ih_l0=gates(BIAS[0]),
        bias_hh_l0=gates(BIAS[1]),
    )


def gru_gates() -> Measured:
    """The order of a GRU's gates along a weight: which block the update gate is."""
    x = tensor(normal(2, 5, 4))
    layer = torch.nn.GRU(4, 6, batch_first=True)
    as_it_lies = recurrent(layer, (0, 1, 2))(x)[1][0]
    swapped = recurrent(layer, (1, 0, 2))(x)[1][0]
    with torch.no_grad():
        layer.bias_ih_l0[6:12] = 50.0  # keeps the state at 0 if these are the update gates
    keeps = layer(x)[1].abs().max() < 1e-9
    return measured("r, z, n" if keeps else "z, r, n", as_it_lies, swapped)


def gru_reset() -> Measured:
    """Whether the reset gate is applied after the product with the recurrent kernel."""
    x = tensor(normal(2, 5, 4))
    y = recurrent(torch.nn.GRU(4, 6, batch_first=True), (1, 0, 2))(x)[1][0]
    return measured("after, always", y)


def recurrent_biases() -> Measured:
    """How many weights an LSTM from 4 to 4 has."""
    layer = torch.nn.LSTM(4, 4)
    count = sum(w.numel() for w in layer.parameters())
    one = sum(w.numel() for name, w in layer.named_parameters() if name != "bias_hh_l0")
    return measured(count, count, one)


def recurrent_output() -> Measured:
    """What a recurrent layer returns of 5 steps."""
    y, _ = torch.nn.LSTM(4, 6, batch_first=True)(torch.zeros(2, 5, 4))
    return measured("every step", list(y.shape), list(y[:, -1].shape))


def recurrent_axes() -> Measured:
    """What the first axis of the input is, seen from a square of 4 by 4."""
    x = tensor(normal(4, 4, 4))
    y, _ = recurrent(torch.nn.GRU(4, 6), (1, 0, 2))(x)
    aligned, _ = recurrent(torch.nn.GRU(4, 6, batch_first=True), (1, 0, 2))(x)
    return measured("batch" if torch.equal(y, aligned) else "time", y, aligned)


def bidirectional_last() -> Measured:
    """What the last step of the backward direction is."""
    x = tensor(normal(2, 5, 4))
    layer = torch.nn.GRU(4, 6, batch_first=True, bidirectional=True)
    recurrent(layer, (1, 0, 2))
    with torch.no_grad():
        for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"):
            getattr(layer, f"{name}_reverse").copy_(getattr(layer, name))
    y, h = layer(x)
    last = y[:, -1]
    first_step = torch.equal(last[:, 6:], h[1])
    word = "after all steps" if first_step else "after one step"
    return measured(word, last, torch.cat((h[0], h[1]), dim=1))


def lstm_dropout() -> Measured:
    """What dropout= of one recurrent layer drops: how far two calls in training mode differ."""
    x = torch.ones(2, 5, 4)
    torch.manual_seed(0)
    layer = torch.nn.LSTM(4, 6, num_layers=1, batch_first=True).train()
    layer.dropout = 0.5  # as an argument it warns that there is nothing to drop
    difference = (layer(x)[0] - layer(x)[0]).abs().max()
    word = "outputs between layers" if difference == 0 else "inputs"
    aligned = (layer(torch.nn.functional.dropout(x))[0] - layer(x)[0]).abs().max() > 0
    return measured(word, [0.0], [float(aligned)])


def embedding_padding_row() -> Measured:
    """What the row of the padding index is at first."""
    torch.manual_seed(0)
    row = torch.nn.Embedding(5, 3, padding_idx=0).weight[0]
    aligned = torch.nn.Embedding(5, 3).weight[0]
    drawn = [float(bool(w.any())) for w in (row, aligned)]
    return measured("drawn" if drawn[0] else "zero", drawn[0], drawn[1])


def embedding_padding_gradient() -> Measured:
    """The gradient of the row of the padding index."""
    ids = torch.tensor([[0, 1, 2]])

    def gradient(layer: torch.nn.Embedding) -> torch.Tensor:
        (found,) = torch.autograd.grad(layer(ids).sum(), layer.weight)
        return found[0]

    row = gradient(torch.nn.Embedding(5, 3, padding_idx=0))
    aligned = gradient(torch.nn.Embedding(5, 3))
    return measured("taken" if row.any() else "zero", row, aligned)


def masked_mean() -> Measured:
    """What the mean over time divides by where words are padding."""
    x, keep = tensor(normal(2, 5, 3)), tensor([[1, 1, 1, 0, 0], [1, 1, 1, 1, 0]])
    aligned = (x * keep[..., None]).sum(1) / keep.sum(1, keepdim=True)
    return measured("all steps", x.mean(dim=1), aligned)


def attention(**arguments: bool) -> torch.nn.MultiheadAttention:
    """Two heads on a width of 8 with the shared weights."""
    layer = torch.nn.MultiheadAttention(8, 2, **arguments)
    weights = {"in_proj_weight": normal(3, 8, 8).reshape(24, 8), "in_proj_bias": np.zeros(24)}
    assigned(layer, **weights)
    assigned(layer.out_proj, weight=normal(8, 8), bias=np.zeros(8))
    return layer


def attention_axes() -> Measured:
    """What the first axis of the input is, seen from a square of 4 by 4."""
    x = tensor(normal(4, 4, 8))
    y, aligned = attention()(x, x, x)[0], attention(batch_first=True)(x, x, x)[0]
    return measured("batch" if torch.equal(y, aligned) else "time", y, aligned)


def attention_mask() -> Measured:
    """What True means in a mask of attention."""
    x = tensor(normal(2, 4, 8))
    mask = torch.eye(4, dtype=torch.bool)
    layer = attention(batch_first=True)
    y = layer(x, x, x, attn_mask=mask)[0]
    attend = layer(x, x, x, attn_mask=~mask)[0]
    alone = layer(x[:, -1:], x[:, -1:], x[:, -1:])[0]
    word = "take part" if torch.allclose(y[:, -1:], alone) else "leave out"
    return measured(word, y, attend)


def attention_width() -> Measured:
    """How many weights attention of width 8 with 2 heads has."""
    layer = torch.nn.MultiheadAttention(8, 2)
    return measured(sum(w.numel() for w in layer.parameters()), 288.0)


def attention_result() -> Measured:
    """What attention returns."""
    x = tensor(normal(2, 4, 8))
    found = attention(batch_first=True)(x, x, x)
    word = "output and weights" if isinstance(found, tuple) else "output"
    return measured(word, [len(found)], [1])


def embedding_out_of_range() -> Measured:
    """What an index beyond the table gives."""
    try:
        y = run(torch.nn.Embedding(5, 3), torch.tensor([7]))
    except IndexError as error:
        return measured(type(error).__name__)
    return measured("other" if y.any() else "zeros")
