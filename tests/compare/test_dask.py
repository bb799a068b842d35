"""Dask's workers give what this machine's processes give; one that dies costs nothing but time."""

import json
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from compare import engine
from compare.engine import Limits, Means, SchedulerGone
from compare.runner import CheckUnit, check_all, check_units
from tests.compare import small_report

pytest.importorskip("distributed")
pytestmark = [pytest.mark.full, pytest.mark.timeout(600), pytest.mark.xdist_group("dask")]
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CONCEPTS = ["relu", "dense", "mean_squared_error", "sgd", "softmax"]


def started(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def cluster(tmp_path):
    """(address, the scheduler's process, the two workers' processes)."""
    file = tmp_path / "scheduler.json"
    common = ["--no-dashboard", "--scheduler-file", str(file)]
    loopback = ["--host", "127.0.0.1"]
    scheduler = started("distributed.cli.dask_scheduler", *common, *loopback, "--port", "0")
    workers = [
        started("distributed.cli.dask_worker", *common, *loopback, "--nthreads", "1", "--no-nanny")
        for _ in range(2)
    ]
    while not file.is_file() or not file.read_text():
        assert scheduler.poll() is None
        time.sleep(0.1)
    from distributed import Client

    with Client(scheduler_file=str(file), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        address = client.scheduler.address
    yield address, scheduler, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_two_workers_find_what_two_local_processes_find(cluster):
    address, _, _ = cluster
    names = [*CONCEPTS, "gru"]
    assert len(check_units(names)) >= 2 * engine.UNITS_A_PROCESS
    there, here = (check_all(names, means=m) for m in (Means(scheduler=address), Means(2)))
    assert there == here


def test_a_report_on_two_workers_is_that_of_two_local_processes(cluster, monkeypatch, tmp_path):
    address, _, _ = cluster
    small_report.set_up(monkeypatch.setattr)
    there = small_report.make(tmp_path / "there", Means(scheduler=address))
    here = small_report.make(tmp_path / "here", Means(processes=2))
    assert there == here


def test_seeds_grid_points_and_random_cases_run_on_the_workers(cluster, tmp_path):
    address, _, _ = cluster
    asked = (
        ["train", "xor", "--seeds", "2", "--epochs", "5"],
        ["train", "grid_search", "--epochs", "5", "-i", "scratch", "-i", "pytorch"],
        ["check", "relu", "dense", "--random", "60"],
    )
    for i, arguments in enumerate(asked):
        rows = []
        for where in ([], ["--scheduler", address]):
            target = tmp_path / f"{i}{len(where)}.json"
            command = [sys.executable, "-m", "compare", *arguments, *where, "--json", str(target)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            found = json.loads(target.read_text())
            rows.append([found[s] for s in ("accuracy", "agreement", "oracle", "skipped")])
        assert rows[0] == rows[1]


@pytest.mark.parametrize(("unit", "why"), [("dies_at_5", "Died"), ("hangs_at_5", "OverTheLimit")])
def test_a_unit_that_harms_its_process_is_lost_alone(cluster, monkeypatch, unit, why):
    address, _, _ = cluster
    monkeypatch.syspath_prepend(HERE)
    do = getattr(import_module("misbehaving"), unit)
    means = Means(scheduler=address, limits=Limits(seconds=40))

    def lost(unit, error):
        return f"{unit}: {type(error).__name__}"

    found = engine.run(range(8), do, lost, means=means)
    assert found == [0, 1, 2, 3, 4, f"5: {why}", 6, 7]


def test_a_worker_that_is_killed_costs_nothing_but_time(cluster):
    address, _, (first, _) = cluster
    seen = []

    def progress(done, _total, _what):
        seen.append(done)
        if done == 2:
            first.kill()

    found = check_all(CONCEPTS, progress=progress, means=Means(scheduler=address))
    assert {f.verdict for f in found} <= {"agree", "skipped"}
    assert seen[-1] > 2


def test_a_scheduler_that_goes_is_said_and_what_is_finished_is_kept(cluster, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(HERE)
    rows = import_module("misbehaving").rows
    from compare.store import Store

    address, scheduler, _ = cluster
    units = [
        CheckUnit(name, first, first + 1, ("float64",), ("scratch",))
        for name in CONCEPTS
        for first in range(100)
    ]
    store, ended = Store(tmp_path / "store"), []

    def progress(unit, _kept):
        ended.append(unit)
        scheduler.kill()

    def lost(_unit, _error):
        return []

    with pytest.raises(SchedulerGone, match="Received: tcp"):
        engine.run(units, rows, lost, progress, store, Means(scheduler=address))
    assert ended
    again = []
    engine.run(units, rows, lost, lambda _unit, kept: again.append(kept), store, engine.ALONE)
    assert sum(again) == len(ended)
