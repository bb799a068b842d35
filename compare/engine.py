"""Runs units of work through one Executor, and keeps what each leaves as soon as it ends.

A unit is a small frozen dataclass: what is to be done, and nothing that was done. Results come
back in the order of the units, whatever the order in which they ended. The Executor is one of
local processes, or Dask's where a scheduler is named.
"""

import math
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import active_children, get_context
from typing import Any, Generic, TypeVar

import psutil
from threadpoolctl import threadpool_limits

from compare import rooms
from compare.store import Store

U = TypeVar("U")  # a unit: hashable, and told apart by its repr
R = TypeVar("R")  # what is made of a unit
Ended = tuple[U, R | None, BaseException | None]

UNITS_A_PROCESS = 6
"""Fewer units than that are not worth another process, which loads the frameworks first."""
POLL = 1.0
"""Seconds between two looks at the limits."""


@dataclass(frozen=True)
class Limits:
    """What one unit may use.

    Attributes:
        seconds: of wall time.
        megabytes: of memory, of its process as a whole.
    """

    seconds: float = 3 * 3600.0
    megabytes: float = float("inf")


@dataclass(frozen=True)
class Means:
    """With what units are run.

    Attributes:
        processes: on this machine; one a usable core where it is None.
        limits: of each unit that has a process of its own.
        scheduler: of a Dask cluster, "tcp://host:8786", whose workers do it all instead.
    """

    processes: int | None = None
    limits: Limits = Limits()
    scheduler: str | None = None


ALONE = Means(processes=1)
"""One unit after the other, in this process."""
HERE = Means()


class OverTheLimit(RuntimeError):
    """A unit took more time or memory than it may."""


class Died(RuntimeError):
    """The process that ran a unit ended without an answer."""


class SchedulerGone(ConnectionError):
    """The scheduler of a Dask cluster cannot be reached, or no longer."""


def silent(unit: Any, kept: bool) -> None:
    """No progress."""


