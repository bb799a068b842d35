"""Networks grow along one axis, contenders stay, and what fails at a size is out from there on."""

import numpy as np
import pytest

from compare import scaling, scratch_room, timing_worker, workloads
from compare.scaling import AXES
from compare.timing_process import WorkerError
from tests.compare.test_timing import SECONDS, Stage, every_room_is_there

assert every_room_is_there


class Growing(Stage):
    """Steps take the seconds of the implementation times the size, until one is too large."""

    def __init__(self, fails_at=None, **given):
        super().__init__(**given)
        self.fails_at, self.sizes = fails_at, []

    def start(self, contender, cpus, data_dir=None):
        worker = super().start(contender, cpus, data_dir)
        answer = worker.ask

        def ask(question, **details):
            if question == "resize":
                worker.size = details["size"]
                self.sizes.append((contender.implementation, details["size"]))
                if (contender.implementation, worker.size) == self.fails_at:
                    raise WorkerError("out of memory")
            found = answer(question, **details)
            if question == "round":
                found["seconds"] *= worker.size
            return found

        worker.ask, worker.size = ask, 1
        return worker


def grown(stage, axes=("width",)):
    return scaling.scaling(
        axes, rounds=3, start=stage.start, watch=lambda workers, cpus: lambda: 0.0
    )


@pytest.mark.parametrize("axis", AXES)
def test_every_size_is_a_network_that_trains(axis):
    smallest = AXES[axis].sizes[0]
    workload, weights, batches = scaling.drawn(axis, smallest, 2, 0)
    trainer = scratch_room.Trainer(workload.spec, weights, "float64")
    assert all(np.isfinite(trainer.step(*batch)) for batch in batches)
    assert len(batches) == 2
    if not AXES[axis].layers:
        assert smallest in (*batches[0][0].shape, *(w.shape[-1] for w in weights.values()))


def test_along_the_axis_of_layers_a_network_is_cut_after_each():
    for size in AXES["mnist_cnn_layers"].sizes:
        workload, _, _ = scaling.drawn("mnist_cnn_layers", size, 1, 0)
        assert workload.spec.layers == workloads.get("mnist_cnn").spec.layers[:size]
    assert size == len(workloads.get("mnist_cnn").spec.layers)


def test_the_times_of_a_cut_network_stand_in_one_row_a_layer():
    rows = grown(Growing(), ["imdb_lstm_layers"])
    found = scaling.by_layer(rows)
    assert [row["after"] for row in found] == ["1. embedding", "2. lstm", "3. dense"]
    assert found[1]["keras"] == 2 * found[0]["keras"] == 8 * found[1]["scratch"]
    assert scaling.slopes(rows) == []


def test_a_row_for_each_size_and_implementation():
    rows = grown(Growing())
    sizes = AXES["width"].sizes
    assert [(r["size"], r["implementation"]) for r in rows] == [
        (size, room) for size in sizes for room in ("scratch", "pytorch", "keras")
    ]
    assert {r["verdict"] for r in rows} == {"agree"}
    assert rows[1]["ratio_to_scratch"] == SECONDS["pytorch"] / SECONDS["scratch fastest"]
    assert rows[0]["step_memory_mb"] == 10.0


def test_who_fails_at_a_size_is_out_for_the_larger_ones():
    stage = Growing(fails_at=("keras", 128))
    keras = [r for r in grown(stage) if r["implementation"] == "keras"]
    assert [r["verdict"] for r in keras] == ["agree", "failed", "failed", "failed"]
    assert keras[-1]["message"] == "out of memory"
    assert ("keras", 512) not in stage.sizes


def test_slopes_and_where_a_framework_overtakes():
    def row(side, size, ms, ratio):
        about = {"axis": "width", "implementation": side, "size": size}
        return {**about, "median_ms": ms, "ratio_to_scratch": ratio}

    rows = [row("scratch", s, s**2.0, 1.0) for s in (1, 2, 4, 8)]
    rows += [row("pytorch", s, 10.0 * s, 10 / s) for s in (1, 2, 4, 8, 16)]
    found = {r["implementation"]: r for r in scaling.slopes(rows)}
    assert found["scratch"]["slope"] == pytest.approx(2)
    assert found["scratch"]["overtakes"] is None
    assert found["pytorch"]["slope"] == pytest.approx(1)
    assert found["pytorch"]["overtakes"] == 16


def test_what_a_step_costs_at_any_size_flattens_one_slope_and_not_the_other():
    def row(side, size, ms):
        about = {"axis": "batch", "implementation": side, "size": size}
        return {**about, "median_ms": ms, "ratio_to_scratch": None}

    sizes = (1, 16, 128, 1024)
    rows = [row("scratch", s, 1 + s) for s in sizes] + [row("keras", s, 300 + s) for s in sizes]
    scratch, keras = scaling.slopes(rows)
    assert keras["slope"] < 0.6 < 0.9 < scratch["slope"]
    assert scratch["slope_above_least"] == keras["slope_above_least"] == pytest.approx(1, abs=0.01)
    assert scaling.slopes(rows[:2])[0]["slope_above_least"] is None


def test_an_unknown_axis_is_refused():
    with pytest.raises(ValueError, match=r"batch, width, length, image, .*\. Received: depth"):
        scaling.scaling(["depth"])


def test_memory_of_a_size_leaves_out_what_was_imported_and_drawn(monkeypatch):
    racer = timing_worker.Racer({"implementation": "scratch", "mode": "fastest"})
    racer.held = 100
    held = iter([1000, 1300])
    monkeypatch.setattr(timing_worker, "memory_bytes", lambda: next(held))
    racer.resize("width", AXES["width"].sizes[0])
    assert racer.held == 400
