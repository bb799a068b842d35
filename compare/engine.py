"""Runs units of work through one Executor, and keeps what each leaves as soon as it ends.

A unit is a small frozen dataclass: what is to be done, and nothing that was done. Results come
back in the order of the units, whatever the order in which they ended. The Executor is one of
local processes, or Dask's where a scheduler is named.
"""

import asyncio
import math
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from multiprocessing import active_children, current_process, get_context, parent_process
from threading import Lock, Thread
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
        processes: on this machine; one a usable core where it is None, and fewer where there is
            little to do.
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
    most = len(left) if means.processes else len(left) // UNITS_A_PROCESS
    processes = min(means.processes or usable_cores(), most)
    if means.scheduler:
        ended: Iterator[Ended[U, R]] = on_dask(left, do, means.scheduler, means.limits)
    elif processes < 2:
        ended = in_this_process(left, do)
    else:
        ended = in_processes(left, do, processes, means.limits)
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


def in_processes(
    units: Sequence[U], do: Callable[[U], R], processes: int, limits: Limits
) -> Iterator[Ended[U, R]]:
    """(unit, result, what went wrong), as they end in processes of this machine."""
    local = Local[U, R](processes, limits)
    try:
        yield from local.run(units, do)
    finally:
        local.stop()


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

    def __init__(self, processes: int, limits: Limits) -> None:
        self.processes, self.limits = processes, limits
        self.limited = math.isfinite(limits.megabytes)  # Else no process need be looked at.
        self.executor: Executor | None = None
        self.others = set(active_children())
        self.suspects: deque[U] = deque()
        self.sent: dict[Future[R], Sent[U]] = {}

    def run(self, units: Sequence[U], do: Callable[[U], R]) -> Iterator[Ended[U, R]]:
        """(unit, result, what went wrong), as they end. The processes stay for the next run."""
        waiting = deque(units)
        while waiting or self.suspects or self.sent:
            self.send(waiting, do)
            done, _ = wait(self.sent, timeout=POLL, return_when=FIRST_COMPLETED)
            deaths = [e for f in done if isinstance(e := f.exception(), BrokenExecutor)]
            for future in done if not deaths else ():
                unit, error = self.sent.pop(future).unit, future.exception()
                yield unit, None if error else future.result(), error
            if deaths:
                yield from self.end([], Died(" ".join(str(deaths[0]).split())))
            yield from self.over_the_limits()

    def send(self, waiting: deque[U], do: Callable[[U], R]) -> None:
        """Give the processes what they can take: a suspect alone, else one unit each."""
        if self.suspects and not self.sent:
            self.submit(self.suspects, do, alone=True)
        if not self.suspects and not any(sent.alone for sent in self.sent.values()):
            while waiting and len(self.sent) < self.processes:
                if not self.submit(waiting, do, alone=False):
                    return

    def submit(self, units: deque[U], do: Callable[[U], R], alone: bool) -> bool:
        """Send the first of the units off; whether there was a pool that took it."""
        if self.executor is None:
            self.executor = pool(self.processes)
        try:
            future = self.executor.submit(do, units[0])
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
    context = get_context("spawn")
    return ProcessPoolExecutor(processes, context, begin, (use_one_thread,))


def begin(prepare: Callable[[], None]) -> None:
    """What a process of ours does first."""
    Thread(target=end_with_parent, daemon=True).start()
    prepare()


def end_with_parent() -> None:
    """End this process when its parent is gone, even one that was killed: nobody would ask it."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@cache
def use_one_thread() -> None:
    """One thread in every library of this process: the processes share the cores already."""
    threadpool_limits(1)
    for room in rooms.MODULES:
        module: Any = rooms.load(room)
        if not isinstance(module, str):
            module.set_threads(1)


@cache
def own_process(limits: Limits) -> "Local[Any, Any]":
    """The process that a worker of a cluster keeps for its units."""
    return Local(1, limits)


one_at_a_time = Lock()


def in_worker(do: Callable[[U], R], limits: Limits, unit: U) -> R:
    """What a worker of a cluster does with a unit: it has a process of its own do it.

    So the unit can be held to its limits, and one that crashes costs itself alone. A worker that
    a nanny started may not have processes; there the unit is done in the worker itself.
    """
    if current_process().daemon:
        use_one_thread()
        return do(unit)
    with one_at_a_time:
        [(_, result, error)] = own_process(limits).run([unit], do)
    if error or result is None:
        raise error or RuntimeError("it left nothing")
    return result


def on_dask(
    units: Sequence[U], do: Callable[[U], R], scheduler: str, limits: Limits
) -> Iterator[Ended[U, R]]:
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
        work = partial(in_worker, do, limits)
        futures = {client.submit(work, unit, pure=False): unit for unit in units}
        ended = 0
        try:
            for future in as_completed(futures):
                if future.status == "cancelled" or client.status != "running":
                    break
                wrong = future.exception()
                yield futures[future], None if wrong else future.result(), wrong
                ended += 1
        except (OSError, TimeoutError, asyncio.CancelledError, CancelledError) as error:
            raise SchedulerGone(gone) from error
        if ended < len(units):
            raise SchedulerGone(gone)


@dataclass(frozen=True)
class Call(Generic[R]):
    """A function and its arguments as a unit, known by its number."""

    number: int
    function: Callable[..., R] = field(compare=False, repr=False)
    arguments: tuple[Any, ...] = field(compare=False, repr=False)

    def run(self) -> R:
        """What the function gives."""
        return self.function(*self.arguments)


class Shared(Executor):
    """`map` by `run`, for code that takes any Executor, such as a grid search."""

    def __init__(self, means: Means, progress: Callable[[int, int], None]) -> None:
        self.means, self.progress = means, progress

    def map(self, fn: Callable[..., R], *iterables: Any, **_: Any) -> Iterator[R]:
        """The results in order. Raises what a call raised."""
        calls = [Call(i, fn, given) for i, given in enumerate(zip(*iterables, strict=True))]
        ended: list[Call[R]] = []

        def lost(_: Call[R], error: BaseException) -> R:
            raise error

        def tell(call: Call[R], _: bool) -> None:
            ended.append(call)
            self.progress(len(ended), len(calls))

        return iter(run(calls, Call.run, lost, tell, means=self.means))


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
