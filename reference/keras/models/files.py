"""Models and weights of Keras in files: .keras, .weights.h5 and .safetensors."""

import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import keras
import numpy as np
from safetensors.numpy import load_file as load_arrays
from safetensors.numpy import save_file as save_arrays

from reference.observed import Unobservable

SUFFIXES = (".keras", ".weights.h5", ".safetensors")


def save(model: Any, path: str, dtype: str) -> None:
    """Write the weights, or with .keras the model; floats as `dtype`."""
    if path.endswith(".safetensors"):
        save_arrays(
            {f"{k}/{v.path}": as_dtype(v.numpy(), dtype) for k, v in enumerate(model.weights)}, path
        )
    elif path.endswith(".weights.h5"):
        model.save_weights(path)
    elif path.endswith(".keras"):
        model.save(path)
        in_dtype(path, path, dtype)
    else:
        raise Unobservable(f"Keras weights go into {', '.join(SUFFIXES)}. Received: {path}")


def as_dtype(value: np.ndarray, dtype: str) -> np.ndarray:
    """Floats as `dtype`; the rest as it is."""
    return np.ascontiguousarray(value.astype(dtype) if value.dtype.kind == "f" else value)


def load(model: Any, path: str) -> None:
    """Read weights into the model."""
    try:
        if path.endswith(".safetensors"):
            arrays = load_arrays(path)
            for name in sorted(arrays, key=lambda n: int(n.split("/")[0])):
                model.weights[int(name.split("/")[0])].assign(arrays[name])
        elif path.endswith(".keras"):
            model.set_weights(model_from(path).get_weights())
        else:
            model.load_weights(path)
    except Exception as error:
        line = " ".join(str(error).split())[:300]
        raise Unobservable(f"the weights cannot be read: {line} Received: {path}") from error


def model_from(path: str) -> Any:
    """A saved model, its layers computing in float64."""
    if not Path(path).is_file():
        raise Unobservable(f"FILE.keras must be a file that can be read. Received: {path}")
    with tempfile.TemporaryDirectory() as folder:
        copy = str(Path(folder) / "model.keras")
        try:
            in_dtype(path, copy, "float64")
            return keras.saving.load_model(copy)
        except Exception as error:
            line = " ".join(str(error).split())[:300]
            raise Unobservable(f"the model cannot be read: {line} Received: {path}") from error


def in_dtype(path: str, target: str, dtype: str) -> None:
    """A copy of a .keras file whose layers have another dtype policy."""
    other = {"float64": b'"float32"', "float32": b'"float64"'}[dtype]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.keras"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
            for item in old.namelist():
                content = old.read(item)
                if item == "config.json":
                    content = content.replace(other, f'"{dtype}"'.encode())
                new.writestr(item, content)
        shutil.copy(copy, target)
