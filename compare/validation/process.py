"""The user's file in a process of its own, limited in time and memory; what it raises is theirs."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from compare.validation.subject import Theirs, Unusable
from compare.validation.verdict import Verdict

SECONDS = 60
"""The time limit of one validation, the user's own code included."""
MEMORY = 0.8
"""The share that it may take of the memory that is free when it starts."""
POLL = 0.25
"""Seconds between two looks at the limits."""


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
        result, errors = Path(folder) / "verdict.json", Path(folder) / "errors"
        with errors.open("wb") as stderr:
            started = psutil.Popen(
                [sys.executable, "-m", worker, json.dumps({**request, "result": str(result)})],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                env={**os.environ, "PYTHONPATH": paths(), "MPLBACKEND": "Agg"},
            )
            code = ended(started, seconds, MEMORY * psutil.virtual_memory().available)
        if not result.is_file():
            said = errors.read_text(encoding="utf-8", errors="replace")
            if os.environ.get("THREEFOLD_DEBUG"):
                sys.stderr.write(said)
            last = (said.strip().splitlines() or ["it ended without a word"])[-1]
            raise Theirs(f"{process} ended with code {code}: {last}")
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    if "unusable" in found:
        raise Unusable(found["unusable"])
    if "theirs" in found:
        raise Theirs(found["theirs"])
    return found


def ended(process: psutil.Popen, seconds: float, most: float) -> int:
    """The exit code, once it has ended. It and its children are killed where they go too far.

    Raises Theirs after `seconds` of wall time, or where all of them hold more than `most` bytes.
    """
    over = time.monotonic() + seconds
    try:
        while True:
            with contextlib.suppress(psutil.TimeoutExpired):
                return int(process.wait(timeout=POLL))
            if time.monotonic() > over:
                raise Theirs(f"it has not ended after {seconds:g} seconds (time limit)")
            if (held := sum(memory(p) for p in family(process))) > most:
                raise Theirs(f"it held {held / 2**20:,.0f} MB (memory limit)")
    finally:
        for member in family(process):
            with contextlib.suppress(psutil.Error):
                member.kill()
        process.wait()


def family(process: psutil.Process) -> list[psutil.Process]:
    """The process and all that it has started, while it is there."""
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def memory(process: psutil.Process) -> int:
    """The bytes that it holds; 0 once it is gone."""
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def respond(request: dict[str, Any], answer_to: Callable[[dict[str, Any]], Any]) -> None:
    """In the worker: write the answer, with whatever the user's code prints kept away."""
    with contextlib.redirect_stdout(io.StringIO()):
        found = answer_to(request)
    Path(request["result"]).write_text(json.dumps(found, default=str), encoding="utf-8")


def paths() -> str:
    """PYTHONPATH with the folder in which this package lies."""
    here = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
