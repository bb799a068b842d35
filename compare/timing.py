"""Timing: every contender in a pinned process of its own, and rounds in which all take a turn.

A race is one workload with one number of threads. Its contenders are built one after the other,
and are paused whenever it is not their turn. Before any time is believed, the losses of the first
steps and the predictions after them are held against scratch's float64 run. A round gives every
contender the same number of steps, in an order that rotates; a round during which other processes
had more than 12% of the machine is discarded. The ratio to scratch is the median over the rounds,
with the interval that order statistics give without assuming any distribution.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self

import numpy as np
from scipy import stats

from compare import rooms, workloads
from compare.agreement import closeness
from compare.concept import ROOMS
from compare.timing_process import CAN_PIN, Contender, Worker, WorkerError, available_cpus, watch

MODES: Mapping[str, tuple[str, ...]] = {
    "scratch": ("default", "fastest"),
    "pytorch": ("default", "fastest"),
    "keras": ("default", "fastest"),
}
FASTEST: Mapping[str, tuple[str, ...]] = {**MODES, "pytorch": ("fastest",), "keras": ("fastest",)}
"""The frameworks' fastest modes alone; times are held against scratch's plain one, so it stays."""
WHOLE_STEP = "train_step"
PHASES = (WHOLE_STEP, "gradients", "forward")
"""A whole step; the step without its update; the predictions for a batch."""
ROUNDS = 15

SLICE_SECONDS = 0.3
"""How long the slowest contender's turn takes at least; the machine's clocks tick in 0.01 s."""
SHORT_SLICE_SECONDS = 0.1
"""The same where there are many sizes or concepts to time, or the parts of a step."""
WARM_UP_ROUNDS = 3
OTHERS_MAY_HAVE = 0.12
DISCARDS_PER_ROUND = 2
"""So many rounds may be discarded for each that is wanted; after that, loaded ones are kept."""
STABLE_IQR = 0.15
"""A row is stable where the interquartile range is at most this share of the median."""

CHECKED_STEPS = 3
FLOOR = 64 * CHECKED_STEPS * float(np.finfo(np.float32).eps)
"""64 units in the last place a step, at the values' scale, are never too large an error."""
TIMES_WORSE = 4

EXTRA = (
    "values_agree",
    "value_error",
    "cold_start_s",
    "import_s",
    "build_s",
    "first_step_s",
    "peak_memory_mb",
    "step_memory_mb",
    "pinned",
)
"""Columns that are the same in all phases of a contender; None where it did not come so far."""

Starter = Callable[[Contender, list[int]], Worker]
Watch = Callable[[list[Worker], list[int]], Callable[[], float]]


@dataclass
class Entry:
    """A contender in a race, and what is known of it so far.

    Attributes:
        verdict: "agree" once its values are believed; else "disagree", "skipped" or "failed".
        message: why it is not measured.
        values: its first losses and predictions.
        extra: further columns of its rows: cold start, memory, how far its values were off.
        turns: phase -> what each round's turn took a step: seconds and page faults.
    """

    contender: Contender
    worker: Worker | None = None
    verdict: str = ""
    message: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    turns: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def each(self, phase: str, what: str) -> list[Any]:
        """One number for each round of the phase, of its "seconds" or "page_faults" a step."""
        return [turn[what] for turn in self.turns.get(phase, [])]

    def ask(self, question: str, **details: Any) -> dict[str, Any]:
        """The worker's answer; the worker runs for as long as that takes. Raises WorkerError."""
        assert self.worker
        self.worker.resume()
        answer = self.worker.ask(question, **details)
        self.worker.pause()
        return answer

    def leave(self, verdict: str, message: str) -> None:
        """Take no further part, and say why."""
        self.verdict, self.message = verdict, message
        self.close()

    def close(self) -> None:
        """End the worker, if there is one."""
        if self.worker:
            self.worker.close()
            self.worker = None


@dataclass
class Tally:
    """What became of a phase's rounds: thrown away, or kept although the machine was busy."""

    discarded: int = 0
    loaded: int = 0


