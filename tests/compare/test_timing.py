"""Races between contenders that only pretend to run, and workers that hang or die."""

import io
import json
import mmap
import sys
from itertools import repeat

import numpy as np
import psutil
import pytest

from compare import rooms, timing, timing_worker
from compare.results import COLUMNS
from compare.timing_process import Contender, Usage, Worker, WorkerError, others_share

CONTENDERS = sum(map(len, timing.MODES.values()))
TRUTH = {"losses": [1.0, 0.5, 0.25], "predictions": [0.2, 0.8]}
SECONDS = {"scratch": 1.0, "scratch fastest": 0.5, "pytorch": 2.0, "keras": 4.0}


class Stage:
    """Starts fake workers, and keeps the order in which they were asked."""

    def __init__(self, values=(), dies=(), cannot_start=(), actor=None):
        self.values, self.dies, self.cannot_start = dict(values), dict(dies), cannot_start
        self.rounds, self.workers, self.awake = [], [], set()
        self.actor = actor or Actor

    def start(self, contender, cpus, data_dir=None):
        if contender.implementation in self.cannot_start:
            raise OSError("no more processes")
        self.workers.append(self.actor(self, contender))
        return self.workers[-1]

    def name(self, contender):
        return f"{contender.implementation} {contender.mode}"


class Actor:
    """A worker without a process: every step takes the seconds of its implementation."""

    pid = 0

    def __init__(self, stage, contender):
        self.stage, self.contender = stage, contender
        self.name = stage.name(contender)
        self.seconds = SECONDS.get(self.name, SECONDS[contender.implementation])
        self.closed = False
        stage.awake.add(self.name)

    def ask(self, question, **details):
        assert self.stage.awake == {self.name}, "one contender runs at a time"
        if question == "round":
            self.stage.rounds.append((self.name, details["phase"], details["steps"]))
        if question == self.stage.dies.get(self.name):
            raise WorkerError("the worker ended with exit status -9")
        steps = details.get("steps", 1)
        faults = {"scratch": 0, "pytorch": 7 * steps}.get(self.contender.implementation)
        return {
            "build": {"import_s": 1.0, "build_s": 2.0, "first_step_s": 3.0, "pinned": True},
            "values": self.stage.values.get(self.name, TRUTH),
            "truth": TRUTH,
            "round": {"seconds": self.seconds * steps, "page_faults": faults},
            "memory": {"peak_mb": 100.0, "step_mb": 10.0},
            "resize": {},
            "peak": {"gflops": 100.0, "step_gflop": 50.0},
        }[question]

    def pause(self):
        self.stage.awake.discard(self.name)

    def resume(self):
        self.stage.awake.add(self.name)

    def close(self):
        self.closed = True
        self.pause()


def bench(stage, shares=None, rounds=6, **changes):
    """Rows by (phase, implementation, mode); `shares` is what others had in each round."""
    loads = iter(shares) if shares is not None else repeat(0.0)
    given = {"names": ["xor"], "rounds": rounds, "phases": ("train_step",), **changes}
    rows = timing.bench(start=stage.start, watch=lambda workers, cpus: lambda: next(loads), **given)
    return {(r["phase"], r["implementation"], r["mode"]): r for r in rows}


@pytest.fixture(autouse=True)
def every_room_is_there(monkeypatch):
    monkeypatch.setattr(rooms, "why_absent", lambda room: "")


def timed_rounds(stage, contenders=CONTENDERS):
    """The names of each round in their order, the warm-up left out."""
    names = [name for name, _, _ in stage.rounds]
    cut = [names[i : i + contenders] for i in range(0, len(names), contenders)]
    return cut[timing.WARM_UP_ROUNDS :]


