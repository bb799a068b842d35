"""Doctor: is everything there that a run needs, and if not, how is that mended?"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import psutil

from compare import datasets
from compare.environment import ROOT, blas, installed, usable_cores
from compare.rooms import MODULES

OK, MISSING, BROKEN = "ok", "missing", "broken"
OLDEST_PYTHON = (3, 11)
LEAST_DISK_GIB = 1.0
LEAST_MEMORY_GIB = 2.0
IMPORT_SECONDS = 120.0
IMPORTED_AS = {
    "scikit-learn": "sklearn",
    # The frameworks are imported as a run imports them, each in its room.
    "torch": MODULES["pytorch"],
    "tensorflow": MODULES["keras"],
}
SETUP = "Run `make setup`, or `pip install -e .` in the project's folder."


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: its state is "ok", "missing" or "broken"."""

    name: str
    state: str
    detail: str
    mend: str = ""
    """What to do about it; "" where it is ok."""


def diagnose(
    data_dir: str | Path | None = None,
    output: str | Path = "reports",
    seconds: float = IMPORT_SECONDS,
) -> list[Check]:
    """Every check, in the order in which one would mend.

    Args:
        data_dir: a folder to look for data in before all others.
        output: the folder that reports are written to; it need not exist.
        seconds: how long the import of a library may take.
    """
    folder = Path(output)
    return [
        python(),
        *libraries(seconds),
        threads(),
        *data(None if data_dir is None else Path(data_dir)),
        writable(folder),
        disk(folder),
        memory(),
    ]


def python() -> Check:
    """The interpreter is new enough."""
    found = ".".join(map(str, sys.version_info[:3]))
    oldest = ".".join(map(str, OLDEST_PYTHON))
    if sys.version_info >= OLDEST_PYTHON:
        return Check("python", OK, found)
    return Check("python", BROKEN, f"{found} is too old", f"Install Python {oldest} or newer.")


def libraries(seconds: float) -> list[Check]:
    """Every library that the project requires is there and can be imported."""
    try:
        required = requires("threefold") or []
    except PackageNotFoundError:
        return [Check("threefold", MISSING, "not installed, so its needs are unknown", SETUP)]
    names = [re.split(r"[^\w.-]", line)[0] for line in required if "extra ==" not in line]
    with ThreadPoolExecutor(max_workers=usable_cores()) as workers:
        return list(workers.map(lambda name: library(name, seconds), names))


def library(name: str, seconds: float) -> Check:
    """One library is there and can be imported: tried in a process of its own.

    A library that crashes, or waits for ever, then stops nothing but that process.
    """
    version = installed(name)
    if version is None:
        return Check(name, MISSING, "not installed", SETUP)
    module = IMPORTED_AS.get(name, name.lower())
    reinstall = f"Run `pip install --force-reinstall {name}` in the project's environment."
    try:
        done = subprocess.run(
            [sys.executable, "-c", f"import {module}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Check(name, BROKEN, f"{version}, not imported within {seconds:g} s", reinstall)
    if done.returncode == 0:
        return Check(name, OK, version)
    said = done.stderr.strip().splitlines() or [f"ended with code {done.returncode}"]
    return Check(name, BROKEN, f"{version}, cannot be imported: {said[-1]}", reinstall)


def threads() -> Check:
    """How many threads NumPy's matrix products use."""
    detail = ", ".join(
        f"{one['internal_api']} {one['version']}: {one['num_threads']} threads" for one in blas()
    )
    return Check("blas", OK, f"{detail or 'not recognised'}, on {usable_cores()} usable cores")


def data(data_dir: Path | None) -> Iterator[Check]:
    """Every data set is found, and its files are what they should be; none is parsed here."""
    for name, make in datasets.EMBEDDED.items():
        try:
            found = make()
            yield Check(f"data: {name}", OK, f"{found.source}, {found.rows:,} rows")
        except datasets.DataMissing as error:
            yield Check(f"data: {name}", MISSING, str(error), SETUP)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it is a row
            yield Check(f"data: {name}", BROKEN, f"{type(error).__name__}: {error}", SETUP)
    for name, files in datasets.IN_FILES.items():
        yield in_files(name, files, data_dir)


def in_files(name: str, files: datasets.InFiles, data_dir: Path | None) -> Check:
    """The files of one data set."""
    name = f"data: {name}"
    try:
        found = files.find(data_dir)
    except datasets.DataMissing as error:
        return Check(name, MISSING, str(error), "Name a folder that exists.")
    except datasets.DataError as error:
        return Check(name, BROKEN, str(error), "Replace the file that is named.")
    if found is None:
        return Check(name, MISSING, "found nowhere", files.missing)
    return Check(name, OK, f"{found.source}, SHA-256 verified: {', '.join(found.sha256)}")


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    folder = folder.resolve()
    return next(path for path in (folder, *folder.parents) if path.exists())


def writable(folder: Path) -> Check:
    """Reports can be written: tried, since permissions do not tell all."""
    there = existing(folder)
    try:
        with tempfile.NamedTemporaryFile(dir=there):
            pass
    except OSError as error:
        detail = f"{there} cannot be written to: {error.strerror}"
        return Check("output folder", BROKEN, detail, "Name another with --output.")
    return Check("output folder", OK, os.fspath(folder))


def disk(folder: Path) -> Check:
    """There is room for reports."""
    free = shutil.disk_usage(existing(folder)).free / 2**30
    return enough("free disk", free, LEAST_DISK_GIB, "Make room, or name another --output.")


def memory() -> Check:
    """There is memory for three implementations side by side."""
    free = psutil.virtual_memory().available / 2**30
    return enough("free memory", free, LEAST_MEMORY_GIB, "Close other programs.")


def enough(name: str, free: float, least: float, mend: str) -> Check:
    """At least so many GiB are free."""
    if free >= least:
        return Check(name, OK, f"{free:.1f} GiB")
    return Check(name, BROKEN, f"{free:.1f} GiB where {least:g} GiB are needed", mend)
