"""The user's file: read in the process that runs it, which has a time limit and nothing to lose."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from compare.validation.subject import Theirs, Unusable


def split_target(target: str) -> tuple[Path, list[str]]:
    """FILE.py:A,B as the path and the names."""
    file, colon, objects = target.rpartition(":")
    if not colon or file.endswith("\\") or not objects:
        file, objects = target, ""
    path = Path(file)
    if not path.is_file():
        raise Unusable(f"FILE.py must be a file that can be read. Received: {file}")
    return path, [name.strip() for name in objects.split(",") if name.strip()]


def load_module(path: Path) -> ModuleType:
    """Import a file under a name of its own. Whatever it raises becomes a Theirs."""
    try:
        path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"The file cannot be read: {error}. Received: {path}") from error
    sys.path.insert(0, str(path.resolve().parent))
    spec = spec_from_file_location(f"theirs_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise Unusable(f"FILE.py must be a Python file. Received: {path}")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise Theirs(f"importing {path.name} raises {type(error).__name__}: {error}") from error
    return module


def find(module: ModuleType, name: str) -> Any:
    """The object called `name`, with dots for what lies inside others."""
    found: Any = module
    for part in name.split("."):
        if not hasattr(found, part):
            there = [k for k, v in vars(module).items() if callable(v) and not k.startswith("_")]
            raise Unusable(
                f"The file has no object of this name; it has {', '.join(there)}. Received: {name}"
            )
        found = getattr(found, part)
    return found
