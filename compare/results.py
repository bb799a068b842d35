"""results.json: its sections, and reading it back as pandas frames.

Rows are flat records. A number that is not finite is null in the file, since JSON has no word for
it; the row's message says what happened.
"""

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.agreement import Finding
from compare.archives import gunzip

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = 1
WITNESSES = ("complex step", "central differences", "sympy")
"""The right side of a Finding that belongs to the section oracle."""
FINDING = (
    "concept case dtype quantity left right max_abs_error scaled_error max_ulp tolerance verdict "
    "headroom message worst_element odd_one_out closest note"
)
COLUMNS = {
    section: names.split()
    for section, names in {
        "agreement": FINDING,
        "oracle": FINDING,
        "trajectories": "workload left right dtype steps max_weight_difference max_loss_difference "
        "first_divergent_step verdict tolerance message",
        "accuracy": "workload implementation metric seed value dataset rows",
        "timing": "workload phase implementation mode threads median_ms iqr_ms rounds "
        "ratio_to_scratch ratio_low ratio_high stable",
        "concept_timing": "concept case implementation mode median_ms iqr_ms rounds "
        "ratio_to_scratch verdict",
        "scaling": "axis size workload implementation mode threads median_ms iqr_ms rounds "
        "ratio_to_scratch step_memory_mb verdict",
        "skipped": FINDING,
        "equivalence": "workload metric left right difference low high margin verdict",
        "curves": "workload implementation seed epoch step loss",
        "divergence": "workload left right dtype step weight_difference loss_difference",
        "samples": "workload implementation row input true predicted confidence",
        "data": "name rows sha256 source",
        "concepts": "concept family title",
        "defects": "framework name title measured_in expected observed",
        "faults": "concept right false_alarms wrong detected located named",
        "defaults": "subject name title pytorch keras effect align_pytorch align_keras",
    }.items()
}
"""Section -> the columns that its rows have at least, in the order in which they are written."""

REQUIRED = ("environment", "agreement", "oracle", "trajectories", "accuracy", "timing", "skipped")


@dataclass(frozen=True)
class Results:
    """A results.json: one pandas frame a section, and the parts that are no tables.

    Attributes:
        agreement, oracle, trajectories, accuracy, timing, skipped: the sections of every file.
        concept_timing, scaling, equivalence, curves, divergence, samples, data, concepts, defects,
            faults, defaults: sections that a file may have; else empty.
        environment: versions, CPU, threads, BLAS, seeds.
        run: profile, start and duration.
        confusion: workload -> implementation -> confusion matrix, a row for each true class.
    """

    agreement: "pd.DataFrame"
    oracle: "pd.DataFrame"
    trajectories: "pd.DataFrame"
    accuracy: "pd.DataFrame"
    timing: "pd.DataFrame"
    skipped: "pd.DataFrame"
    concept_timing: "pd.DataFrame"
    scaling: "pd.DataFrame"
    equivalence: "pd.DataFrame"
    curves: "pd.DataFrame"
    divergence: "pd.DataFrame"
    samples: "pd.DataFrame"
    data: "pd.DataFrame"
    concepts: "pd.DataFrame"
    defects: "pd.DataFrame"
    faults: "pd.DataFrame"
    defaults: "pd.DataFrame"
    environment: dict[str, Any]
    run: dict[str, Any]
    confusion: dict[str, dict[str, list[list[int]]]]


def load_results(path: str | Path) -> Results:
    """The results of a run, from its results.json (or .json.gz) or from the folder that holds it.

    Raises FileNotFoundError where there is none, ValueError where it is not a results.json.
    """
    document = read(path)
    parts: dict[str, Any] = {section: frame(document, section) for section in COLUMNS}
    for part in ("environment", "run", "confusion"):
        parts[part] = document.get(part, {})
    return Results(**parts)


def read(path: str | Path) -> dict[str, Any]:
    """The file as a plain dict, after checking that it is what it should be."""
    file = Path(path)
    if file.is_dir():
        packed = file / "results.json.gz"
        file = packed if packed.is_file() else file / "results.json"
    if not file.is_file():
        raise FileNotFoundError(
            f"`path` must be a results.json or a report's folder. Received: {path}"
        )
    try:
        content = file.read_bytes()
        document = json.loads(gunzip(content) if file.suffix == ".gz" else content)
    except (ValueError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ValueError(
            f"`path` must be a results.json, but is no JSON ({error}). Received: {file}"
        ) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ValueError(f"`path` must be a results.json of schema {SCHEMA}. Received: {file}")
    missing = [section for section in REQUIRED if section not in document]
    if missing:
        raise ValueError(
            f"`path` must be a results.json with {', '.join(missing)}. Received: {file}"
        )
    return document


def frame(results: dict[str, Any], section: str) -> "pd.DataFrame":
    """One section as a frame: its known columns in order, then whatever else its rows carry."""
    import pandas as pd

    rows = results.get(section, [])
    extra = [key for row in rows for key in row if key not in COLUMNS[section]]
    return pd.DataFrame(rows, columns=[*COLUMNS[section], *dict.fromkeys(extra)])


def sections(findings: Iterable[Finding]) -> dict[str, list[dict[str, Any]]]:
    """Findings as the rows of agreement, oracle and skipped."""
    rows: dict[str, list[dict[str, Any]]] = {"agreement": [], "oracle": [], "skipped": []}
    for finding in findings:
        section = "oracle" if finding.right in WITNESSES else "agreement"
        rows["skipped" if finding.verdict == "skipped" else section].append(finding.row())
    return rows


def concept_rows() -> list[dict[str, Any]]:
    """The catalogue's names, families and titles, for results["concepts"]."""
    from compare import catalog

    return [
        {"concept": c.name, "family": c.family, "title": c.title}
        for c in catalog.concepts().values()
    ]
