"""Finished units of work, kept on disk so that a run that was stopped can go on where it was."""

import hashlib
import json
import shutil
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from compare.files import write_json

PACKAGES = ("scratch", "reference", "compare")
LIBRARIES = ("numpy", "torch", "tensorflow", "keras", "scikit-learn", "scipy")


@cache
def code_version() -> str:
    """A digest of this project's own code and of its libraries' versions."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for file in sorted(file for p in PACKAGES for file in (root / p).rglob("*.py")):
        digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes() + b"\0")
    for library in LIBRARIES:
        try:
            digest.update(f"{library}=={version(library)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{library} absent\n".encode())
    return digest.hexdigest()


class Store:
    """A folder with a JSON file for each finished unit.

    A unit is known by what it is to do (its repr) and by the version of the code that did it, so
    that nothing is ever reused after a change.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def file(self, unit: Any) -> Path:
        """Where the unit's result is kept."""
        key = hashlib.sha256(f"{unit!r}\n{code_version()}".encode()).hexdigest()
        return self.folder / f"{key}.json"

    def get(self, unit: Any) -> Any:
        """The kept result. Raises KeyError where there is none, or none that can be read."""
        try:
            return json.loads(self.file(unit).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise KeyError(unit) from error

    def put(self, unit: Any, result: Any) -> None:
        """Keep the result, whole or not at all."""
        write_json(self.file(unit), result)

    def clear(self) -> None:
        """Forget everything."""
        self.remove()
        self.folder.mkdir(parents=True)

    def remove(self) -> None:
        """Forget everything, and leave no folder behind."""
        shutil.rmtree(self.folder, ignore_errors=True)
