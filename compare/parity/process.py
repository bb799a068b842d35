"""Both files in a process of their own: with a time limit, and in float64 throughout."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from compare.validation.process import paths
from compare.validation.subject import Theirs, Unusable

SECONDS = 300


def answer(request: dict[str, Any], seconds: float = SECONDS) -> dict[str, Any]:
    """What the worker found. Raises Unusable, or Theirs."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "verdict.json"
        try:
            done = subprocess.run(
                [sys.executable, "-m", "compare.parity.worker",
                 json.dumps({**request, "result": str(result)})],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=seconds,
                env={**os.environ, "PYTHONPATH": paths(), "MPLBACKEND": "Agg"},
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise Theirs(f"it has not ended after {seconds:g} seconds (time limit)") from error
        if not result.is_file():
            if os.environ.get("THREEFOLD_DEBUG"):
                sys.stderr.write(done.stderr)
            last = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
            raise Theirs(f"the comparison ended with code {done.returncode}: {last}")
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    if "unusable" in found:
        raise Unusable(found["unusable"])
    return found