class Race:
    """One workload with one number of threads: a context manager that ends its workers.

    Arguments:
        contenders: all of the same workload and number of threads; the first is scratch. The time
            of its fastest mode is also divided by everyone's.
        start: makes the Worker of a Contender on the given CPUs.
        watch: begins to measure the load, and gives the function that ends it.
        tick: called with each thing that was done.
    """

    def __init__(
        self, contenders: list[Contender], start: Starter, watch: Watch, tick: Callable[[str], None]
    ) -> None:
        self.entries = [Entry(contender) for contender in contenders]
        self.scratch = self.entries[0]
        best = ("scratch", "fastest")
        self.fastest_scratch = next(
            (e for e in self.entries if (e.contender.implementation, e.contender.mode) == best),
            self.scratch,
        )
        self.cpus = available_cpus()[: contenders[0].threads]
        self.pinned_to = self.cpus if CAN_PIN else []
        self.start, self.watch, self.tick = start, watch, tick
        self.tallies: dict[str, Tally] = {}
        self.least_ms = 0.0
        self.slice_seconds = SLICE_SECONDS

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for entry in self.entries:
            entry.close()

    @property
    def running(self) -> list[Entry]:
        """Those that still take part."""
        return [entry for entry in self.entries if entry.worker]

    def line_up(self) -> None:
        """Start and build every contender, one after the other, and check their values."""
        for entry in self.entries:
            contender = entry.contender
            absent = rooms.why_absent(contender.implementation)
            if len(self.cpus) < contender.threads:
                absent = f"needs {contender.threads} CPUs, {len(self.cpus)} are there"
            if absent:
                entry.leave("skipped", absent)
                continue
            try:
                entry.worker = self.start(contender, self.pinned_to)
                entry.extra = cold_start(entry.worker.ask("build"))
                entry.values = entry.worker.ask("values", steps=CHECKED_STEPS)
                entry.worker.pause()
            except (WorkerError, OSError) as error:
                entry.leave(getattr(error, "verdict", "failed"), str(error))
        self.check_values()
        self.tick(f"{self.scratch.contender.workload}: built")

    def check_values(self) -> None:
        """Dismiss every contender whose values are not those of scratch's float64 run.

        Allowed is 4 times the least error of the others, and at least the floor: what float32
        cannot keep, it keeps in none of them; and two that are wrong do not excuse each other.
        """
        try:
            if not self.scratch.worker:
                raise WorkerError(self.scratch.message, self.scratch.verdict)
            truth = self.scratch.ask("truth", steps=CHECKED_STEPS)
        except WorkerError as error:
            self.scratch.leave(error.verdict, str(error))
            for entry in self.running:
                entry.leave(error.verdict, f"nothing to check the values against: {error}")
            return
        errors = [(e, *value_error(e.values, truth)) for e in self.running]
        for entry, size, trouble in errors:
            others = [n for e, n, _ in errors if e is not entry]
            allowed = max(FLOOR, TIMES_WORSE * min(others, default=0.0))
            believed = not trouble and size <= allowed
            entry.verdict = "agree"
            entry.extra |= {"value_error": None if trouble else size, "values_agree": believed}
            if not believed:
                trouble = trouble or f"off by {size:.3g} of their scale ({allowed:.3g} allowed)"
                entry.leave("disagree", f"its values are not those of scratch: {trouble}")

    def run(self, phase: str, rounds: int) -> None:
        """Warm up, then `rounds` rounds of `phase`: quiet ones, unless the machine never is."""
        tally = self.tallies[phase] = Tally()
        steps = self.warm_up(phase)
        kept = 0
        while kept < rounds and self.running:
            workers = [entry.worker for entry in self.running if entry.worker]
            others = self.watch(workers, self.pinned_to)
            turns = self.round(phase, steps, first=kept)
            if len(turns) < len(workers):
                continue  # someone has left: the round is not complete
            loaded = others() > OTHERS_MAY_HAVE
            if loaded and tally.discarded < DISCARDS_PER_ROUND * rounds:
                tally.discarded += 1
                continue
            tally.loaded += loaded
            kept += 1
            for entry, answer in turns:
                turn = {what: None if n is None else n / steps for what, n in answer.items()}
                entry.turns.setdefault(phase, []).append(turn)
            self.tick(f"{self.scratch.contender.workload}: {phase}")

    def warm_up(self, phase: str) -> int:
        """Some rounds of 1, 2, 4, ... steps, until the slowest turn is long enough to be timed.

        All contenders take the same steps, so that their weights stay the same.
        """
        steps, done = 1, 0
        while True:
            turns = self.round(phase, steps, first=done)
            slowest = max((a["seconds"] for _, a in turns), default=self.slice_seconds)
            done += 1
            if slowest < self.slice_seconds:
                steps *= 2
            elif done >= WARM_UP_ROUNDS:
                return steps

    def round(self, phase: str, steps: int, first: int) -> list[tuple[Entry, dict[str, Any]]]:
        """Every contender in turn, beginning with number `first`; who fails leaves the race."""
        entries = self.running
        turns = []
        for i in range(len(entries)):
            entry = entries[(first + i) % len(entries)]
            try:
                answer = entry.ask("round", phase=phase, steps=steps, untimed=1 + steps // 10)
                turns.append((entry, answer))
            except WorkerError as error:
                entry.leave(error.verdict, str(error))
                entry.turns.pop(phase, None)
        return turns

    def weigh(self) -> None:
        """Ask everyone for the most memory it has held, and scratch for a time to measure by.

        That is the time of a training step's matrix products at the rate of a large one.
        """
        for entry in self.running:
            try:
                held = entry.ask("memory")
                entry.extra["peak_memory_mb"] = held["peak_mb"]
                entry.extra["step_memory_mb"] = held["step_mb"]
            except WorkerError as error:
                entry.leave(error.verdict, str(error))

        if self.scratch.worker:
            with suppress(WorkerError):
                limit = self.scratch.ask("peak")
                self.least_ms = 1e3 * limit["step_gflop"] / limit["gflops"]

    def rows(self, phase: str) -> list[dict[str, Any]]:
        """The phase's rows of results.json's timing."""
        tally = self.tallies[phase]
        baseline = self.scratch.each(phase, "seconds")
        fastest = self.fastest_scratch.each(phase, "seconds")
        found = [row(entry, phase, baseline, fastest, tally) for entry in self.entries]
        for one in found:
            known = phase == WHOLE_STEP and one["median_ms"] and self.least_ms
            one["gemm_share"] = self.least_ms / one["median_ms"] if known else None
        return found


def bench(
    names: Iterable[str],
    implementations: Iterable[str] = ROOMS,
    threads: Iterable[int] = (1,),
    rounds: int = ROUNDS,
    progress: Callable[[int, int, str], None] = lambda *_: None,
    *,
    data_dir: str | None = None,
    modes: Mapping[str, tuple[str, ...]] = MODES,
    phases: tuple[str, ...] = PHASES,
    start: Callable[..., Worker] = Worker,
    watch: Watch = watch,
) -> list[dict[str, Any]]:
    """The rows of results.json's timing: workload, threads, phase, implementation, mode.

    Scratch always takes part: the others' values and times are held against it. Rows of
    contenders that were not measured say why in `message`.

    Arguments:
        names: of workloads.
        implementations: of scratch, pytorch, keras.
        threads: numbers of threads; each is a race of its own.
        rounds: how many are kept of each phase.
        progress: called with how much is done, how much there is, and what was done last.
        data_dir: where the workloads' data lie, None for the usual places.
        modes: implementation -> its modes.
        phases: of PHASES.
        start: makes a Worker of a Contender, CPUs and the `data_dir`.
        watch: as in Race.

    Raises ValueError where `rounds` or a number of threads is below 1.
    """
    threads = list(threads)
    if rounds < 1 or min(threads, default=1) < 1:
        raise ValueError(
            "`rounds` and `threads` must be integers >= 1. "
            f"Received: rounds={rounds}, threads={threads}"
        )
    asked = {"scratch", *implementations}
    fields = [(room, mode) for room in ROOMS if room in asked for mode in modes[room]]
    races = [
        [Contender(workload, room, mode, n) for room, mode in fields]
        for workload in names
        for n in threads
    ]
    total = len(races) * (1 + len(phases) * rounds)
    done = count()
    rows: list[dict[str, Any]] = []
    for contenders in races:
        with Race(
            contenders,
            lambda contender, cpus: start(contender, cpus, data_dir=data_dir),
            watch,
            lambda what: progress(next(done), total, what),
        ) as race:
            race.line_up()
            own = phases_of(race.scratch.contender.workload, phases)
            for phase in own:
                # The parts of a step are told more roughly.
                race.slice_seconds = SLICE_SECONDS if phase == WHOLE_STEP else SHORT_SLICE_SECONDS
                race.run(phase, rounds)
            race.weigh()
            for phase in own:
                rows += race.rows(phase)
    progress(total, total, "")
    return rows


def phases_of(workload: str, phases: Iterable[str]) -> list[str]:
    """The phases that a step of the workload has: one of two networks has no single gradient."""
    two = workloads.get(workload).spec.adversary
    return [phase for phase in phases if not (two and phase == "gradients")]


def cold_start(answer: dict[str, Any]) -> dict[str, Any]:
    """The columns about a contender's first moments."""
    parts = {name: answer[name] for name in ("import_s", "build_s", "first_step_s")}
    return {"cold_start_s": sum(parts.values()), **parts, "pinned": answer["pinned"]}


def value_error(values: dict[str, Any], truth: dict[str, Any]) -> tuple[float, str]:
    """(the greatest error at the scale of its tensor, what is wrong where there is no number)."""
    worst = 0.0
    for name, exact in truth.items():
        a, b = (np.asarray(x, np.float64) for x in (values[name], exact))
        found = closeness(a, b, tolerance=np.inf, elementwise=False)
        if found.scaled_error is None:
            return float("inf"), f"{name}: {found.message}"
        worst = max(worst, found.scaled_error)
    return worst, ""


def row(
    entry: Entry,
    phase: str,
    baseline: list[float],
    fastest: list[float],
    tally: Tally,
) -> dict[str, Any]:
    """One contender's record of one phase.

    Arguments:
        baseline: the seconds of the same rounds of the first contender, scratch.
        fastest: of those of scratch's fastest mode.
    """
    contender, seconds = entry.contender, entry.each(phase, "seconds")
    median, iqr = milliseconds(seconds)
    steady = median is not None and iqr is not None and iqr <= STABLE_IQR * median
    middle, low, high = ratio(seconds, baseline)
    numpy, numpy_low, numpy_high = ratio(fastest, seconds)
    faults = [n for n in entry.each(phase, "page_faults") if n is not None]
    quiet = tally.loaded == 0
    busy = "" if quiet else f"{tally.loaded} rounds were kept although others used the machine"
    return {
        "workload": contender.workload,
        "phase": phase,
        "implementation": contender.implementation,
        "mode": contender.mode,
        "threads": contender.threads,
        "median_ms": median,
        "iqr_ms": iqr,
        "rounds": len(seconds),
        "ratio_to_scratch": middle,
        "ratio_low": low,
        "ratio_high": high,
        "stable": quiet and steady,
        "numpy_ratio": numpy,
        "numpy_ratio_low": numpy_low,
        "numpy_ratio_high": numpy_high,
        "discarded_rounds": tally.discarded,
        "page_faults": float(np.median(faults)) if faults else None,
        **{name: entry.extra.get(name) for name in EXTRA},
        "verdict": "agree" if seconds else entry.verdict,
        "message": busy if seconds else entry.message,
    }


def milliseconds(seconds: list[float]) -> tuple[float | None, float | None]:
    """Median and interquartile range, in milliseconds.

    >>> milliseconds([0.001, 0.002, 0.003])
    (2.0, 1.0)
    """
    if not seconds:
        return None, None
    return 1e3 * float(np.median(seconds)), 1e3 * float(stats.iqr(seconds))


def ratio(
    seconds: list[float], baseline: list[float]
) -> tuple[float | None, float | None, float | None]:
    """Median of the paired ratios and its 95% interval, which takes at least 6 rounds.

    >>> ratio([2.0, 6.0, 4.0, 4.0, 3.0, 5.0], [2.0] * 6)
    (2.0, 1.0, 3.0)
    >>> ratio([2.0], [1.0])
    (2.0, None, None)
    """
    if not seconds or not baseline:
        return None, None, None
    ratios = np.divide(seconds, baseline)
    interval = stats.quantile_test(ratios, p=0.5).confidence_interval(confidence_level=0.95)
    low, high = (None if np.isnan(end) else float(end) for end in interval)
    return float(np.median(ratios)), low, high
