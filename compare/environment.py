"""Environment: what a run ran on, for every report. No framework is imported."""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy  # noqa: F401 - brings its BLAS along, which is then seen
import psutil
from threadpoolctl import threadpool_info

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = (
    "threefold",
    "numpy",
    "torch",
    "tensorflow",
    "keras",
    "pandas",
    "scikit-learn",
    "scipy",
    "mlxtend",
)
THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "TF_NUM_INTRAOP_THREADS",
    "TF_NUM_INTEROP_THREADS",
    "TF_ENABLE_ONEDNN_OPTS",
)
GIT_SECONDS = 10


def environment() -> dict[str, Any]:
    """Versions, BLAS, processor, memory, threads, revision and date; all of it fits into JSON."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "versions": {name: installed(name) for name in LIBRARIES},
        "blas": blas(),
        "os": platform.platform(),
        "cpu": cpu(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "threads": {name: os.environ.get(name) for name in THREAD_VARIABLES},
        "git": git(),
    }


def installed(name: str) -> str | None:
    """The version of an installed library, or None."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def blas() -> list[dict[str, Any]]:
    """The BLAS libraries that this process has loaded: NumPy's, and SciPy's where it is in use."""
    keys = ("internal_api", "version", "num_threads", "threading_layer", "architecture")
    return [
        {key: library.get(key) for key in keys}
        for library in threadpool_info()
        if library["user_api"] == "blas"
    ]


def cpu() -> dict[str, Any]:
    """The processor's name, its cores, and how many of them this process may use."""
    return {
        "model": cpu_model(),
        "architecture": platform.machine(),
        "physical_cores": psutil.cpu_count(logical=False),
        "logical_cores": psutil.cpu_count(),
        "usable_cores": usable_cores(),
    }


def usable_cores() -> int | None:
    """How many cores this process may run on, where the system says so."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def cpu_model() -> str:
    """The processor's name, as the system gives it."""
    if sys.platform == "linux":
        try:
            lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        except OSError:
            lines = []
        for line in lines:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    if sys.platform == "darwin":
        return command("sysctl", "-n", "machdep.cpu.brand_string") or platform.processor()
    return platform.processor() or platform.machine()


def git() -> dict[str, Any] | None:
    """The revision of this source tree and whether files differ from it; None outside of git."""
    # An installed copy may lie within somebody else's repository, which is not meant.
    if not (ROOT / ".git").exists():
        return None
    revision = command("git", "-C", str(ROOT), "rev-parse", "HEAD")
    if revision is None:
        return None
    changes = command("git", "-C", str(ROOT), "status", "--porcelain")
    return {"revision": revision, "changed": None if changes is None else bool(changes)}


def command(*words: str) -> str | None:
    """What a command prints, or None where it is absent, fails or takes too long."""
    try:
        done = subprocess.run(
            words, capture_output=True, text=True, timeout=GIT_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