class TestRounds:
    def test_everyone_takes_a_turn_in_an_order_that_rotates(self):
        stage = Stage()
        bench(stage, rounds=CONTENDERS)
        rounds = timed_rounds(stage)
        assert [r[0] for r in rounds] == rounds[0]
        assert all(sorted(r) == sorted(rounds[0]) for r in rounds)

    def test_everyone_takes_the_same_steps(self, monkeypatch):
        for room in SECONDS:
            monkeypatch.setitem(SECONDS, room, SECONDS[room] / 100)
        stage = Stage()
        bench(stage)
        # The slowest takes 0.04 s a step, and eight of them are the first that take 0.3 s.
        assert {steps for _, _, steps in stage.rounds[-CONTENDERS:]} == {8}

    def test_slow_contenders_take_one_step(self):
        stage = Stage()
        bench(stage)
        assert {steps for _, _, steps in stage.rounds} == {1}

    def test_fast_contenders_take_many_steps(self, monkeypatch):
        monkeypatch.setitem(SECONDS, "scratch", 0.001)
        monkeypatch.delitem(SECONDS, "scratch fastest")
        stage = Stage()
        bench(stage, modes={**timing.MODES, "pytorch": (), "keras": ()})
        assert stage.rounds[-1][2] == 512  # the first power of two that takes 0.3 s

    def test_loaded_rounds_are_discarded_counted_and_run_again(self):
        stage = Stage()
        rows = bench(stage, shares=[0.0, 0.5, 0.13, 0.12, 0.0], rounds=3)
        row = rows["train_step", "scratch", "default"]
        assert (row["rounds"], row["discarded_rounds"], row["stable"]) == (3, 2, True)
        assert len(timed_rounds(stage)) == 5

    def test_a_machine_that_is_never_quiet_gives_unstable_rows(self):
        rows = bench(Stage(), shares=repeat(0.9), rounds=3)
        row = rows["train_step", "keras", "fastest"]
        assert row["rounds"] == 3
        assert row["discarded_rounds"] == 3 * timing.DISCARDS_PER_ROUND
        assert not row["stable"]
        assert "3 rounds were kept" in row["message"]

    def test_wide_spread_is_unstable(self):
        seconds = [1.0, 2.0, 1.0, 2.0]
        turns = {"forward": [{"seconds": s, "page_faults": None} for s in seconds]}
        entry = timing.Entry(Contender("xor", "scratch"), turns=turns)
        assert not timing.row(entry, "forward", seconds, seconds, timing.Tally())["stable"]

    def test_every_phase_and_number_of_threads_has_its_rows(self, monkeypatch):
        monkeypatch.setattr(timing, "available_cpus", lambda: [1, 0])
        rows = timing.bench(
            ["xor", "mnist_mlp"],
            threads=[1, 2],
            rounds=1,
            start=Stage().start,
            watch=lambda workers, cpus: lambda: 0.0,
        )
        assert len(rows) == 2 * 2 * len(timing.PHASES) * CONTENDERS
        assert all(row["verdict"] == "agree" for row in rows)

    def test_progress_ends_where_it_said_it_would(self):
        seen = []
        bench(Stage(), progress=lambda *step: seen.append(step), rounds=4)
        assert [done for done, _, _ in seen] == list(range(6))
        assert {total for _, total, _ in seen} == {5}


class TestValues:
    def wrong(self, by):
        return {"losses": [1.0, 0.5, 0.25], "predictions": [0.2, 0.8 * (1 + by)]}

    def test_rows_with_other_values_are_not_believed(self):
        stage = Stage(values={"keras fastest": self.wrong(1e-3)})
        rows = bench(stage)
        row = rows["train_step", "keras", "fastest"]
        assert (row["verdict"], row["values_agree"], row["median_ms"]) == ("disagree", False, None)
        assert "predictions" in row["message"] or "off by 0.001" in row["message"]
        assert rows["train_step", "keras", "default"]["verdict"] == "agree"
        assert not any(name == "keras fastest" for name, _, _ in stage.rounds)

    def test_those_who_are_wrong_do_not_excuse_each_other(self):
        names = ("pytorch default", "pytorch fastest", "keras default", "keras fastest")
        rows = bench(Stage(values=dict.fromkeys(names, self.wrong(1e-3))))
        assert [r["verdict"] for r in rows.values()] == ["agree"] * 2 + ["disagree"] * 4

    def test_what_float32_cannot_keep_is_believed_where_all_lose_it(self):
        names = [f"{room} {mode}" for room, modes in timing.MODES.items() for mode in modes]
        sizes = [1e-4, -2e-4, -1e-4, 2e-4, 3e-4, -1e-4]
        values = {name: self.wrong(by) for name, by in zip(names, sizes, strict=True)}
        assert all(r["values_agree"] for r in bench(Stage(values=values)).values())

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"losses": [1.0, float("nan"), 0.25], "predictions": [0.2, 0.8]}, "not finite"),
            ({"losses": [1.0, 0.5, 0.25], "predictions": [0.2]}, "shapes differ"),
        ],
    )
    def test_nan_or_another_shape_is_never_believed(self, values, said):
        rows = bench(Stage(values={"pytorch default": values}))
        row = rows["train_step", "pytorch", "default"]
        assert row["verdict"] == "disagree"
        assert said in row["message"]

    def test_nan_is_not_believed_where_all_have_it(self):
        nan = {**TRUTH, "losses": [float("nan")] * 3}
        names = ("scratch default", "scratch fastest", "keras default", "keras fastest")
        rows = bench(Stage(values=dict.fromkeys(names, nan)), implementations=["keras"])
        assert {row["verdict"] for row in rows.values()} == {"disagree"}
        json.dumps(list(rows.values()), allow_nan=False)


