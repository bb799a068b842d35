"""Finding a data set's files, and letting none through that is not what it should be.

A file is read once: the bytes that were verified are the bytes that are used.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from compare import rooms
from compare.datasets.dataset import DataError, DataMissing, Dataset

VARIABLE = "THREEFOLD_DATA"


@dataclass(frozen=True)
class Found:
    """Verified files: where they were, and their bytes and SHA-256 by name."""

    source: str
    contents: dict[str, bytes]
    sha256: dict[str, str]


@dataclass(frozen=True)
class InFiles:
    """A data set that lies in files: where from and how it is read."""

    folder: str
    """The name that its own folder has in a data folder."""
    alternatives: tuple[Mapping[str, str], ...]
    """Sets of files that serve alike, each file's name with its SHA-256."""
    read: Callable[[Found], Dataset]
    missing: str
    """How to get it."""
    fetch: Callable[[], Dataset] | None = None
    """The framework's own downloader."""
    subset: Callable[[], Dataset] | None = None
    """The real part of it that is always there."""

    def find(self, data_dir: Path | None) -> Found | None:
        """Its files, verified, or None where they are nowhere."""
        return find(self.alternatives, self.folder, data_dir)

    def load(self, data_dir: Path | None, download: bool) -> Dataset:
        """The data set. Raises DataMissing where it is nowhere, DataError where it is corrupt."""
        found = self.find(data_dir)
        if found:
            return self.read(found)
        if download and self.fetch:
            return self.fetch()
        if self.subset:
            return self.subset()
        raise DataMissing(
            f"{self.missing} The folder is the one given with --data-dir or in ${VARIABLE}."
        )


def find(
    alternatives: Iterable[Mapping[str, str]], folder: str, data_dir: Path | None
) -> Found | None:
    """The first complete set of files, or None where no place has any.

    Args:
        alternatives: sets of files that serve alike, each file's name with its SHA-256.
        folder: the name that the data set's own folder has in a data folder.
        data_dir: a data folder to look in before all others.

    Raises:
        DataError: where a file is corrupt, or a data folder has only some of a set's files.
    """
    for source, place in places(data_dir):
        lacking = ""
        for files in alternatives:
            paths = {name: locate(place, folder, name) for name in files}
            there = {name: path for name, path in paths.items() if path}
            if len(there) == len(files):
                contents = {name: verified(path, files[name]) for name, path in there.items()}
                return Found(source, contents, dict(files))
            if there and not lacking:
                absent = ", ".join(name for name in files if name not in there)
                lacking = f"{place} has {', '.join(there)}, but not {absent}."
        if lacking and place != keras_cache():
            raise DataError(f"Incomplete data: {lacking}")
    return None


def places(data_dir: Path | None) -> Iterator[tuple[str, Path]]:
    """Where to look, in order: what to call it, and the folder.

    Raises DataMissing where a folder that was named does not exist.
    """
    given = {"--data-dir": data_dir, f"${VARIABLE}": os.environ.get(VARIABLE)}
    for argument, value in given.items():
        if value:
            if not Path(value).is_dir():
                raise DataMissing(f"The folder of {argument} does not exist. Received: {value}")
            yield f"{argument.lstrip('$')} folder", Path(value)
    yield "Keras's cache", keras_cache()


def keras_cache() -> Path:
    """Where Keras keeps the data sets that it fetches."""
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras") / "datasets"


def locate(place: Path, folder: str, name: str) -> Path | None:
    """The file in the data set's own folder or right in `place`, or None."""
    return next((path for path in (place / folder / name, place / name) if path.is_file()), None)


def verified(path: Path, sha256: str) -> bytes:
    """The file's bytes. Raises DataError where they cannot be read or are not the expected ones."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise DataError(
            f"{path} is corrupt or not the file meant: SHA-256 {sha256} was expected, {found} "
            f"was found ({len(content)} bytes). Replace it; nothing of it was used."
        )
    return content


def downloader(name: str) -> ModuleType:
    """The Keras room's downloads. Raises DataMissing where Keras is absent."""
    absent = rooms.load("keras")
    if isinstance(absent, str):
        raise DataMissing(f"{name} cannot be downloaded: Keras is needed, and is {absent}.")
    return import_module("reference.keras.datasets")


def not_downloaded(name: str, error: Exception) -> DataMissing:
    """What to raise where a framework's downloader failed."""
    return DataMissing(f"{name} could not be downloaded: {type(error).__name__}: {error}")
