"""The user's file in a process of its own: with a time limit, and whatever it raises as theirs."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
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
    request = {"target": target, "like": like, **options}
    return Verdict(**answer("compare.validation.worker", request, seconds, "its process"))


def answer(worker: str, request: dict[str, Any], seconds: float, process: str) -> dict[str, Any]:
    """What the module `worker` writes to the request's `result` file.

    Raises Unusable, or Theirs, in which `process` says what ended without an answer.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "verdict.json"
        try:
            done = subprocess.run(
                [sys.executable, "-m", worker, json.dumps({**request, "result": str(result)})],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=seconds,
                env={**os.environ, "PYTHONPATH": paths(), "MPLBACKEND": "Agg"},
            )
        except subprocess.TimeoutExpired as error:
            raise Theirs(f"it has not ended after {seconds:g} seconds (time limit)") from error
        if not result.is_file():
            if os.environ.get("THREEFOLD_DEBUG"):
                sys.stderr.write(done.stderr)
            last = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
            raise Theirs(f"{process} ended with code {done.returncode}: {last}")
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    if "unusable" in found:
        raise Unusable(found["unusable"])
    if "theirs" in found:
        raise Theirs(found["theirs"])
    return found


def respond(request: dict[str, Any], answer_to: Callable[[dict[str, Any]], Any]) -> None:
    """In the worker: write the answer, with whatever the user's code prints kept away."""
    with contextlib.redirect_stdout(io.StringIO()):
        found = answer_to(request)
    Path(request["result"]).write_text(json.dumps(found, default=str), encoding="utf-8")


def paths() -> str:
    """PYTHONPATH with the folder in which this package lies."""
    here = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
