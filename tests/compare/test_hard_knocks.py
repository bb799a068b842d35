"""Killed, crashed, out of space: what was finished stays finished, and the rest is said."""

import errno
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import psutil
import pytest

from compare import cli, engine, files, reporting
from compare.engine import Means
from tests.compare import small_report

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KILLS = 10
PYTHONPATH = os.pathsep.join([str(ROOT), str(HERE)])


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, str(HERE / "small_report.py"), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": PYTHONPATH},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )


def results_in(folder):
    (report,) = [path for path in folder.iterdir() if not path.name.startswith(".")]
    return small_report.without_times(json.loads((report / "results.json").read_text()))


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_killed_ten_times_and_resumed_it_gives_what_an_undisturbed_run_gives(tmp_path):
    rng, killed, log = np.random.default_rng(0), tmp_path / "killed", tmp_path / "log"
    for _ in range(KILLS):
        process = start(killed, log)
        try:
            process.wait(timeout=rng.uniform(4, 25))
        except subprocess.TimeoutExpired:
            children = psutil.Process(process.pid).children(recursive=True)
            process.kill()
            process.wait()
            _, alive = psutil.wait_procs(children, timeout=20)
            assert not alive, "a process outlived the one that it worked for"
    assert start(killed, log).wait() == 0
    kept = Counter(log.read_text().splitlines())
    assert kept
    assert set(kept.values()) == {1}, "a finished unit ran again"
    undisturbed = tmp_path / "undisturbed"
    assert start(undisturbed, tmp_path / "other log").wait() == 0
    first = min(path for path in killed.iterdir() if not path.name.startswith("."))
    found = small_report.without_times(json.loads((first / "results.json").read_text()))
    assert found == results_in(undisturbed)


@pytest.mark.full
@pytest.mark.timeout(600)
def test_two_processes_and_three_give_the_same_bits(monkeypatch, tmp_path):
    small_report.set_up(monkeypatch.setattr)
    found = [small_report.make(tmp_path / str(n), Means(processes=n)) for n in (2, 3)]
    assert found[0] == found[1]


def test_a_full_disk_is_said_and_what_is_finished_is_kept(monkeypatch, tmp_path, capsys):
    small_report.set_up(monkeypatch.setattr, concepts=["relu"], only=("diabetes",), seeds=1)
    room_left = 5
    sync = os.fsync

    def full(file):
        nonlocal room_left
        room_left -= 1
        if room_left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(file)

    monkeypatch.setattr(engine, "usable_cores", lambda: 1)
    monkeypatch.setattr(files.os, "fsync", full)
    asked = ["threefold", "report", "--output", str(tmp_path), "--quiet"]
    monkeypatch.setattr(sys, "argv", asked)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    said = capsys.readouterr().err.strip()
    assert stopped.value.code == 2
    assert "No space left on device" in said
    assert len(said.splitlines()) == 1
    (unfinished,) = tmp_path.iterdir()
    assert len(list(unfinished.iterdir())) == 5, "a half-written file was left"

    room_left = 10_000
    monkeypatch.setattr(sys, "argv", [*asked, "--resume"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert not stopped.value.code
    (report,) = tmp_path.iterdir()
    assert json.loads((report / "results.json").read_text())["run"]["units_kept"] == 5


@pytest.mark.parametrize("output", ["/proc/nothing", "a file", "a file/x"])
def test_a_folder_that_cannot_be_written_to_is_said_at_once(output, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    Path("a file").touch()
    monkeypatch.setattr(reporting, "make_report", None)
    monkeypatch.setattr(sys, "argv", ["threefold", "report", "--output", output])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert f"--output must be a folder that can be written to. Received: {output}" in (
        capsys.readouterr().err
    )


def test_a_framework_that_is_broken_at_import_is_said_and_the_rest_runs(tmp_path):
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text("raise RuntimeError('no such symbol')")
    target = tmp_path / "rows.json"
    done = subprocess.run(
        [sys.executable, "-m", "compare", "check", "relu", "--json", str(target)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    rows = json.loads(target.read_text())
    broken = "broken at import: RuntimeError: no such symbol"
    assert broken in done.stderr + done.stdout
    verdicts = {"broken" in row["message"]: row["verdict"] for row in rows["agreement"]}
    assert verdicts == {True: "failed", False: "agree"}
    assert done.returncode == 1


def test_nan_in_a_frameworks_output_is_a_disagreement_of_that_framework(monkeypatch, capsys):
    twin = pytest.importorskip("reference.pytorch.layers.flatten").Flatten
    right = twin.forward
    monkeypatch.setattr(twin, "forward", lambda self, x: right(self, x) * float("nan"))
    monkeypatch.setattr(sys, "argv", ["threefold", "check", "flatten"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    shown = " ".join(capsys.readouterr().out.split())
    assert stopped.value.code == 1
    assert "The odd one out is pytorch" in shown


def test_two_stores_of_one_unit_are_one_file(tmp_path):
    from compare.store import Store

    began = time.monotonic()
    store = Store(tmp_path)
    store.put(("unit", 1), {"found": began})
    store.put(("unit", 1), {"found": began})
    assert len(list(tmp_path.iterdir())) == 1
    assert store.get(("unit", 1)) == {"found": began}
