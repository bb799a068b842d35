"""The files of a report: complete, equal to results.json, and never half there."""

import json
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

import compare
from compare.report import write, write_report
from compare.results import COLUMNS, read

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((write.page.TEMPLATES.parent / "results.schema.json").read_text("utf-8"))


def test_every_file_is_there(folder):
    assert {path.name for path in folder.iterdir()} == write.PARTS - {write.PACKED}
    assert {path.name for path in (folder / "concepts").iterdir()} == {"relu.html", "dense.html"}
    assert {path.name for path in (folder / "workloads").iterdir()} == {"xor.html"}
    assert {path.name for path in (folder / "figures").iterdir()} == {
        "picture_relu.svg",
        "network_xor.svg",
        "errors_float64.svg",
        "errors_float32.svg",
        "loss_step_xor.svg",
        "confusion_xor_scratch-pytorch-keras.svg",
        "time_xor.svg",
        "scaling_batch_time.svg",
        "scaling_batch_memory.svg",
    }


def test_results_json_fits_its_schema_and_keeps_every_row(folder, results):
    document = json.loads((folder / "results.json").read_text("utf-8"))
    jsonschema.validate(document, SCHEMA)
    assert document["agreement"] == results["agreement"]
    assert document["timing"] == results["timing"]


@pytest.mark.parametrize("section", write.TABLES)
def test_a_table_has_the_columns_of_the_format_and_all_digits(section, folder, results):
    table = pd.read_csv(folder / f"{section}.csv")
    assert list(table)[: len(COLUMNS[section])] == COLUMNS[section]
    assert set(table) == {*COLUMNS[section], *results[section][0]}
    measured = {"agreement": "scaled_error", "accuracy": "value", "timing": "median_ms"}[section]
    text = [row.split(",") for row in (folder / f"{section}.csv").read_text("utf-8").splitlines()]
    place = COLUMNS[section].index(measured)
    assert [row[place] for row in text[1:]] == [str(row[measured]) for row in results[section]]


def test_load_results_gives_frames(folder, results):
    loaded = compare.load_results(folder)
    assert len(loaded.agreement) == len(results["agreement"])
    assert list(loaded.timing["median_ms"]) == [row["median_ms"] for row in results["timing"]]
    assert loaded.equivalence.empty
    assert list(loaded.equivalence) == COLUMNS["equivalence"]
    assert loaded.environment["threads"] == 1
    assert loaded.confusion["xor"]["keras"] == [[2, 0], [1, 1]]


def test_the_notebook_runs_on_a_report(folder, monkeypatch, tmp_path):
    (tmp_path / "2025_quick").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((ROOT / "reports" / "results.ipynb").read_text("utf-8"))
    code = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    names = {}
    for cell in code:
        exec(cell, names)
    assert set(names["run"].accuracy["implementation"]) == {"scratch", "pytorch", "keras"}
    assert sum(len(cell.splitlines()) for cell in code) <= 15


@pytest.mark.parametrize(
    ("text", "says"), [("{", "no JSON"), ('{"schema": 2}', "schema 1"), ('{"schema": 1}', "oracle")]
)
def test_load_results_refuses_what_is_not_a_results_json(text, says, tmp_path):
    (tmp_path / "results.json").write_text(text)
    with pytest.raises(ValueError, match=says):
        compare.load_results(tmp_path)


@pytest.mark.usefixtures("no_figures")
def test_a_compact_report_has_all_results_and_no_other_pages(results, tmp_path):
    page = write_report(results, tmp_path / "run", compact=True)
    parts = {path.name for path in page.parent.iterdir()}
    assert parts == {
        "index.html", "report.md", write.PACKED, "figures", "accuracy.csv", "timing.csv"
    }  # fmt: skip
    loaded = compare.load_results(page.parent)
    assert len(loaded.agreement) == len(results["agreement"])
    text = page.read_text("utf-8")
    assert "concepts/" not in text
    assert "one sample" not in text


def test_a_compact_report_is_written_out_in_full_again(results, folder, tmp_path):
    write_report(results, tmp_path / "compact", compact=True)
    again = write_report(read(tmp_path / "compact"), tmp_path / "run")
    assert again.read_bytes() == (folder / "index.html").read_bytes()


def test_a_damaged_packed_file_is_refused(tmp_path):
    (tmp_path / write.PACKED).write_bytes(b"no gzip")
    with pytest.raises(ValueError, match="no JSON"):
        compare.load_results(tmp_path)


@pytest.fixture
def report(results, tmp_path, monkeypatch):
    """A report without figures that a test may change."""
    monkeypatch.setattr(write, "figures", lambda *_: [])
    return write_report(results, tmp_path / "run").parent


@pytest.mark.usefixtures("no_figures")
def test_a_broken_run_leaves_nothing(results, tmp_path, monkeypatch):
    def breaks(*_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(write.page, "markdown", breaks)
    with pytest.raises(RuntimeError):
        write_report(results, tmp_path / "run")
    assert not list(tmp_path.iterdir())


def test_a_broken_run_keeps_the_earlier_report(report, results, monkeypatch):
    earlier = (report / "index.html").read_bytes()
    monkeypatch.setattr(write.page, "html", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_report(results, report)
    assert (report / "index.html").read_bytes() == earlier
    assert list(report.parent.iterdir()) == [report]


def test_an_earlier_report_is_replaced(report, results):
    (report / "figures" / "time_mnist.svg").write_text("an earlier figure")
    results["timing"] = []
    write_report(results, report)
    assert not (report / "figures" / "time_mnist.svg").exists()
    assert pd.read_csv(report / "timing.csv").empty
    assert list(report.parent.iterdir()) == [report]


def test_a_folder_with_other_things_is_not_touched(results, tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(FileExistsError, match=r"thesis\.tex"):
        write_report(results, tmp_path)
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


def test_the_same_results_give_the_same_page(folder, results, tmp_path):
    again = write_report(results, tmp_path / "run")
    assert again.read_bytes() == (folder / "index.html").read_bytes()


@pytest.mark.usefixtures("no_figures")
def test_numbers_that_are_not_finite_become_null(results, tmp_path):
    results["agreement"][0] |= {"scaled_error": float("inf"), "verdict": "disagree"}
    results["curves"][3]["loss"] = float("nan")
    folder = write_report(results, tmp_path / "run").parent
    text = (folder / "results.json").read_text("utf-8")
    assert "Infinity" not in text
    assert "NaN" not in text
    assert json.loads(text)["agreement"][0]["scaled_error"] is None


def test_nothing_at_all_is_still_a_report(tmp_path):
    folder = write_report({"schema": 1}, tmp_path / "run").parent
    jsonschema.validate(json.loads((folder / "results.json").read_text("utf-8")), SCHEMA)
    assert "Nothing was compared" in (folder / "index.html").read_text("utf-8")
    assert "Nothing was compared" in (folder / "report.md").read_text("utf-8")
    assert list(pd.read_csv(folder / "timing.csv")) == COLUMNS["timing"]
