"""Progress without a terminal: lines, seldom; and none where quiet is asked for."""

import io

import pytest
from rich.console import Console

from compare import console


class Clock:
    """Stands still until it is told otherwise."""

    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def log(monkeypatch, clock):
    """What is written to stderr, which is no terminal."""
    written = io.StringIO()
    monkeypatch.setattr(console, "err", Console(file=written, width=40, get_time=clock))
    return written


def advance(clock, seconds, quiet=False):
    """Four units, each of so many seconds, of which three are done."""
    with console.progress(quiet) as bars:
        task = bars.add_task("check", total=None, detail="")
        for done in (1, 2, 3):
            clock.seconds += seconds
            bars.update(task, completed=done, total=4, detail="one [of] many, with a long name")


def test_a_line_says_what_is_done_and_how_long_the_rest_will_take(log, clock):
    advance(clock, console.SECONDS_A_LINE)
    assert log.getvalue().splitlines() == [
        "check: 1 of 4, 0:01:00 so far: one [of] many, with a long name",
        "check: 2 of 4, 0:02:00 so far, about 0:02:00 left: one [of] many, with a long name",
        "check: 3 of 4, 0:03:00 so far, about 0:01:00 left: one [of] many, with a long name",
    ]


def test_where_the_total_is_unknown_nothing_is_said_of_the_rest(log, clock):
    with console.progress() as bars:
        task = bars.add_task("read", total=None, detail="")
        clock.seconds += console.SECONDS_A_LINE
        bars.update(task, completed=2000)
    assert log.getvalue() == "read: 2,000, 0:01:00 so far\n"


def test_two_lines_are_a_minute_apart(log, clock):
    advance(clock, console.SECONDS_A_LINE / 2)
    assert log.getvalue().count("\n") == 1


def test_quiet_is_silent(log, clock):
    advance(clock, console.SECONDS_A_LINE, quiet=True)
    assert log.getvalue() == ""
