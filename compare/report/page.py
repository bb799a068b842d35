"""results.json as a page and as Markdown: what the templates are given, and how they escape."""

import base64
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from compare.agreement import SCALED
from compare.report import concept_page, numbers, workload_page
from compare.report.concept_page import Pages
from compare.report.figures import Figure, slug
from compare.report.glance import cards
from compare.report.summary import (
    ConceptSummary,
    Row,
    accuracies,
    compared,
    concepts,
    excess,
    reasons,
    subject,
)
from compare.report.verdict import verdict
from compare.results import COLUMNS
from compare.runs import Change

TEMPLATES = Path(__file__).parent / "templates"
SIGNS = {"agree": "✓", "disagree": "✗", "failed": "!", "skipped": "–"}
NEARBY = "'self' file:"
"""Where a page may take pictures from, if it shows such as lie beside it."""
JUDGED = ("agreement", "oracle", "trajectories", "timing")
CONTENDER = ("workload", "implementation", "mode", "threads")
OPTIONAL: dict[str, Any] = {
    "run": {}, "data": [], "equivalence": [], "concepts": [],
    "defects": [], "defaults": [], "faults": [],
}  # fmt: skip
"""What results.json need not have."""
LONG = 12
"""A table of more rows has a field to find some."""
SHOWN = 100
"""How many disagreements are told in full; all of them are in agreement.csv."""


NO_PAGES = Pages()


def html(results: dict[str, Any], figures: list[Figure], pages: Pages = NO_PAGES) -> str:
    """index.html: one file that needs nothing else; it links to `pages` that lie beside it.

    Without the details, its figures are those that lie beside it.
    """
    templates = environment(autoescape=True)
    nearby = "" if pages.details else NEARBY
    shown = context(results, figures) | {"pages": pages, "nearby": nearby}
    shown["address_of"] = lambda f: "" if pages.details else f"figures/{f.name}.svg"
    return templates.get_template("index.html").render(shown)


def beside(
    results: dict[str, Any], pages: Pages, drawings: dict[str, list[Figure]]
) -> Iterator[tuple[str, str]]:
    """(path, HTML) of every concept's and workload's page; `drawings` are those of each."""
    templates, nearby = environment(autoescape=True), {"nearby": NEARBY}
    results = {**OPTIONAL, **results}
    agreement, oracle = (
        {s.name: s for s in concepts(results[section], results["concepts"])}
        for section in ("agreement", "oracle")
    )
    agreement = {name: agreement[name] for name in pages.concepts}
    for name in pages.concepts:
        shown = concept_page.context(
            name,
            agreement,
            oracle,
            results["defaults"],
            drawings.get(name, []),
            results.get("concept_timing", []),
        )
        yield (
            f"concepts/{slug(name)}.html",
            templates.get_template("concept.html").render({**shown, **nearby}),
        )
    for name in pages.workloads:
        shown = workload_page.context(name, results, drawings.get(name, []))
        yield (
            f"workloads/{slug(name)}.html",
            templates.get_template("workload.html").render({**shown, **nearby}),
        )


def runs_page(changes: list[Change], names: tuple[str, str], results: tuple[Row, Row]) -> str:
    """Two runs side by side, as one file that needs nothing else."""
    shown = {
        "changes": [change.row() for change in changes],
        "names": names,
        "verdicts": [verdict(one) for one in results],
        "environments": [one["environment"] for one in results],
        "worse": sum(change.verdict == "worse" for change in changes),
        "nearby": "",
    }
    return environment(autoescape=True).get_template("runs.html").render(shown)


def markdown(results: dict[str, Any], figures: list[Figure]) -> str:
    """report.md: what a code host shows, with the figures beside it."""
    # No autoescape: `finalize` escapes every expression, for Markdown and HTML at once.
    templates = environment(autoescape=False, finalize=escape_markdown)
    return templates.get_template("report.md").render(context(results, figures))


