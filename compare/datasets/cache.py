"""Arrays that took long to make, kept in the user's cache folder, and verified when read."""

import hashlib
import io
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
import platformdirs

from compare.files import write_bytes


def path(name: str) -> Path:
    """Where the arrays called `name` are kept."""
    return Path(platformdirs.user_cache_dir("threefold", appauthor=False)) / f"{name}.npz"


def read(name: str) -> dict[str, np.ndarray] | None:
    """The arrays called `name`, or None where they are not there or are damaged."""
    try:
        content = path(name).read_bytes()
        expected = checksum(path(name)).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None
    if hashlib.sha256(content).hexdigest() != expected:
        return None
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        return dict(archive)


def write(name: str, arrays: Mapping[str, np.ndarray]) -> None:
    """Keep the arrays. A cache that cannot be written only costs time, so it raises nothing."""
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    content = buffer.getvalue()
    with suppress(OSError):
        path(name).parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path(name), content)
        write_bytes(checksum(path(name)), hashlib.sha256(content).hexdigest().encode())


def checksum(kept: Path) -> Path:
    """Where the SHA-256 of a kept file is."""
    return kept.with_suffix(".sha256")