class TestWhoDoesNotFinish:
    def test_absent_frameworks_are_skipped(self, monkeypatch):
        absent = {"keras": "not installed"}
        monkeypatch.setattr(rooms, "why_absent", lambda room: absent.get(room, ""))
        row = bench(Stage())["train_step", "keras", "default"]
        assert (row["verdict"], row["message"]) == ("skipped", "not installed")

    def test_more_threads_than_cpus_are_skipped(self, monkeypatch):
        monkeypatch.setattr(timing, "available_cpus", lambda: [1, 0])
        row = bench(Stage(), threads=[3])["train_step", "scratch", "default"]
        assert (row["verdict"], row["message"]) == ("skipped", "needs 3 CPUs, 2 are there")

    @pytest.mark.parametrize("question", ["build", "values", "round"])
    def test_who_dies_is_a_failed_row_and_the_others_race_on(self, question):
        stage = Stage(dies={"pytorch default": question})
        rows = bench(stage)
        row = rows.pop(("train_step", "pytorch", "default"))
        assert (row["verdict"], row["rounds"], row["ratio_to_scratch"]) == ("failed", 0, None)
        assert row["message"] == "the worker ended with exit status -9"
        assert {(r["verdict"], r["rounds"]) for r in rows.values()} == {("agree", 6)}

    def test_who_dies_in_a_later_round_leaves_no_numbers(self):
        class Dying(Actor):
            def ask(self, question, **details):
                mine = [name for name, _, _ in self.stage.rounds if name == "pytorch default"]
                if self.name == "pytorch default" and len(mine) > timing.WARM_UP_ROUNDS + 1:
                    raise WorkerError("out of memory")
                return super().ask(question, **details)

        row = bench(Stage(actor=Dying))["train_step", "pytorch", "default"]
        assert (row["verdict"], row["message"], row["rounds"]) == ("failed", "out of memory", 0)
        assert row["median_ms"] is row["page_faults"] is None

    def test_a_process_that_cannot_start_is_a_failed_row(self):
        row = bench(Stage(cannot_start=["keras"]))["train_step", "keras", "default"]
        assert (row["verdict"], row["message"]) == ("failed", "no more processes")

    def test_without_scratch_nothing_is_believed(self):
        rows = bench(Stage(dies={"scratch default": "truth"}))
        assert {row["verdict"] for row in rows.values()} == {"failed"}
        assert all(row["message"] for row in rows.values())

    def test_where_scratch_dies_in_the_race_the_times_stay_without_ratios(self):
        rows = bench(Stage(dies={"scratch default": "round"}))
        row = rows["train_step", "pytorch", "default"]
        assert (row["verdict"], row["rounds"], row["ratio_to_scratch"]) == ("agree", 6, None)

    def test_all_workers_are_closed_also_after_ctrl_c(self):
        stage = Stage()

        def interrupted(*_):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            timing.bench(["xor"], start=stage.start, watch=interrupted)
        assert len(stage.workers) == CONTENDERS
        assert all(worker.closed for worker in stage.workers)

    def test_no_rounds_are_refused(self):
        with pytest.raises(ValueError, match=r"`rounds`.*Received: rounds=0"):
            timing.bench(["xor"], rounds=0)


