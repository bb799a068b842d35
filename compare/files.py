"""Files that are written whole or not at all."""

import json
import math
import os
from pathlib import Path
from typing import Any
from uuid import uuid4


def write_json(path: str | Path, content: Any) -> None:
    """Write `content` to `path`, whole or not at all; null where a number is not finite."""
    write_text(path, json.dumps(finite(content), indent=1, allow_nan=False))


def write_text(path: str | Path, text: str) -> None:
    """Write `text` to `path` in UTF-8, whole or not at all."""
    write_bytes(path, text.encode())


def write_bytes(path: str | Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all, even where the machine stops half-way."""
    path = Path(path)
    partial = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def finite(value: Any) -> Any:
    """The same with None for NaN and infinity, which JSON lacks, and plain numbers for NumPy's."""
    if isinstance(value, dict):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    if hasattr(value, "tolist"):
        return finite(value.tolist())
    return None if isinstance(value, float) and not math.isfinite(value) else value
