"""Units come back in their order; what fails is said, what is finished is not done again."""

import time
from importlib import import_module
from pathlib import Path

import pytest

from compare import engine
from compare.engine import Limits, Means, SchedulerGone
from compare.store import Store

UNITS = [4, -3, 2, -1]


def lost(unit, error):
    """What is made of a unit that failed."""
    return f"{unit}: {type(error).__name__}"


def inverse(unit):
    """A function that fails for 0."""
    return 1 / unit


def test_results_come_in_the_order_of_the_units():
    assert engine.run(UNITS, abs, lost) == [4, 3, 2, 1]


def test_a_unit_that_raises_is_lost_and_the_others_are_not():
    assert engine.run([1, 0, -1], inverse, lost) == [1, "0: ZeroDivisionError", -1]


def test_an_interruption_is_no_failure_of_a_unit():
    def interrupted(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.run(UNITS, interrupted, lost)


def test_every_unit_is_told_of_as_it_ends():
    told = []
    engine.run(UNITS, abs, lost, lambda *what: told.append(what))
    assert told == [(unit, False) for unit in UNITS]


def test_what_is_finished_is_not_done_again(tmp_path):
    store, told = Store(tmp_path), []
    assert engine.run([1, 0], inverse, lost, store=store)[0] == 1

    def second(unit):
        assert unit != 1
        return "done now"

    found = engine.run([1, 0], second, lost, lambda *what: told.append(what), store=store)
    assert found == [1.0, "done now"]  # the failed one is tried again
    assert told == [(1, True), (0, False)]


@pytest.fixture
def two_processes(monkeypatch):
    """Run in two processes, which load no frameworks."""
    monkeypatch.setattr(engine, "use_one_thread", time.time)

    monkeypatch.syspath_prepend(Path(__file__).parent)

    def run(units, do, **options):
        do = getattr(import_module("misbehaving"), do) if isinstance(do, str) else do
        return engine.run(units, do, lost, means=Means(processes=2, **options))

    return run


def test_processes_give_the_same_in_the_same_order(two_processes):
    units = list(range(-8, 8))
    assert two_processes(units, abs) == [abs(unit) for unit in units]


def test_a_unit_that_kills_its_process_is_lost_alone(two_processes):
    found = two_processes(list(range(12)), "dies_at_5")
    assert found == [0, 1, 2, 3, 4, "5: Died", *range(6, 12)]


def test_a_unit_that_does_not_end_is_lost_alone(two_processes):
    found = two_processes(list(range(12)), "hangs_at_5", limits=Limits(seconds=8))
    assert found == [0, 1, 2, 3, 4, "5: OverTheLimit", *range(6, 12)]


def test_a_unit_that_takes_too_much_memory_is_lost_alone(two_processes):
    found = two_processes(list(range(12)), "grows_at_5", limits=Limits(megabytes=600))
    assert found == [0, 1, 2, 3, 4, "5: OverTheLimit", *range(6, 12)]


def test_a_scheduler_that_is_not_there_is_said():
    with pytest.raises(SchedulerGone, match="Received: tcp"):
        engine.run(UNITS, abs, lost, means=Means(scheduler="tcp://127.0.0.1:9"))
