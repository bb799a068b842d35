"""Weights in a file, in the safetensors format: a JSON header, then the raw numbers.

Layout (little endian): 8 bytes with the header's length; the header, JSON of
name -> {"dtype", "shape", "data_offsets"}; the arrays' bytes one after another. Unlike pickle,
reading such a file runs nothing.

Source: the safetensors format, https://github.com/huggingface/safetensors
"""

import json
import os
from pathlib import Path

import numpy as np

from scratch.validation import reject

DTYPES = {"F64": "<f8", "F32": "<f4", "I64": "<i8", "I32": "<i4", "U8": "|u1", "BOOL": "|b1"}
NAMES = {np.dtype(code): name for name, code in DTYPES.items()}


def save(path, arrays):
    """Write `arrays`, name -> array, to `path`; the file appears whole or not at all.

    Raises TypeError for an array of a dtype that the format here does not take.
    """
    header, chunks, offset = {}, [], 0
    for name, array in arrays.items():
        array = np.asarray(array)
        kind = NAMES.get(array.dtype.newbyteorder("<"))
        if kind is None:
            reject(
                f"arrays[{name!r}]",
                f"of one of the dtypes {', '.join(DTYPES)}",
                array.dtype,
                TypeError,
            )
        data = np.ascontiguousarray(array, DTYPES[kind]).tobytes()
        header[name] = {
            "dtype": kind,
            "shape": list(array.shape),
            "data_offsets": [offset, offset + len(data)],
        }
        chunks.append(data)
        offset += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    partial = Path(f"{path}.partial-{os.getpid()}")
    try:
        partial.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(chunks))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def load(path):
    """The arrays in the file at `path`, name -> array.

    Raises FileNotFoundError where there is no file, ValueError where it is not whole.
    """
    data = Path(path).read_bytes()
    try:
        length = int.from_bytes(data[:8], "little")
        if len(data) < 8 or length > len(data) - 8:
            raise ValueError("the header is cut off")
        header = json.loads(data[8 : 8 + length])
        body = data[8 + length :]
        entries = {name: entry for name, entry in header.items() if name != "__metadata__"}
        return {name: read_array(entry, body) for name, entry in entries.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"`path` must be a whole safetensors file. Received: {path} ({error})"
        ) from error


def read_array(entry, body):
    """One array of the file, after checking that its bytes are there."""
    begin, end = entry["data_offsets"]
    dtype, shape = np.dtype(DTYPES[entry["dtype"]]), tuple(entry["shape"])
    size = dtype.itemsize
    for n in shape:
        size *= n
    if not 0 <= begin <= end <= len(body) or end - begin != size:
        raise ValueError(f"bytes {begin} to {end} do not hold an array of shape {shape}")
    return np.frombuffer(body[begin:end], dtype).reshape(shape).copy()
