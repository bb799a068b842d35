"""Fork and join: a few threads that wait for work, as NumPy lets go of the interpreter in it."""

import contextvars
import os
import queue
import threading
from itertools import pairwise

from scratch.validation import integer

count = 1
"""How many threads share the work; see `set_threads`."""

helpers = []

CAN_PIN = hasattr(os, "sched_setaffinity")
own_cpus = set()
"""Those that this thread may use while there are no helpers; empty until there are some."""


def set_threads(n):
    """Let the fused kernels use `n` threads. The BLAS must be held to one itself.

    Where the system can do that and has enough CPUs, each helper gets one that this thread then
    keeps away from: it likes to put two threads that wake each other on the same.
    """
    global count
    count = integer("n", n)
    while len(helpers) < count - 1:
        helpers.append(Helper())
    if CAN_PIN:
        keep_apart(helpers[: count - 1])


def keep_apart(working):
    """Give the helpers that work a CPU each, and the others to this thread; all, if too few."""
    global own_cpus
    own_cpus = own_cpus or os.sched_getaffinity(0)
    cpus = sorted(own_cpus)
    enough = len(cpus) > len(working)
    for helper in working:
        os.sched_setaffinity(helper.thread.native_id, {cpus.pop()} if enough else cpus)
    os.sched_setaffinity(0, cpus)
    if not working:
        own_cpus = set()


class Helper:
    """A thread that does what it is given, one task after another."""

    def __init__(self):
        self.tasks, self.results = queue.SimpleQueue(), queue.SimpleQueue()
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def start(self, task, argument):
        """Let it call `task` in the caller's context, in which NumPy keeps its `errstate`."""
        self.tasks.put((task, argument, contextvars.copy_context()))

    def wait(self):
        """Until the first task that was not waited for is done; what it raised, or None."""
        return self.results.get()

    def work(self):
        """Do the tasks; what one raises is its result."""
        while True:
            task, argument, context = self.tasks.get()
            try:
                context.run(task, argument)
                self.results.put(None)
            except BaseException as error:  # noqa: BLE001 - raised again in `fork_join`
                self.results.put(error)


def fork_join(task, arguments):
    """Call `task` with each of the arguments, at most `count` of them, all at the same time."""
    mine, *others = arguments
    if not others:
        task(mine)
        return
    for helper, argument in zip(helpers, others, strict=False):
        helper.start(task, argument)
    errors = []
    try:
        task(mine)
    except BaseException as error:  # noqa: BLE001 - the helpers must have ended before it is raised
        errors.append(error)
    errors += [helper.wait() for helper, _ in zip(helpers, others, strict=False)]
    raise_first(errors)


def share(tasks):
    """Call each of the tasks, in whichever thread is free; none may depend on another."""
    turn = iter(tasks)
    fork_join(call_all, [turn] * min(count, len(tasks)))


def call_all(tasks):
    """Call the tasks that are left; several threads may do so at the same time."""
    for task in tasks:
        task()


def raise_first(errors):
    """The first that is an error; None stands for a task that went well."""
    for error in filter(None, errors):
        raise error


class Aside:
    """Tasks that a helper does, in their order, while the caller goes on with something else.

    Where there is no helper, the caller does each at once. Within the block of `with` nothing
    else is to be shared.
    """

    def __init__(self):
        self.started = 0

    def start(self, task, argument):
        """Let `task` be called with the argument."""
        if count == 1:
            task(argument)
        else:
            helpers[0].start(task, argument)
            self.started += 1

    def wait(self, but=0):
        """Until all is done, `but` the last so many; what a task raised is raised here."""
        errors = [helpers[0].wait() for _ in range(self.started - but)]
        self.started -= len(errors)
        raise_first(errors)

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self.wait()


def shares(n, least=1):
    """Up to `count` slices of nearly the same length that make up range(n); each >= `least`.

    >>> shares(5)
    [slice(0, 5, None)]
    """
    parts = max(1, min(count, n // least))
    ends = [n * i // parts for i in range(parts + 1)]
    return [slice(a, b) for a, b in pairwise(ends)]
