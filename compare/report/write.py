"""Write a report: everything into a folder beside the target, which is then renamed into place."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from compare.files import finite
from compare.report import page
from compare.report.distributions import distributions
from compare.report.figures import figures
from compare.report.summary import concepts
from compare.results import REQUIRED, SCHEMA, frame

TABLES = ("agreement", "accuracy", "timing")
PARTS = {"index.html", "report.md", "results.json", "figures", *(f"{t}.csv" for t in TABLES)}


def write_report(results: dict[str, Any], folder: str | Path) -> Path:
    """The report of `results` in `folder`. Returns the path of its page, index.html.

    Either the whole report is there afterwards, or what was there before.

    Arguments:
        results: as in results.json; sections that it lacks are empty.
        folder: created, with its parents. An earlier report in it is replaced.

    Raises FileExistsError where `folder` holds something that is no part of a report.
    """
    target = Path(folder).absolute()
    refuse_others(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    partial.mkdir()
    try:
        fill(partial, complete(results))
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


def fill(folder: Path, results: dict[str, Any]) -> None:
    """All files of the report."""
    (folder / "results.json").write_text(as_json(results), encoding="utf-8")
    for section in TABLES:
        frame(results, section).to_csv(folder / f"{section}.csv", index=False)
    drawings = figures(results, concepts(results["agreement"], results.get("concepts", [])))
    drawings += distributions(results.get("curves", []))
    (folder / "figures").mkdir()
    for figure in drawings:
        (folder / "figures" / f"{figure.name}.svg").write_bytes(figure.svg)
    (folder / "index.html").write_text(page.html(results, drawings), encoding="utf-8")
    (folder / "report.md").write_text(page.markdown(results, drawings), encoding="utf-8")


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
