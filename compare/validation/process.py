"""The user's file in a process of its own: with a time limit, and whatever it raises as theirs."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from compare.validation.subject import Theirs, Unusable
from compare.validation.verdict import Verdict

SECONDS = 60
"""The time limit of one validation, the user's own code included."""


def validate_file(
    target: str, like: str | None, seconds: float = SECONDS, **options: Any
) -> Verdict:
    """The verdict on FILE.py:OBJECT[,OBJECT]. Raises Unusable, or Theirs."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "verdict.json"
        request = {"target": target, "like": like, "result": str(result), **options}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "compare.validation.worker", json.dumps(request)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=seconds,
                env={**os.environ, "PYTHONPATH": paths(), "MPLBACKEND": "Agg"},
            )
        except subprocess.TimeoutExpired as error:
            raise Theirs(f"it has not ended after {seconds:g} seconds (time limit)") from error
        if not result.is_file():
            last = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
            raise Theirs(f"its process ended with code {done.returncode}: {last}")
        found = json.loads(result.read_text(encoding="utf-8"))
    if "unusable" in found:
        raise Unusable(found["unusable"])
    if "theirs" in found:
        raise Theirs(found["theirs"])
    return Verdict(**found)


def paths() -> str:
    """PYTHONPATH with the folder in which this package lies."""
    here = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