def run(
    units: Sequence[U],
    do: Callable[[U], R],
    lost: Callable[[U, BaseException], R],
    progress: Callable[[U, bool], None] = silent,
    store: Store | None = None,
    means: Means = HERE,
) -> list[R]:
    """What `do` makes of each unit; what `lost` makes of it where that raised or its process died.

    Arguments:
        do: a function of a module or class, so that a process can be told to call it.
        progress: called with a unit that ended, and whether its result was kept from earlier.
        store: where finished units are kept and looked for; JSON only, so `do` must give that.
        means: with what. Where one process is enough, or asked for, it is this one.

    Raises SchedulerGone where the cluster is not to be had; what was finished is in the store.
    """
    found: dict[U, R] = {}
    if store:
        for unit in units:
            with suppress(KeyError):
                found[unit] = store.get(unit)
                progress(unit, True)
    left = [unit for unit in units if unit not in found]
    processes = min(means.processes or usable_cores(), len(left) // UNITS_A_PROCESS)
    if means.scheduler:
        ended: Iterator[Ended[U, R]] = on_dask(left, do, means.scheduler)
    elif processes < 2:
        ended = in_this_process(left, do)
    else:
        ended = Local(do, processes, means.limits).run(left)
    for unit, result, error in ended:
        if error or result is None:
            found[unit] = lost(unit, error or RuntimeError("it left nothing"))
        else:
            found[unit] = result
            if store:
                store.put(unit, result)
        progress(unit, False)
    return [found[unit] for unit in units]


def in_this_process(units: Sequence[U], do: Callable[[U], R]) -> Iterator[Ended[U, R]]:
    """(unit, result, what went wrong), one after the other."""
    for unit in units:
        try:
            yield unit, do(unit), None
        except Exception as error:  # noqa: BLE001 - whatever a unit raises is a row
            yield unit, None, error


@dataclass(frozen=True)
class Sent(Generic[U]):
    """A unit on its way: since when, and whether nothing else may run beside it."""

    unit: U
    began: float
    alone: bool


class Local(Generic[U, R]):
    """Processes on this machine, of which one that dies or goes too far costs its own unit alone.

    Never more units are on their way than there are processes. Where a process dies, those on
    their way are tried again one at a time, so that the one that kills it is found.
    """

    def __init__(self, do: Callable[[U], R], processes: int, limits: Limits) -> None:
        self.do, self.processes, self.limits = do, processes, limits
        self.limited = math.isfinite(limits.megabytes)  # Else no process need be looked at.
        self.executor: Executor | None = None
        self.others = set(active_children())
        self.suspects: deque[U] = deque()
        self.sent: dict[Future[R], Sent[U]] = {}

    def run(self, units: Sequence[U]) -> Iterator[Ended[U, R]]:
        """(unit, result, what went wrong), as they end."""
        waiting = deque(units)
        try:
            while waiting or self.suspects or self.sent:
                self.send(waiting)
                done, _ = wait(self.sent, timeout=POLL, return_when=FIRST_COMPLETED)
                deaths = [e for f in done if isinstance(e := f.exception(), BrokenExecutor)]
                for future in done if not deaths else ():
                    unit, error = self.sent.pop(future).unit, future.exception()
                    yield unit, None if error else future.result(), error
                if deaths:
                    yield from self.end([], Died(" ".join(str(deaths[0]).split())))
                yield from self.over_the_limits()
        finally:
            self.stop()

    def send(self, waiting: deque[U]) -> None:
        """Give the processes what they can take: a suspect alone, else one unit each."""
        if self.suspects and not self.sent:
            self.submit(self.suspects, alone=True)
        if not self.suspects and not any(sent.alone for sent in self.sent.values()):
            while waiting and len(self.sent) < self.processes:
                if not self.submit(waiting, alone=False):
                    return

    def submit(self, units: deque[U], alone: bool) -> bool:
        """Send the first of the units off; whether there was a pool that took it."""
        if self.executor is None:
            self.executor = pool(self.processes)
        try:
            future = self.executor.submit(self.do, units[0])
        except BrokenExecutor:  # A process has died; those on their way will say so.
            if not self.sent:
                self.stop()
            return False
        self.sent[future] = Sent(units.popleft(), time.monotonic(), alone)
        return True

    def over_the_limits(self) -> Iterator[Ended[U, R]]:
        """End the processes where a unit takes too long or a process is too large."""
        began_before = time.monotonic() - self.limits.seconds
        late = [sent.unit for sent in self.sent.values() if sent.began < began_before]
        if late:
            error = OverTheLimit(f"it took more than {self.limits.seconds:g} seconds")
            yield from self.end(late, error)
        elif self.limited and self.sent and memory_of_processes() > self.limits.megabytes:
            error = OverTheLimit(f"it took more than {self.limits.megabytes:g} MB of memory")
            yield from self.end([], error)

    def end(self, guilty: list[U], error: Exception) -> Iterator[Ended[U, R]]:
        """End all processes; who is not guilty begins again. One that was alone is guilty."""
        units = [sent.unit for sent in self.sent.values()]
        self.stop()
        guilty = units if len(units) == 1 else guilty
        self.suspects.extend(unit for unit in units if unit not in guilty)
        for unit in guilty:
            yield unit, None, error

    def stop(self) -> None:
        """End the processes at once, whatever they do."""
        for process in set(active_children()) - self.others:
            process.kill()
        if self.executor is not None:
            self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = None
        self.sent = {}


def memory_of_processes() -> float:
    """Megabytes of the greatest of this process's children."""
    sizes = [0.0]
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            sizes.append(child.memory_info().rss / 2**20)
    return max(sizes)


def pool(processes: int) -> Executor:
    """Processes that start afresh, since frameworks do not survive a fork."""
    return ProcessPoolExecutor(processes, get_context("spawn"), use_one_thread)


@cache
def use_one_thread() -> None:
    """One thread in every library of this process: the processes share the cores already."""
    threadpool_limits(1)
    for room in rooms.MODULES:
        module: Any = rooms.load(room)
        if not isinstance(module, str):
            module.set_threads(1)


def with_one_thread(do: Callable[[U], R], unit: U) -> R:
    """What a worker of a cluster does with a unit."""
    use_one_thread()
    return do(unit)


def on_dask(units: Sequence[U], do: Callable[[U], R], scheduler: str) -> Iterator[Ended[U, R]]:
    """(unit, result, what went wrong), as they end on the workers of a Dask cluster.

    A worker that dies costs nothing but time: its units are sent to another, a few times over.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise SchedulerGone(
            f"`scheduler` needs Dask, pip install 'threefold[dask]': {error}. Received: {scheduler}"
        ) from error
    gone = f"the scheduler cannot be reached, or no longer. Received: {scheduler}"
    try:
        client = Client(scheduler, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise SchedulerGone(gone) from error
    with client, client.as_current():
        work = partial(with_one_thread, do)
        futures = {client.submit(work, unit, pure=False): unit for unit in units}
        ended = 0
        try:
            for future in as_completed(futures):
                if future.status == "cancelled" or client.status != "running":
                    break
                wrong = future.exception()
                yield futures[future], None if wrong else future.result(), wrong
                ended += 1
        except (OSError, TimeoutError) as error:
            raise SchedulerGone(gone) from error
        if ended < len(units):
            raise SchedulerGone(gone)


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
