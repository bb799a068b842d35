"""What a large run costs, from what small ones cost: `python -m tests.compare.scale`.

Runs of more and more units, which do nothing, show what the engine, the cluster's scheduler and
the store take for each. Where that stays the same, a run of any size costs so much a unit.
"""

import pickle
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from compare import engine, scaling
from compare.engine import Limits, Means
from compare.runner import CheckUnit
from compare.store import Store

SIZES = (250, 500, 1000, 2000)
UNITS, WORKERS = 10_000, 1_000
SECONDS_A_UNIT = 6.0
"""What a unit of concept checks takes on one core, imports included."""
ROW = {"concept": "dense", "case": "ordinary", "quantity": "grad:kernel", "verdict": "agree"}
ROWS = 60
"""Rows of agreement that a unit leaves, on average."""


def nothing(unit):
    """The work of a unit here: an answer as large as a real one."""
    return {"agreement": [{**ROW, "scaled_error": (unit.first + i) / 7} for i in range(ROWS)]}


def lost(_, error):
    """Nothing may be lost."""
    raise error


def units(count):
    """So many different units."""
    return [
        CheckUnit("dense", i, i + 8, ("float64", "float32"), ("scratch",)) for i in range(count)
    ]


def measured(count, address, transitions):
    """One run of `count` units on the cluster, and what each of them took."""
    before = transitions()
    with TemporaryDirectory() as folder:
        store, began = Store(Path(folder)), time.perf_counter()
        engine.run(units(count), nothing, lost, store=store, means=Means(scheduler=address))
        seconds = time.perf_counter() - began
        stored = sum(file.stat().st_size for file in Path(folder).iterdir())
        began = time.perf_counter()
        engine.run(units(count), nothing, lost, store=store, means=engine.ALONE)
        again = time.perf_counter() - began
    sent = len(pickle.dumps(partial(engine.in_worker, nothing, Limits()))) + len(
        pickle.dumps(units(1)[0])
    )
    return {
        "units": count,
        "seconds a unit": seconds / count,
        "scheduler's steps a unit": (transitions() - before) / count,
        "bytes sent a unit": sent,
        "bytes come back a unit": len(pickle.dumps(nothing(units(1)[0]))),
        "bytes stored a unit": stored / count,
        "seconds to resume a unit": again / count,
    }


def table():
    """A row for each size of run, on two workers of this process."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        engine.use_one_thread()

        def transitions():
            return client.run_on_scheduler(lambda dask_scheduler: dask_scheduler.transition_counter)

        address = cluster.scheduler_address
        measured(20, address, transitions)  # The workers' processes start with the first units.
        return pd.DataFrame([measured(count, address, transitions) for count in SIZES])


def slope(found, column):
    """How the cost of a whole run grows with its units: 1 is in proportion."""
    return scaling.slope(found.units, found[column] * found.units)


def projected(found):
    """What UNITS units on WORKERS workers take, from the largest run that was measured."""
    last = found.iloc[-1]
    work = UNITS * SECONDS_A_UNIT / WORKERS
    return {
        "units": UNITS,
        "workers": WORKERS,
        "seconds of the engine": UNITS * last["seconds a unit"],
        "seconds of work on each worker": work,
        "scheduler's steps": UNITS * last["scheduler's steps a unit"],
        "megabytes sent": UNITS * last["bytes sent a unit"] / 2**20,
        "megabytes come back": UNITS * last["bytes come back a unit"] / 2**20,
        "megabytes stored": UNITS * last["bytes stored a unit"] / 2**20,
        "seconds to resume": UNITS * last["seconds to resume a unit"],
    }


def markdown(found):
    """The tables of `reports/scale.md`."""
    growth = pd.DataFrame(
        [(name, found[name].iloc[-1], slope(found, name)) for name in found.columns[1:]],
        columns=["what", f"at {SIZES[-1]:,} units", "grows as units to the power of"],
    )
    large = pd.DataFrame(projected(found).items(), columns=["what", "value"])
    tables = (found, ".3g"), (growth, ".3g"), (large, ",.0f")
    return "\n\n".join(table.to_markdown(index=False, floatfmt=digits) for table, digits in tables)


if __name__ == "__main__":
    from tests.compare import scale  # Under its own name, by which other processes import it.

    sys.stdout.write(f"{scale.markdown(scale.table())}\n")
