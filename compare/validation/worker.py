"""What runs in the user's process: loads the file, judges, writes the verdict as JSON."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from compare.validation.process import respond


def main(request: dict[str, Any]) -> None:
    """Judge what the request names; the answer goes to its `result` file."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    respond(request, answer_to)


def answer_to(request: dict[str, Any]) -> dict[str, Any]:
    """The verdict as a record, or what went wrong and whose it is."""
    from compare.validation.engine import concept_for, judge
    from compare.validation.load import find, load_module, split_target
    from compare.validation.subject import Theirs, Unusable

    try:
        path, names = split_target(request["target"])
        if request["like"]:
            concept_for(request["like"], [])
        module = load_module(path)
        if not names:
            names = only_object(module, path)
        objects = [find(module, name) for name in names]
        make = maker(request.get("make"), module)
        options = {k: request.get(k) or {} for k in ("params", "grads")}
        return judge(objects, request["like"], module, make=make, **options).row()
    except Unusable as error:
        return {"unusable": str(error)}
    except Theirs as error:
        return {"theirs": str(error)}


def maker(expression: str | None, module: Any) -> Any:
    """A function that evaluates the user's expression in the user's module."""
    if not expression:
        return None
    return lambda: eval(expression, vars(module))  # noqa: S307 - their own code, in their process


def only_object(module: Any, path: Path) -> list[str]:
    """The one class or function that the file defines."""
    from compare.validation.subject import Unusable

    own = [
        k
        for k, v in vars(module).items()
        if getattr(v, "__module__", "") == module.__name__ and callable(v) and not k.startswith("_")
    ]
    if len(own) == 1:
        return own
    raise Unusable(
        f"Which object? Give FILE.py:OBJECT; the file has {', '.join(own) or 'none'}. "
        f"Received: {path}"
    )


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
