"""The process of one contender: `python -m compare.timing_worker TASK`, started by timing.

It answers questions, one JSON object a line, until its input ends: build, resize, concept, values,
truth, round, memory, peak. A question that raises is answered with the reason. Nothing but the
standard library is imported before `build`, so that the cost of importing can be measured.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TextIO

BATCHES = 16
SEED = 0
DTYPE = "float32"
STILL = 1e-6
"""The share of the learning rate with which steps are timed, so that all are taken at about the
initial weights: in a network that knows its few batches by heart, gradients and moments fade into
subnormal numbers, which take a processor many times as long. The arithmetic is the same."""
STEPS = {"train_step": "step", "gradients": "gradients"}
"""Phase -> the trainer's method that takes a batch through it."""


class Racer:
    """One contender, in its own process.

    Attributes:
        trainer: the room's network.
        batches: full-size batches (x, y, dropout masks).
        turns: phase -> the batches in an endless turn, in the fastest mode as ready tensors.
        losses: of the steps outside rounds.
        held: the bytes that the process held before its first network was built.
    """

    def __init__(self, task: dict[str, Any]) -> None:
        self.task = task
        self.losses: list[float] = []
        self.trainer: Any = None
        self.pass_through: Callable[[], object]
        self.turns: dict[str, Any] = {}
        self.held = 0

    def build(self) -> dict[str, Any]:
        """Import, build, take the first step; the seconds of each, reading the data apart."""
        pinned = pin(self.task["cpus"])
        began = time.perf_counter()
        from compare import rooms

        room = rooms.load(self.task["implementation"])
        if isinstance(room, str):
            raise ModuleNotFoundError(room)
        room.set_threads(self.task["threads"])
        if self.task["mode"] == "fastest" and hasattr(room, "flush_subnormals"):
            room.flush_subnormals()
        imported = time.perf_counter()
        self.read_data()
        return {"import_s": imported - began, "pinned": pinned, **self.set_up()}

    def resize(self, axis: str, size: int) -> dict[str, Any]:
        """Begin anew, with a network of another size and random numbers."""
        self.trainer, self.turns, self.losses = None, {}, []
        before = memory_bytes()
        from compare import scaling

        self.workload, self.weights, drawn = scaling.drawn(axis, size, BATCHES // 4, SEED)
        self.take(drawn)
        # Neither what was imported nor what was drawn belongs to the network.
        self.held += memory_bytes() - before
        return self.set_up()

    def concept(self, name: str) -> dict[str, Any]:
        """Make all that a pass through this concept needs."""
        from compare import concept_timing

        self.pass_through = concept_timing.step_of(self.task["implementation"], name)
        self.pass_through()
        self.turns["concept"] = cycle([()])
        return {}

    def set_up(self, share: float = 1.0) -> dict[str, Any]:
        """Build the network and take the first step; the seconds of each.

        Arguments:
            share: of the workload's learning rate. A GAN keeps its own: its losses do not fade.
        """
        from compare import rooms

        self.trainer = None
        self.held = self.held or memory_bytes()
        read = time.perf_counter()
        make = rooms.trainer(self.task["implementation"], self.workload.spec.kind)
        self.trainer = make(self.workload.spec, self.weights, DTYPE, self.task["mode"])
        if self.workload.spec.kind == "network":
            self.trainer.learning_rate *= share
        ready = self.batches
        if self.task["mode"] == "fastest":
            ready = [(*self.trainer.ready(x, y), masks) for x, y, masks in ready]
        self.turns = {phase: cycle(ready) for phase in STEPS} | {"forward": cycle(self.batches)}
        built = time.perf_counter()
        self.step()
        stepped = time.perf_counter()
        forget_peak()
        return {"build_s": built - read, "first_step_s": stepped - built}

    def read_data(self) -> None:
        """The workload, its initial weights and its first batches of full size."""
        from compare import workloads
        from compare.workload import training_steps

        self.workload = workloads.get(self.task["workload"])
        data = workloads.prepare(self.workload, data_dir=self.task["data_dir"])
        self.weights = self.workload.initial_weights(SEED, data)
        size = min(self.workload.batch_size, len(data.x_train))
        order = training_steps(self.workload.spec, len(data.x_train), size, BATCHES, SEED)
        full = islice((step for step in order if len(step[1]) == size), BATCHES)
        self.take([(data.x_train[rows], data.y_train[rows], masks) for _, rows, masks in full])

    def take(self, drawn: list[tuple[Any, Any, Any]]) -> None:
        """Keep the batches, in both dtypes."""
        from compare.trajectory import as_targets

        self.exact = [(x.astype("float64"), as_targets(y, "float64"), m) for x, y, m in drawn]
        self.batches = [(x.astype(DTYPE), as_targets(y, DTYPE), m) for x, y, m in drawn]

    def step(self) -> None:
        """One training step on the next batch."""
        self.losses.append(self.trainer.step(*next(self.turns["train_step"])))

    def values(self, steps: int) -> dict[str, Any]:
        """The losses of the first `steps` steps, and then the predictions for the first batch.

        After that the network is built anew, for steps that are timed.
        """
        while len(self.losses) < steps:
            self.step()
        found = {"losses": self.losses[:steps], "predictions": flat(self.trainer, self.batches[0])}
        self.set_up(STILL)
        return found

    def truth(self, steps: int) -> dict[str, Any]:
        """The same values in float64, from a network of its own."""
        from compare import rooms

        make = rooms.trainer(self.task["implementation"], self.workload.spec.kind)
        trainer = make(self.workload.spec, self.weights, "float64")
        losses = [trainer.step(*batch) for batch in self.exact[:steps]]
        found = {"losses": losses, "predictions": flat(trainer, self.exact[0])}
        del trainer
        forget_peak()
        return found

    def round(self, phase: str, steps: int, untimed: int) -> dict[str, float | None]:
        """The seconds that `steps` steps of `phase` take, after some that are not timed.

        And how many pages of memory the process had to ask the system for meanwhile.
        """
        run = self.phase(phase)
        batches = list(islice(self.turns[phase], untimed + steps))
        for batch in batches[:untimed]:
            run(*batch)
        faults, began = page_faults(), time.perf_counter()
        for batch in batches[untimed:]:
            run(*batch)
        seconds = time.perf_counter() - began
        return {
            "seconds": seconds,
            "page_faults": None if faults is None else page_faults() - faults,
        }

    def phase(self, name: str) -> Callable[..., Any]:
        """What takes a batch through the phase."""
        if name == "concept":
            return self.pass_through
        return self.forward if name == "forward" else getattr(self.trainer, STEPS[name])

    def forward(self, x: Any, y: Any, masks: Any) -> None:
        """The predictions for one batch."""
        self.trainer.predict(x)

    def memory(self) -> dict[str, float]:
        """The most memory held since the steps began, and how much more that is than before them.

        So it is the network, its optimizer and what a step needs, without what building needed.
        """
        peak = peak_memory_bytes()
        return {"peak_mb": peak / 2**20, "step_mb": max(peak - self.held, 0) / 2**20}

    def peak(self) -> dict[str, float]:
        """What the machine's matrix product reaches, and what a step needs of it."""
        from compare import gemm

        samples = len(self.exact[0][0])
        return {
            "gflops": gemm.peak(DTYPE) / 1e9,
            "step_gflop": gemm.work(self.workload.spec, samples) / 1e9,
        }


def flat(trainer: Any, batch: Any) -> list[float]:
    """The predictions for a batch as a list of numbers."""
    return trainer.predict(batch[0]).ravel().tolist()


def pin(cpus: list[int]) -> bool:
    """Bind this process to `cpus`, before any library starts threads; False where that fails."""
    if not cpus:
        return False
    import psutil

    try:
        psutil.Process().cpu_affinity(cpus)
    except (AttributeError, OSError, ValueError, psutil.Error):
        return False
    return True


def forget_peak() -> None:
    """Begin anew to watch for the most memory held, where the kernel can."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak_memory_bytes() -> int:
    """The greatest resident size since `forget_peak`.

    Linux is asked for VmHWM: its ru_maxrss starts at the size of the process that forked.
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    for line in lines:
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        import psutil

        return psutil.Process().memory_info().peak_wset
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def page_faults() -> Any:
    """How often this process was given a page of memory so far; None where that is not known.

    An allocator that hands large blocks back and asks for them again has thousands a step; where
    this was written each took 2 to 3 microseconds.
    """
    with suppress(ImportError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    return None


def memory_bytes() -> int:
    """What the process holds now."""
    import psutil

    return int(psutil.Process().memory_info().rss)


def serve(racer: Any, questions: TextIO, answers: TextIO) -> None:
    """Answer each question until there are no more."""
    for line in questions:
        question = json.loads(line)
        ask: Callable[..., dict[str, Any]] = getattr(racer, question.pop("ask"))
        print(json.dumps(answer(ask, question)), file=answers, flush=True)


def answer(ask: Callable[..., dict[str, Any]], details: dict[str, Any]) -> dict[str, Any]:
    """What `ask` gives, or why it gave nothing: "skipped" where the data are not there."""
    try:
        return ask(**details)
    except Exception as error:  # noqa: BLE001 - whatever it raises is a row, not a crash
        kind = type(error).__name__
        verdict = "skipped" if kind == "DataMissing" else "failed"
        return {"verdict": verdict, "reason": f"{kind}: {str(error).strip()}"}


def main() -> None:
    """Serve on a private copy of stdout: what libraries print must not look like an answer."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(Racer(json.loads(sys.argv[1])), sys.stdin, answers)


if __name__ == "__main__":
    main()
