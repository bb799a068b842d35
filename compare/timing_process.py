"""A contender in a process of its own: started, asked, paused, and never left behind."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

LIMITS = {
    "build": 300.0,
    "resize": 300.0,
    "concept": 120.0,
    "values": 300.0,
    "truth": 120.0,
    "round": 120.0,
    "memory": 10.0,
    "peak": 60.0,
}
"""Seconds within which a question must be answered; a worker that is slower is given up."""

THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "TF_NUM_INTRAOP_THREADS",
    "TF_NUM_INTEROP_THREADS",
)
CAN_PIN = hasattr(psutil.Process, "cpu_affinity")
NOT_BUSY = {"idle", "iowait", "guest", "guest_nice"}
"""Fields of the machine's clock that are no work, or are counted in `user` already."""


@dataclass(frozen=True)
class Contender:
    """One side of a race: this implementation of this workload, so configured."""

    workload: str
    implementation: str
    mode: str = "default"
    threads: int = 1


class WorkerError(RuntimeError):
    """A worker gave no answer, or said why it cannot; `verdict` is "failed" or "skipped"."""

    def __init__(self, reason: str, verdict: str = "failed") -> None:
        super().__init__(reason)
        self.verdict = verdict


class Worker:
    """The process of one contender. It takes one JSON object a line and answers with another.

    Arguments:
        contender: what it is to run.
        cpus: what it is pinned to, where the platform can; [] for no pinning.
        data_dir: where the workload's data lies, None for the usual places.
        command: what is started instead of `compare.timing_worker`.
        limits: question -> seconds.

    Raises OSError where the process cannot be started.
    """

    def __init__(
        self,
        contender: Contender,
        cpus: list[int],
        data_dir: str | None = None,
        command: list[str] | None = None,
        limits: dict[str, float] = LIMITS,
    ) -> None:
        self.limits = limits
        task = json.dumps({**asdict(contender), "cpus": cpus, "data_dir": data_dir})
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self.process = subprocess.Popen(
            command or [sys.executable, "-m", "compare.timing_worker", task],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            env=environment(contender.threads),
            # A group of its own: Ctrl-C reaches only the parent, which then ends its workers;
            # and if the parent is killed, the kernel wakes and ends a paused orphan group.
            process_group=0 if os.name == "posix" else None,
        )
        self.answers: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self.process.pid

    def read(self) -> None:
        """Collect the answers; an empty line says that there will be no more."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.answers.put(line)
        self.answers.put("")

    def ask(self, question: str, **details: Any) -> dict[str, Any]:
        """The worker's answer. Raises WorkerError where there is none in time, or a reason."""
        assert self.process.stdin
        try:
            print(json.dumps({"ask": question, **details}), file=self.process.stdin, flush=True)
            line = self.answers.get(timeout=self.limits[question])
        except queue.Empty:
            limit = self.limits[question]
            raise WorkerError(f"no answer to {question!r} within {limit:g} s") from None
        except OSError:
            line = ""
        if not line:
            raise WorkerError(self.last_words())
        try:
            answer = json.loads(line)
        except json.JSONDecodeError:
            raise WorkerError(f"no answer, but {line.strip()!r}") from None
        if "reason" in answer:
            raise WorkerError(answer["reason"], answer["verdict"])
        return answer

    def last_words(self) -> str:
        """How the process ended, and the last line that it wrote to stderr."""
        try:
            ended = f"ended with exit status {self.process.wait(timeout=5)}"
        except subprocess.TimeoutExpired:
            ended = "closed its output"
        self.errors.seek(0)
        lines = self.errors.read().decode(errors="replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        return f"the worker {ended}" + (f": {said[-1]}" if said else "")

    def pause(self) -> None:
        """Stop the process, threads that spin while they wait included."""
        self.signal(psutil.Process.suspend)

    def resume(self) -> None:
        """Let it run again."""
        self.signal(psutil.Process.resume)

    def signal(self, action: Callable[[psutil.Process], None]) -> None:
        """Do `action`; raises WorkerError where there is no such process any more."""
        try:
            action(psutil.Process(self.pid))
        except psutil.Error:
            raise WorkerError(self.last_words()) from None

    def close(self) -> None:
        """End the process, paused or not, and wait until it is gone. May be called twice."""
        self.process.kill()
        # A question that the dead process never took may still wait to be written.
        with suppress(BrokenPipeError), self.process:
            self.reader.join()
        self.errors.close()


def environment(threads: int) -> dict[str, str]:
    """The worker's environment: the same threads for every library, and no accelerator."""
    root = str(Path(__file__).parents[1])
    return {
        **os.environ,
        **dict.fromkeys(THREAD_VARIABLES, str(threads)),
        "CUDA_VISIBLE_DEVICES": "-1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
    }


def available_cpus() -> list[int]:
    """The CPUs that this process may use, one thread of every core first.

    Within that the last ones lead, since interrupts tend to be served by the first.
    """
    if not CAN_PIN:
        return list(range(os.cpu_count() or 1))
    return sorted(psutil.Process().cpu_affinity(), key=lambda cpu: (place_in_core(cpu), -cpu))


def place_in_core(cpu: int) -> int:
    """0 for the first hardware thread of a core, 1 for the second; 0 where it is not known."""
    siblings = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
    try:
        return numbers(siblings.read_text()).index(cpu)
    except (OSError, ValueError):
        return 0


def numbers(text: str) -> list[int]:
    """The kernel's way of writing a list of CPUs.

    >>> numbers("0-2,8")
    [0, 1, 2, 8]
    """
    ends = [part.split("-") for part in text.strip().split(",")]
    return [cpu for part in ends for cpu in range(int(part[0]), int(part[-1]) + 1)]


@dataclass(frozen=True)
class Usage:
    """A look at the clocks: wall time, busy seconds of every CPU, our own CPU seconds."""

    wall: float
    busy: list[float]
    own: float


def usage(workers: Iterable[Worker]) -> Usage:
    """What the machine and `workers` have used up to now."""
    busy = [
        sum(seconds for field, seconds in cpu._asdict().items() if field not in NOT_BUSY)
        for cpu in psutil.cpu_times(percpu=True)
    ]
    own = 0.0
    for worker in workers:
        try:
            times = psutil.Process(worker.pid).cpu_times()
        except psutil.Error:  # it has just died, which the next question will find out
            continue
        own += times.user + times.system
    return Usage(time.perf_counter(), busy, own)


def others_share(before: Usage, after: Usage, cpus: list[int]) -> float:
    """The share of the machine, or of the CPUs we are pinned to if more, that others had.

    >>> others_share(Usage(0, [0, 0], 0), Usage(10, [10, 1], 9), cpus=[])
    0.1
    >>> others_share(Usage(0, [0, 0], 0), Usage(10, [10, 1], 8), cpus=[0])
    0.2
    """
    wall, own = after.wall - before.wall, after.own - before.own
    busy = [late - early for early, late in zip(before.busy, after.busy, strict=True)]
    shares = [(sum(busy) - own) / (wall * len(busy))]
    if cpus:
        shares.append((sum(busy[cpu] for cpu in cpus) - own) / (wall * len(cpus)))
    return max(0.0, *shares)


def watch(workers: Iterable[Worker], cpus: list[int]) -> Callable[[], float]:
    """Start watching; the function that comes back says what share others have had since."""
    workers = list(workers)
    before = usage(workers)
    return lambda: others_share(before, usage(workers), cpus)