class TestRows:
    def test_columns_are_those_of_results_json(self):
        row = bench(Stage())["train_step", "pytorch", "default"]
        assert list(row)[: len(COLUMNS["timing"])] == COLUMNS["timing"]
        assert row["ratio_to_scratch"] == row["ratio_low"] == row["ratio_high"] == 2.0
        assert row["numpy_ratio"] == row["numpy_ratio_low"] == row["numpy_ratio_high"] == 0.25
        assert (row["median_ms"], row["iqr_ms"], row["stable"]) == (2000.0, 0.0, True)
        assert (row["cold_start_s"], row["peak_memory_mb"]) == (6.0, 100.0)
        assert row["page_faults"] == 7
        json.dumps(row, allow_nan=False)

    def test_times_and_page_faults_are_those_of_one_step(self, monkeypatch):
        monkeypatch.setattr(timing, "SLICE_SECONDS", 3 * SECONDS["keras"])
        stage = Stage()
        row = bench(stage)["train_step", "pytorch", "default"]
        assert max(steps for _, _, steps in stage.rounds) == 4
        assert (row["median_ms"], row["page_faults"]) == (2000.0, 7)

    def test_page_faults_are_unknown_where_the_system_counts_none(self):
        rows = bench(Stage())
        assert rows["train_step", "keras", "default"]["page_faults"] is None
        assert rows["train_step", "scratch", "default"]["page_faults"] == 0

    def test_without_the_frameworks_plain_modes_times_are_held_against_the_same(self):
        rows, fewer = bench(Stage()), bench(Stage(), modes=timing.FASTEST)
        assert {mode for _, room, mode in fewer if room != "scratch"} == {"fastest"}
        for key, row in fewer.items():
            for name in ("ratio_to_scratch", "numpy_ratio"):
                assert row[name] == rows[key][name]

    def test_rows_that_were_not_measured_have_the_same_columns(self):
        rows = bench(Stage(dies={"keras default": "build"}))
        assert len({tuple(row) for row in rows.values()}) == 1


class TestRatio:
    def test_rounds_are_paired(self):
        scratch = [1.0, 10.0, 100.0, 1.0, 10.0, 100.0]
        assert timing.ratio([2 * s for s in scratch], scratch) == (2.0, 2.0, 2.0)

    def test_interval_covers_the_median_as_often_as_it_says(self):
        rng = np.random.default_rng(0)
        found = [timing.ratio(list(rng.lognormal(size=15)), [1.0] * 15) for _ in range(400)]
        assert np.mean([low <= 1 <= high for _, low, high in found]) >= 0.95

    def test_too_few_rounds_have_no_interval(self):
        assert timing.ratio([3.0] * 5, [1.0] * 5) == (3.0, None, None)


class TestLoad:
    def test_our_own_work_is_not_counted(self):
        before, after = Usage(0.0, [5.0, 5.0], 1.0), Usage(2.0, [7.0, 5.5], 3.0)
        assert others_share(before, after, cpus=[]) == pytest.approx(0.5 / 4)

    def test_rounding_of_the_clocks_is_no_load(self):
        assert others_share(Usage(0, [0.0], 0), Usage(1, [0.5], 0.6), cpus=[0]) == 0.0

    def test_cpus_that_we_are_pinned_to_count_for_themselves(self):
        before, after = Usage(0, [0.0] * 64, 0), Usage(1, [1.0] + [0.0] * 63, 0.5)
        assert others_share(before, after, cpus=[0]) == 0.5


ECHO = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"


@pytest.fixture
def process():
    """Starts real processes that run a line of Python, and ends them."""
    started = []

    def start(code, limit=30.0):
        limits = dict.fromkeys(("build", "round"), limit)
        command = [sys.executable, "-c", code]
        started.append(Worker(Contender("xor", "scratch"), [], command=command, limits=limits))
        return started[-1]

    yield start
    for worker in started:
        worker.close()


