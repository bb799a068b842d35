"""A report of a few seconds, for tests to stop, kill and share out.

As a program, `small_report.py OUTPUT LOG [ADDRESS]` goes on with it where it was, on the cluster
if one is named, and notes every unit in LOG once its result is kept.
"""

import sys
from dataclasses import replace
from pathlib import Path

from compare import reporting, workloads
from compare.engine import Means
from compare.runner import check_units
from compare.store import Store

CONCEPTS = ("relu", "dense", "softmax", "mean_squared_error", "sgd", "gru", "flatten", "l2")


def set_up(patch, concepts=CONCEPTS, only=("diabetes", "xor"), seeds=2):
    """Let `make_report` make a small one; `patch` sets an attribute of a module."""
    left_out = tuple(name for name in workloads.workloads() if name not in only)
    small = replace(reporting.PROFILES["quick"], timed=(), seeds=seeds, left_out=left_out)
    patch(reporting, "PROFILES", {"quick": small})
    patch(reporting, "check_units", lambda: check_units(concepts))
    patch(reporting.defects, "FRAMEWORKS", ())


def silent(*step):
    """No progress."""


def make(output, means, resume=True):
    """The small report's results, but for what depends on the time."""
    _, results = reporting.make_report("quick", output, None, False, silent, resume, means)
    return without_times(results)


def without_times(results):
    """What two runs of the same code have in common."""
    environment = {k: v for k, v in results["environment"].items() if k in ("packages", "numpy")}
    return results | {"run": None, "environment": environment}


def main(output, log, *address):
    """Go on with the report; two processes unless a cluster is named."""
    set_up(setattr)
    keep = Store.put

    def put(self, unit, result):
        keep(self, unit, result)
        with Path(log).open("a") as file:
            file.write(f"{unit!r}\n")

    Store.put = put
    make(Path(output), Means(scheduler=address[0]) if address else Means(processes=2))


if __name__ == "__main__":
    main(*sys.argv[1:])
