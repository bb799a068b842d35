"""Threads: the same numbers however the work is shared, and errors that come back."""

import os

import numpy as np
import pytest

from scratch.fused import optimizer, products, recurrent, set_threads, threads
from scratch.layers import GRU, LSTM, Conv2D, Dense, Embedding, Flatten, MaxPooling2D
from scratch.losses import MeanSquaredError
from scratch.optimizers import SGD, Adam
from tests.scratch.fused.together import network, trained_together


@pytest.fixture(params=[2, 3])
def several(request, monkeypatch):
    """Some threads, which share even the least work."""
    monkeypatch.setattr(products, "WORTH_SHARING", 0)
    monkeypatch.setattr(recurrent, "BLOCK", 1)
    monkeypatch.setattr(optimizer, "WORTH_SHARING", 0)
    monkeypatch.setattr(optimizer, "PIECE", 7)
    set_threads(request.param)
    yield request.param
    set_threads(1)


RNG = np.random.default_rng(0)
NETWORKS = {
    "images": (
        lambda: [
            Conv2D(4, 3, activation="relu"), MaxPooling2D(2), Conv2D(2, 2), Flatten(), Dense(2)
        ],
        lambda n: RNG.standard_normal((n, 9, 8, 2)),
    ),
    "words": (
        lambda: [Embedding(9, 3, mask_zero=True), LSTM(4, recurrent_dropout=0.3, seed=1), Dense(2)],
        lambda n: RNG.integers(0, 9, (n, 5)),
    ),
    "words of which each gate drops others": (
        lambda: [Embedding(9, 3), LSTM(4, dropout=0.3, recurrent_dropout=0.3, seed=1), Dense(2)],
        lambda n: RNG.integers(0, 9, (n, 5)),
    ),
    "more words": (
        lambda: [Embedding(9, 3), GRU(4, dropout=0.3, seed=1), Dense(2)],
        lambda n: RNG.integers(0, 9, (n, 5)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", NETWORKS)
def test_threads_change_no_number(several, kind):
    layers, drawn = NETWORKS[kind]
    batches = [(drawn(n), RNG.standard_normal((n, 2))) for n in (25, 9, 1, 25)]
    adam = lambda: Adam(0.01, epsilon=1e-2)  # noqa: E731
    fused = trained_together(layers, MeanSquaredError(), adam, batches, "float64")
    assert len(fused.plan.optimizer.kernels) == several
    first, second, *_ = fused.plan.layout.steps
    shared = second.walk.rooms if "words" in kind else first.lanes
    assert len(shared) == (2 if "words" in kind else several)


@pytest.mark.usefixtures("several")
def test_any_thread_may_come_first_and_take_all_pieces(monkeypatch):
    monkeypatch.setattr(threads, "fork_join", lambda task, arguments: task(arguments[-1]))
    batches = [(RNG.standard_normal((5, 4)), RNG.standard_normal((5, 2))) for _ in range(3)]
    layers = lambda: [Dense(6, "tanh"), Dense(2)]  # noqa: E731
    adam = lambda: Adam(0.01, epsilon=1e-2)  # noqa: E731
    trained_together(layers, MeanSquaredError(), adam, batches, "float64")


class Slowest:
    """A helper that does each task at the last moment, when it is waited for."""

    def __init__(self):
        self.tasks = []

    def start(self, task, argument):
        self.tasks.append((task, argument))

    def wait(self):
        task, argument = self.tasks.pop(0)
        task(argument)


@pytest.mark.parametrize("at_first", [1, 2])
@pytest.mark.parametrize("kind", [kind for kind in NETWORKS if "words" in kind])
def test_a_helper_may_be_slow_and_come_after_the_layout_was_made(kind, at_first, monkeypatch):
    monkeypatch.setattr(recurrent, "BLOCK", 1)
    monkeypatch.setattr(threads, "helpers", [Slowest()])
    layers, drawn = NETWORKS[kind]
    x, y = drawn(6), RNG.standard_normal((6, 2))
    weights = []
    for counts in ([1, 1, 1], [at_first, 2, 2]):
        trained = network(layers, MeanSquaredError(), SGD, [(x, y)], "float64", fused=True)
        for count in counts:
            monkeypatch.setattr(threads, "count", count)
            trained.train_on_batch(x, y)
        weights.append(trained.params)
    alone, helped = weights
    for name, array in alone.items():
        np.testing.assert_array_equal(helped[name], array)


def test_an_error_in_a_thread_is_raised(several):
    def fail(part):
        if part.start:
            raise ValueError(part)

    with pytest.raises(ValueError, match="slice"):
        threads.fork_join(fail, threads.shares(10))
    done = []
    threads.fork_join(done.append, threads.shares(10))
    assert len(done) == several


@pytest.mark.usefixtures("several")
def test_threads_see_what_numpy_is_told_about_overflow():
    def overflow(number):
        return np.full(1, number) * 1e308

    with np.errstate(over="raise"), pytest.raises(FloatingPointError):
        threads.fork_join(overflow, [1.0, 10.0])


@pytest.mark.parametrize("threads_used", [1, 2])
def test_what_is_done_aside_is_done_in_order_and_its_errors_are_raised(threads_used):
    set_threads(threads_used)
    try:
        done = []
        with threads.Aside() as aside:
            for number in range(5):
                aside.start(done.append, number)
        assert done == list(range(5))
        with pytest.raises(ZeroDivisionError), threads.Aside() as aside:
            aside.start(lambda number: 1 / number, 0)
        assert aside.started == 0
    finally:
        set_threads(1)


@pytest.mark.skipif(not threads.CAN_PIN, reason="this system puts no thread on a CPU of its own")
def test_each_thread_has_a_cpu_of_its_own_and_gives_it_back():
    mine = os.sched_getaffinity(0)
    try:
        for count in (2, 3, 2):
            set_threads(count)
            cpus = [os.sched_getaffinity(0)]
            cpus += [os.sched_getaffinity(h.thread.native_id) for h in threads.helpers[: count - 1]]
            if len(mine) < count:
                assert cpus[0] == mine
            else:
                assert [len(one) for one in cpus[1:]] == [1] * (count - 1)
                assert set().union(*cpus) == mine
                assert sum(map(len, cpus)) == len(mine)
    finally:
        set_threads(1)
    assert os.sched_getaffinity(0) == mine
