"""Runs units of work in processes side by side, and keeps what each leaves as soon as it ends.

A unit is a small frozen dataclass: what is to be done, and nothing that was done. Results come
back in the order of the units, whatever the order in which they ended.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import suppress
from multiprocessing import get_context
from typing import Any, TypeVar

from threadpoolctl import threadpool_limits

from compare import rooms
from compare.store import Store

U = TypeVar("U")  # a unit: hashable, and told apart by its repr
R = TypeVar("R")  # what is made of a unit

UNITS_A_PROCESS = 6
"""Fewer units than that are not worth another process, which loads the frameworks first."""


def silent(unit: Any, kept: bool) -> None:
    """No progress."""


def run(
    units: Sequence[U],
    do: Callable[[U], R],
    lost: Callable[[U, BaseException], R],
    progress: Callable[[U, bool], None] = silent,
    processes: int | None = None,
    store: Store | None = None,
) -> list[R]:
    """What `do` makes of each unit; what `lost` makes of it where that raised or its process died.

    Arguments:
        do: a function of a module or class, so that a process can be told to call it.
        progress: called with a unit that ended, and whether its result was kept from earlier.
        processes: one a usable core unless given; with one, all is done in this process.
        store: where finished units are kept and looked for; JSON only, so `do` must give that.
    """
    found: dict[U, R] = {}
    if store:
        for unit in units:
            with suppress(KeyError):
                found[unit] = store.get(unit)
                progress(unit, True)
    left = [unit for unit in units if unit not in found]
    processes = min(processes or usable_cores(), len(left) // UNITS_A_PROCESS)
    for unit, result, error in results(left, do, processes):
        if error or result is None:
            found[unit] = lost(unit, error or RuntimeError("it left nothing"))
        else:
            found[unit] = result
            if store:
                store.put(unit, result)
        progress(unit, False)
    return [found[unit] for unit in units]


def results(
    units: Sequence[U], do: Callable[[U], R], processes: int
) -> Iterator[tuple[U, R | None, BaseException | None]]:
    """(unit, result, what went wrong), as they end."""
    if processes < 2:
        for unit in units:
            try:
                yield unit, do(unit), None
            except Exception as error:  # noqa: BLE001 - whatever a unit raises is a row
                yield unit, None, error
        return
    with pool(processes) as executor:
        futures = {executor.submit(do, unit): unit for unit in units}
        for future in as_completed(futures):
            failure = future.exception()
            yield futures[future], None if failure else future.result(), failure


def pool(processes: int) -> Executor:
    """Processes that start afresh, since frameworks do not survive a fork."""
    return ProcessPoolExecutor(processes, get_context("spawn"), use_one_thread)


def use_one_thread() -> None:
    """One thread in every library of this process: the processes share the cores already."""
    threadpool_limits(1)
    for room in rooms.MODULES:
        module: Any = rooms.load(room)
        if not isinstance(module, str):
            module.set_threads(1)


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
