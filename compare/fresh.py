"""A module of `reference` run in a fresh process, which loads one framework once."""

import json
import subprocess
import sys
from typing import Any

SECONDS = 300
"""Longer than all that a framework is asked at a time takes."""


def run_fresh(module: str, framework: str, names: list[str], what: str) -> dict[str, Any]:
    """Name -> what `python -m module framework names...` prints of it, as JSON in its last line.

    Raises RuntimeError, in which `what` says what could not be run.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, framework, *names],
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise RuntimeError(f"The {what} of {framework} could not be run: {said[-1]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
