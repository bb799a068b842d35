"""Units come back in their order; what fails is said, what is finished is not done again."""

import os

import pytest

from compare import engine
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


@pytest.mark.full
def test_processes_give_the_same_in_the_same_order():
    units = list(range(-8, 8))
    assert engine.run(units, abs, lost, processes=2) == [abs(unit) for unit in units]


@pytest.mark.full
def test_units_whose_process_died_are_lost_with_the_reason(monkeypatch):
    monkeypatch.setattr(engine, "use_one_thread", abs)  # no frameworks: an error at once
    found = engine.run(list(range(12)), os._exit, lost, processes=2)
    assert found == [f"{unit}: BrokenProcessPool" for unit in range(12)]
