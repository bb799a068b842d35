"""Measures what the installed frameworks do by default: `python -m reference.defaults keras`.

A measure is a function in `reference/<framework>/defaults`, of the same name in both. All of a
framework's run one after another in this process; what they found is printed as JSON in the last
line, or the exception that one ended with.
"""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from reference.measured import Measured


def measures(framework: str) -> dict[str, Any]:
    """Name -> measure, of all that `framework` has."""
    package = import_module(f"reference.{framework}.defaults")
    modules = [
        import_module(f"{package.__name__}.{m.name}") for m in iter_modules(package.__path__)
    ]
    return {
        name: found
        for module in modules
        for name, found in vars(module).items()
        if getattr(found, "__module__", "") == module.__name__
        and found.__annotations__.get("return") is Measured
    }


def measure(function: Any) -> dict[str, Any]:
    """What a measure returns, or {"raises": ...}."""
    try:
        return asdict(function())
    except Exception as error:  # noqa: BLE001 - a version may raise anything
        return {"raises": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    framework, *names = sys.argv[1:]
    known = measures(framework)
    with import_module(f"reference.{framework}.defaults").surroundings():
        found = {name: measure(known[name]) for name in names or known}
    sys.stdout.write(f"{json.dumps(found)}\n")
