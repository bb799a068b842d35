"""Write a report: everything into a folder beside the target, which is then renamed into place."""

import gzip
import json
import os
import shutil
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import matplotlib as mpl

from compare.files import finite
from compare.report import concept_page, page, workload_page
from compare.report.concept_page import Pages
from compare.report.distributions import distributions
from compare.report.figures import Figure, figures
from compare.report.pictures import pictures_of
from compare.report.summary import concepts
from compare.results import REQUIRED, SCHEMA, frame

TABLES = ("agreement", "accuracy", "timing")
PACKED = "results.json.gz"
DRAWN = ("curves", "divergence")
"""Sections that are there to be drawn: in a compact report most of their numbers have six."""
FOLDERS = ("figures", "concepts", "workloads")
PARTS = {"index.html", "report.md", "results.json", PACKED, *FOLDERS, *(f"{t}.csv" for t in TABLES)}


def write_report(results: dict[str, Any], folder: str | Path, compact: bool = False) -> Path:
    """The report of `results` in `folder`. Returns the path of its page, index.html.

    Either the whole report is there afterwards, or what was there before.

    Arguments:
        results: as in results.json; sections that it lacks are empty.
        folder: created, with its parents. An earlier report in it is replaced.
        compact: a report of a few megabytes, to be kept under version control: without the pages
            of concepts and workloads and the table of every case, its results packed, its
            drawings beside the page and their words in the reader's own font.

    Raises FileExistsError where `folder` holds something that is no part of a report.
    """
    target = Path(folder).absolute()
    refuse_others(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    partial.mkdir()
    try:
        with mpl.rc_context({"svg.fonttype": "none"} if compact else {}):
            fill(partial, complete(results), compact)
        replace(partial, target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return target / "index.html"


def refuse_others(target: Path) -> None:
    """Raise where replacing `target` would destroy something that is not ours."""
    if not target.exists():
        return
    others = sorted({p.name for p in target.iterdir()} - PARTS) if target.is_dir() else ["a file"]
    if others:
        raise FileExistsError(
            f"`folder` must be new, empty, or hold a report and nothing else; it also holds "
            f"{', '.join(others[:5])}. Received: {target}"
        )


def replace(partial: Path, target: Path) -> None:
    """Rename `partial` to `target`; an earlier report makes way first."""
    earlier = partial.with_suffix(".earlier")
    if target.exists():
        target.rename(earlier)
    try:
        partial.rename(target)
    except BaseException:
        if earlier.exists():
            earlier.rename(target)
        raise
    shutil.rmtree(earlier, ignore_errors=True)


def complete(results: dict[str, Any]) -> dict[str, Any]:
    """The results with every section there, rows judged in one place, and numbers JSON has."""
    empty: dict[str, Any] = {name: [] for name in REQUIRED}
    found = {"schema": SCHEMA, **empty, "environment": {}, **finite(results)}
    skipped = [row for row in found["agreement"] if row["verdict"] == "skipped"]
    found["agreement"] = [row for row in found["agreement"] if row["verdict"] != "skipped"]
    found["skipped"] = [{"verdict": "skipped", **row} for row in [*found["skipped"], *skipped]]
    return found


def fill(folder: Path, results: dict[str, Any], compact: bool) -> None:
    """All files of the report."""
    summaries = concepts(results["agreement"], results.get("concepts", []))
    drawings = [*figures(results, summaries), *distributions(results.get("curves", []))]
    if compact:
        drawn = {section: rounded(results.get(section, [])) for section in DRAWN}
        packed = gzip.compress(as_json({**results, **drawn}).encode(), mtime=0)
        (folder / PACKED).write_bytes(packed)
        pages = Pages(details=False)
    else:
        (folder / "results.json").write_text(as_json(results), encoding="utf-8")
        pages = Pages(concept_page.shown(summaries), workload_page.shown(results))
    for section in TABLES[compact:]:
        frame(results, section).to_csv(folder / f"{section}.csv", index=False)
    write_figures(folder, drawings)
    (folder / "index.html").write_text(page.html(results, drawings, pages), encoding="utf-8")
    (folder / "report.md").write_text(page.markdown(results, drawings), encoding="utf-8")
    if not compact:
        write_pages(folder, results, pages, drawings)


def rounded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with six digits of every number, which is more than a drawing shows.

    The losses of single steps keep all digits: how far they are apart is shown as well.
    """

    def shorter(value: Any) -> Any:
        return float(f"{value:.6g}") if isinstance(value, float) else value

    return [
        row if row.get("epoch") is None and "loss" in row else {k: shorter(row[k]) for k in row}
        for row in rows
    ]


def write_figures(folder: Path, drawings: Iterable[Figure]) -> None:
    """Each drawing as a file of its own."""
    (folder / "figures").mkdir(exist_ok=True)
    for figure in drawings:
        (folder / "figures" / f"{figure.name}.svg").write_bytes(figure.svg)


def write_pages(
    folder: Path, results: dict[str, Any], pages: Pages, drawings: list[Figure]
) -> None:
    """The concepts' and workloads' own pages, with the drawings that they alone show."""
    own = {name: pictures_of(name) for name in pages.concepts}
    own |= {name: workload_page.figures_of(name, results) for name in pages.workloads}
    write_figures(folder, chain.from_iterable(own.values()))
    for name in pages.workloads:
        own[name] = [*(f for f in drawings if f.workload == name), *own[name]]
    for name in ("concepts", "workloads"):
        (folder / name).mkdir()
    for path, text in page.beside(results, pages, own):
        (folder / path).write_text(text, encoding="utf-8")


def as_json(results: dict[str, Any]) -> str:
    """JSON with a line for each row, so that two runs can be compared line by line."""

    def text(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)

    parts = []
    for name, part in results.items():
        rows = isinstance(part, list) and part
        lines = "[\n" + ",\n".join(map(text, part)) + "\n]" if rows else text(part)
        parts.append(f"{text(name)}: {lines}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
