"""The command that lists the frameworks' own defects."""

import json
import sys

import pytest

from compare import cli, defects


@pytest.fixture
def threefold(monkeypatch, capsys):
    """Run `threefold defects` in this process: (exit code, standard output, standard error)."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["threefold", "defects", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = capsys.readouterr()
        return stopped.value.code or 0, printed.out, printed.err

    return run


def see(monkeypatch, found):
    """Make every script print `found(record)`."""
    monkeypatch.setattr(defects, "measured", lambda wanted: {d: found(d) for d in wanted})


def test_all_are_listed(threefold):
    code, shown, _ = threefold()
    assert code == 0
    for record in defects.all():
        assert record.name in shown


def test_one_is_told_with_its_script(threefold):
    code, shown, _ = threefold("sparsemax")
    record = defects.named("sparsemax")[0]
    assert code == 0
    for text in (record.observed, record.way_round, record.link, record.script):
        assert text in shown


def test_an_unknown_one_is_a_mistake(threefold):
    code, _, said = threefold("nothing_like_it")
    assert code == 2
    assert said.count("\n") == 1
    assert "Received: 'nothing_like_it'" in said


def test_json_has_every_field_and_the_script(threefold, tmp_path):
    target = tmp_path / "defects.json"
    assert threefold("--json", target)[0] == 0
    rows = json.loads(target.read_text())["defects"]
    assert len(rows) == len(defects.all())
    assert {"framework", "name", "expected", "observed", "link", "script"} <= set(rows[0])
    assert "seen" not in rows[0]


def test_measuring_says_what_is_still_there(threefold, monkeypatch, tmp_path):
    see(monkeypatch, lambda d: d.observed)
    target = tmp_path / "defects.json"
    code, shown, _ = threefold("sparsemax", "--measure", "--json", target)
    assert code == 0
    assert "still there" in shown
    assert json.loads(target.read_text())["defects"][0]["state"] == "there"


def test_a_mended_one_is_told_with_exit_code_1(threefold, monkeypatch):
    see(monkeypatch, lambda d: d.expected)
    code, shown, _ = threefold("sparsemax", "--measure")
    assert code == 1
    assert "mended: remove the record" in shown


def test_something_new_is_shown_as_it_was_seen(threefold, monkeypatch):
    see(monkeypatch, lambda d: "[0.5, 0.5]")
    code, shown, _ = threefold("sparsemax", "--measure")
    assert code == 1
    assert "changed: [0.5, 0.5]" in shown


def test_measuring_needs_a_framework(threefold, without_framework):
    without_framework("pytorch", "keras")
    code, _, said = threefold("--measure")
    assert code == 3
    assert "installed" in said
