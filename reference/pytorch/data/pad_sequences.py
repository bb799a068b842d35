"""Padding in PyTorch: torch.nn.utils.rnn.pad_sequence, and torch.nn.functional.pad to maxlen."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence


def pad_sequences(
    sequences: Sequence[Sequence[float]],
    maxlen: int | None = None,
    padding: str = "pre",
    truncating: str = "pre",
    value: float = 0.0,
    dtype: str = "int32",
) -> Tensor:
    """An array (sequences, maxlen) with each sequence in a row."""
    maxlen = max(map(len, sequences)) if maxlen is None else maxlen
    kept = [s[-maxlen:] if truncating == "pre" else s[:maxlen] for s in sequences]
    padded = pad_sequence(
        [torch.tensor(s, dtype=getattr(torch, dtype)) for s in kept],
        batch_first=True,
        padding_value=value,
        padding_side="left" if padding == "pre" else "right",
    )
    missing = maxlen - padded.shape[1]
    sides = (missing, 0) if padding == "pre" else (0, missing)
    return functional.pad(padded, sides, value=value)
