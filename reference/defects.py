"""Runs scripts that show defects: `python -m reference.defects keras sparsemax ...`.

They run one after another in this process, which loads the framework once; each also runs on its
own. What each observed is printed as JSON in the last line.
"""

import io
import json
import runpy
import sys
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path

FOUND = "observed: "


def observe(script: Path) -> str:
    """What a script prints after "observed: ", or the exception that it ends with."""
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):
            runpy.run_path(str(script), run_name="__main__")
    except Exception as error:  # noqa: BLE001 - what it ends with is what is asked for
        return f"raises {type(error).__name__}"
    lines = printed.getvalue().splitlines()
    return next((line.removeprefix(FOUND) for line in lines if line.startswith(FOUND)), "nothing")


if __name__ == "__main__":
    framework, *names = sys.argv[1:]
    import_module(f"reference.{framework}")  # quietly, and on the CPU
    folder = Path(__file__).parent / framework / "defects"
    seen = {name: observe(folder / f"{name}.py") for name in names}
    sys.stdout.write(f"{json.dumps(seen)}\n")