class TestWorker:
    def test_it_answers_also_after_a_pause(self, process):
        worker = process(ECHO)
        assert worker.ask("build") == {"ask": "build"}
        worker.pause()
        worker.resume()
        assert worker.ask("round", steps=3) == {"ask": "round", "steps": 3}

    def test_no_answer_in_time_is_a_failure(self, process):
        worker = process("import sys; sys.stdin.read()", limit=0.05)
        with pytest.raises(WorkerError, match=r"no answer to 'build' within 0\.05 s"):
            worker.ask("build")

    def test_a_death_is_told_with_its_last_words(self, process):
        worker = process("import sys; sys.stdin.readline(); sys.exit('out of paper')")
        with pytest.raises(WorkerError, match="exit status 1: out of paper"):
            worker.ask("build")
        with pytest.raises(WorkerError, match="exit status 1"):
            worker.ask("round")

    def test_its_own_reason_and_verdict_are_passed_on(self, process):
        said = '{"reason": "no data", "verdict": "skipped"}'
        worker = process(f"import sys; sys.stdin.readline(); print({said!r}, flush=True)")
        with pytest.raises(WorkerError, match="no data") as raised:
            worker.ask("build")
        assert raised.value.verdict == "skipped"

    def test_what_is_no_answer_is_a_failure(self, process):
        worker = process("print('Hello!')")
        with pytest.raises(WorkerError, match="Hello!"):
            worker.ask("build")

    def test_it_is_gone_after_close_even_if_it_was_paused(self, process):
        worker = process(ECHO)
        worker.ask("build")
        worker.pause()
        worker.close()
        assert not psutil.pid_exists(worker.pid)
        worker.close()


class Answering:
    def double(self, n):
        return {"n": 2 * n}

    def missing(self):
        raise type("DataMissing", (Exception,), {})("mnist is not there")


class TestServing:
    def answers(self, racer, *questions):
        asked = io.StringIO("".join(json.dumps(q) + "\n" for q in questions))
        given = io.StringIO()
        timing_worker.serve(racer, asked, given)
        return [json.loads(line) for line in given.getvalue().splitlines()]

    def test_questions_are_answered_in_turn(self):
        asked = [{"ask": "double", "n": 2}, {"ask": "double", "n": 3}]
        assert self.answers(Answering(), *asked) == [{"n": 4}, {"n": 6}]

    def test_errors_are_answers(self):
        (given,) = self.answers(Answering(), {"ask": "double", "n": None})
        assert given["verdict"] == "failed"
        assert given["reason"].startswith("TypeError: ")

    def test_missing_data_are_skipped(self):
        (given,) = self.answers(Answering(), {"ask": "missing"})
        assert given == {"verdict": "skipped", "reason": "DataMissing: mnist is not there"}

    def test_the_peak_is_at_least_what_is_held(self):
        held = np.ones(2**20)
        assert timing_worker.peak_memory_bytes() > held.nbytes

    def test_without_cpus_nothing_is_pinned(self):
        assert timing_worker.pin([]) is False


class TestRacer:
    """The real worker's part, in this process, with scratch."""

    @pytest.fixture
    def racer(self, monkeypatch):
        monkeypatch.setattr(rooms.load("scratch"), "set_threads", lambda n: None)
        task = {"workload": "xor", "implementation": "scratch", "mode": "default"}
        racer = timing_worker.Racer({**task, "threads": 1, "cpus": [], "data_dir": None})
        racer.build()
        return racer

    def test_float32_values_are_near_the_float64_truth(self, racer):
        error, trouble = timing.value_error(racer.values(3), racer.truth(3))
        assert not trouble
        assert 0 < error < timing.FLOOR

    def test_values_are_of_the_first_steps_only(self, racer):
        assert len(racer.values(3)["losses"]) == 3

    def test_timed_steps_are_all_taken_at_the_initial_weights(self, racer):
        racer.values(3)
        racer.round("train_step", steps=200, untimed=0)
        for name, weight in racer.trainer.weights().items():
            assert np.allclose(weight, racer.weights[name], atol=1e-4), name

    @pytest.mark.parametrize("phase", timing.PHASES)
    def test_a_round_takes_time(self, racer, phase):
        found = racer.round(phase, steps=2, untimed=1)
        assert found["seconds"] > 0
        assert found["page_faults"] is None or found["page_faults"] >= 0

    @pytest.mark.skipif(sys.platform == "win32", reason="its count is not read")
    def test_memory_that_is_asked_for_anew_is_counted_in_pages(self):
        before = timing_worker.page_faults()
        with mmap.mmap(-1, 64 * mmap.PAGESIZE) as memory:
            memory.write(bytes(len(memory)))
        assert timing_worker.page_faults() > before