def environment(**options: Any) -> Environment:
    """Jinja2, strict about names, with the filters that write numbers."""
    templates = Environment(  # noqa: S701 - both callers escape, each in its own way
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **options,
    )
    templates.filters.update(
        number=numbers.number,
        times=numbers.times,
        listing=numbers.listing,
        slug=slug,
        uri=uri,
        excess=excess,
    )
    templates.globals.update(count=numbers.count, signs=SIGNS, words=words)
    templates.globals.update(extra_columns=extra_columns, usual_tolerance=SCALED, long_table=LONG)
    return templates


def context(results: dict[str, Any], figures: list[Figure]) -> dict[str, Any]:
    """What both templates show."""
    known = results.get("concepts", [])
    agreement, oracle = (concepts(results[name], known) for name in ("agreement", "oracle"))
    faults = [
        (section, row)
        for section in JUDGED
        for row in results[section]
        if row.get("verdict") == "disagree"
    ]
    faults.sort(key=lambda fault: excess(fault[1]), reverse=True)
    not_run = [
        row
        for section in ("skipped", *JUDGED)
        for row in results[section]
        if row.get("verdict") in ("skipped", "failed")
    ]
    timed = [row for row in results["timing"] if row["median_ms"] is not None]
    started = {tuple(row[key] for key in CONTENDER): row for row in timed if "cold_start_s" in row}
    return {
        "results": {**OPTIONAL, **results},
        "verdict": verdict(results),
        "cards": cards(results),
        "agreement": agreement,
        "oracle": oracle,
        "wins": closest_of_all(agreement),
        "faults": [told(*fault) for fault in faults[:SHOWN]],
        "faults_in_all": len(faults),
        "trajectories": compared(results["trajectories"]),
        "timing": timed,
        "contenders": list(started.values()),
        "accuracies": accuracies(results["accuracy"]),
        "reasons": reasons(not_run),
        "figures": figures,
    }


def told(section: str, row: Row) -> dict[str, Any]:
    """A disagreement in words: what, where, between whom."""
    one = {"subject": subject(row), "odd_one_out": row.get("odd_one_out")}
    if section == "timing":
        return one | {
            "link": "timing",
            "where": ["before it is timed", row["mode"]],
            "sides": row["implementation"],
            "message": row["message"],
        }
    one["sides"] = f"{row['left']} against {row['right']}" if row["right"] else row["left"]
    if section == "trajectories":
        return one | {
            "link": "trajectories",
            "where": ["training", row["dtype"]],
            "message": row.get("message") or f"Apart from step {row['first_divergent_step']} on.",
        }
    return one | {
        "link": f"{section}-{slug(row['concept'])}",
        "where": [row["case"], row["quantity"], row["dtype"]],
        "message": " ".join(filter(None, (row["message"], row["note"]))),
    }


def words(item: Any) -> str:
    """A value of the environment in one line.

    >>> words(None), words([1, 2]), words([{"name": "openblas", "threads": 2}])
    ('–', '1, 2', 'name openblas, threads 2')
    """
    if isinstance(item, dict):
        return ", ".join(f"{key} {words(value)}" for key, value in item.items())
    if isinstance(item, (list, tuple)):
        return ", ".join(map(words, item))
    return numbers.MISSING if item is None else str(item)


def closest_of_all(summaries: list[ConceptSummary]) -> Counter[str]:
    """How often each implementation lies closest to the truth in float32, over all concepts."""
    return sum((summary.wins for summary in summaries), Counter())


def extra_columns(section: str, rows: list[dict[str, Any]]) -> list[str]:
    """The columns that rows carry beyond those of their section."""
    known = COLUMNS.get(section, ())
    return list(dict.fromkeys(key for row in rows for key in row if key not in known))


def uri(figure: Figure) -> str:
    """The drawing as an address that holds it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(figure.svg).decode('ascii')}"


def escape_markdown(value: Any) -> Any:
    r"""Text that Markdown shows as it is, in a table cell too.

    >>> escape_markdown("a|b <script> __init__ leaky_relu")
    'a\\|b &lt;script&gt; \\_\\_init\\_\\_ leaky_relu'
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*|\[\]])|(?<![^\W_])(_)|(_)(?![^\W_])", r"\\\g<0>", text)
    return re.sub(r"\s+", " ", text)
