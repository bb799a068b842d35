"""What will differ between the models of two files: `python -m compare.defaults.targets A B`.

The files are loaded in a process of their own, as `threefold diff` does; nothing is run.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from importlib import import_module
from typing import Any

from compare.defaults.static import Difference, Part, models
from compare.validation.process import paths
from compare.validation.subject import Theirs, Unusable

SECONDS = 300


def parts(target: str) -> list[Part]:
    """The layers of the model that `target` names, and its optimizer where it has one."""
    from compare.parity.load import load

    loaded = load(target)
    if loaded.framework == "scratch":
        raise Unusable(f"--static takes PyTorch and Keras models. Received: {target}")
    configuration = import_module(f"reference.{loaded.framework}.configuration")
    found = configuration.parts(loaded.model)
    make = getattr(loaded.module, "optimizer", None)
    optimizer = make(loaded.model) if make else getattr(loaded.model, "optimizer", None)
    if optimizer is not None:
        found.append(configuration.optimizer_part(optimizer))
    return [Part(loaded.framework, kind, values, name) for name, kind, values in found]


def flat(difference: Difference) -> dict[str, Any]:
    """The record of --json."""
    return {
        "left_layer": difference.where[0],
        "right_layer": difference.where[1],
        "what": difference.what,
        "left": difference.left,
        "right": difference.right,
        "configured": difference.configured,
        "fix": " or ".join(difference.fix.values()),
        "row": difference.row.name if difference.row else "",
        "link": difference.row.url if difference.row else "",
    }


def differences(left: str, right: str, seconds: float = SECONDS) -> list[dict[str, Any]]:
    """What will differ, as records. Raises Unusable, or Theirs."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "compare.defaults.targets", left, right],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": paths()},
        )
    except subprocess.TimeoutExpired as error:
        raise Theirs(f"it has not ended after {seconds:g} seconds (time limit)") from error
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        raise Theirs(last)
    found: Any = json.loads(done.stdout)
    if isinstance(found, str):
        raise Unusable(found)
    return list(found)


def main(left: str, right: str) -> None:
    """Print the records as JSON, or why a target cannot be used."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    found: Any
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            found = [flat(one) for one in models(parts(left), parts(right))]
        except (Unusable, Theirs) as error:
            found = str(error)
    sys.stdout.write(json.dumps(found, default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
