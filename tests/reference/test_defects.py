"""The recorded defects of the frameworks: still there, or mended and to be forgotten."""

import subprocess
import sys

import pytest

from compare import defects, rooms

RECORDS = defects.all()


@pytest.mark.parametrize("framework", defects.FRAMEWORKS)
def test_the_installed_version_still_has_its_defects(framework):
    if rooms.why_absent(framework):
        pytest.skip(f"{framework}: {rooms.why_absent(framework)}")
    seen = defects.measured([d for d in RECORDS if d.framework == framework])
    news = {d.name: d.told(found) for d, found in seen.items() if d.state(found) != "there"}
    assert len(seen) > 10
    assert not news, f"in {framework} {rooms.version(framework)}"


@pytest.mark.parametrize("framework", defects.FRAMEWORKS)
def test_every_script_has_its_record_and_every_record_its_script(framework):
    own = {d.name: d for d in RECORDS if d.framework == framework}
    folder = next(iter(own.values())).path.parent
    assert {p.stem for p in folder.glob("*.py")} - {"__init__"} == set(own)


@pytest.mark.parametrize("record", RECORDS, ids=lambda d: f"{d.framework}-{d.name}")
def test_a_record_says_what_is_needed(record):
    assert record.expected != record.observed
    assert all((record.title, record.measured_in, record.because, record.way_round))
    assert not record.link or record.link.startswith("https://github.com/")
    assert record.script.startswith(f'"""{record.title}."""')
    assert "observed: " in record.script


def test_a_script_runs_on_its_own():
    record = next(d for d in RECORDS if d.name == "ndtr_left_tail")
    if rooms.why_absent("pytorch"):
        pytest.skip("pytorch is not installed")
    done = subprocess.run(
        [sys.executable, str(record.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"observed: {record.observed}\n"


def test_without_a_framework_its_defects_are_not_measured(without_framework):
    without_framework("pytorch", "keras")
    assert defects.measured(RECORDS) == {}


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(defects.UnknownDefect, match=r"Did you mean sparsemax\?.* 'sparsmax'"):
        defects.named("sparsmax")


def test_one_name_may_stand_for_a_defect_of_both():
    assert {d.framework for d in defects.named("rmsprop_centered")} == set(defects.FRAMEWORKS)
