"""The verdict: one sentence that says whether the three agree, and how far from not agreeing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from compare.report.numbers import count, listing, number, times
from compare.report.summary import Row, compared, excess, reasons, subject, usual, worst

INAPPLICABLE = "not applicable"
"""How the reason begins where a case has no counterpart in an implementation."""


@dataclass(frozen=True)
class Verdict:
    """What the report says first.

    Attributes:
        word: "agree", "disagree", or "failed" where something, or everything, did not run.
        sentence: the verdict itself.
        remarks: what else belongs to it, a sentence each.
    """

    word: str
    sentence: str
    remarks: list[str]


def verdict(results: dict[str, Any]) -> Verdict:
    """The verdict on a results.json. Where nothing was compared, nothing agrees."""
    judged = [
        *results.get("agreement", []),
        *results.get("oracle", []),
        *results.get("trajectories", []),
    ]
    # That a contender could be timed compares nothing; that its values were wrong does.
    everything = [*judged, *results.get("timing", [])]
    failed = [row for row in everything if row.get("verdict") == "failed"]
    disagreeing = [row for row in everything if row.get("verdict") == "disagree"]
    if disagreeing:
        word, sentence = "disagree", disagreement(results, disagreeing)
    elif not compared(judged):
        word, sentence = "failed", "Nothing was compared, so nothing is known to agree."
    elif failed:
        names = listing(list(dict.fromkeys(map(subject, failed))))
        word, sentence = "failed", f"Failed to run: {names}. All that could be compared agrees."
    else:
        word, sentence = "agree", f"{coverage(results)}: all agree; {margin(results)}."
    return Verdict(word, sentence, remarks(results, failed, bool(disagreeing)))


def coverage(results: dict[str, Any]) -> str:
    """How much was compared: "72 concepts in 3 implementations, 1,234 quantities compared"."""
    rows = compared([*results.get("agreement", []), *results.get("oracle", [])])
    runs = compared(results.get("trajectories", []))
    if not rows:
        return f"{count(len(runs), 'pair')} of training runs compared"
    sides = {side for row in results["agreement"] for side in (row["left"], row["right"])}
    sides = sides - {"", "float64"} or {"scratch"}
    quantities = {(row["concept"], row["case"], row["quantity"]) for row in rows}
    return (
        f"{count(len({row['concept'] for row in rows}), 'concept')} in "
        f"{count(len(sides), 'implementation')}, "
        f"{count(len(quantities), 'quantity', 'quantities')} compared"
    )


def margin(results: dict[str, Any]) -> str:
    """The worst float64 error, and how many times it would fit into the tolerance."""
    rows = compared([*results.get("agreement", []), *results.get("oracle", [])])
    found = worst(row for row in rows if usual(row))
    if found is None:
        return "none of them in float64 at the usual tolerance"
    if not found["scaled_error"]:
        return "in float64 they are equal to the last bit"
    inside = times(found["tolerance"] / found["scaled_error"]).rstrip("×")
    return (
        f"the worst float64 error is {number(found['scaled_error'])}, "
        f"{inside} times inside the tolerance"
    )


def disagreement(results: dict[str, Any], rows: list[Row]) -> str:
    """How many disagree, their names, and the worst of them."""
    names = list(dict.fromkeys(map(subject, rows)))
    sections = ("agreement", "oracle", "trajectories", "timing")
    total = {subject(row) for section in sections for row in results.get(section, [])}
    said = (
        f"{len(names)} of {count(len(total), 'concept or workload', 'concepts and workloads')} "
        f"{'disagrees' if len(names) == 1 else 'disagree'}: {listing(names)}"
    )
    return f"{said}. The worst is {describe(worst(rows) or rows[0])}."


def describe(row: Row) -> str:
    """Where a disagreement is and how great it is."""
    if "phase" in row:
        return f"{row['workload']} as timed in {row['implementation']}, whose values are wrong"
    if "concept" not in row:
        step = row["first_divergent_step"]
        return (
            f"{row['workload']}, whose training in {row['left']} and {row['right']} parts"
            f"{f' at step {step:,}' if step else ''}"
        )
    sides = f"{row['left']} against {row['right']}" if row["right"] else row["left"]
    found = f"{row['concept']} ({row['case']}, {row['quantity']}, {row['dtype']}): {sides}"
    if row["scaled_error"] is None:
        return f"{found}, which cannot be compared at all"
    factor = times(excess(row)).rstrip("×")
    return f"{found} differ by {number(row['scaled_error'])}, {factor} times the tolerance"


def remarks(results: dict[str, Any], failed: list[Row], disagreeing: bool) -> list[str]:
    """What the sentence leaves out: comparisons, wider tolerances, failures, what was skipped."""
    agreement, oracle = (compared(results.get(name, [])) for name in ("agreement", "oracle"))
    runs = compared(results.get("trajectories", []))
    said = []
    if agreement or oracle:
        said.append(
            f"{count(len(agreement), 'comparison')} between the implementations, "
            f"{count(len(oracle), 'gradient')} against a witness outside them."
        )
    if runs:
        together = sum(row["verdict"] == "agree" for row in runs)
        said.append(
            f"{together} of {count(len(runs), 'pair')} of training runs stay together "
            f"over every compared step."
        )
    wider = [row for row in agreement if row["dtype"] == "float64" and not usual(row)]
    if wider:
        said.append(
            f"{count(len(wider), 'float64 comparison is', 'float64 comparisons are')} held to a "
            f"wider tolerance, stated with its reason in the row."
        )
    if failed and disagreeing:
        said.append(f"Failed to run: {listing(list(dict.fromkeys(map(subject, failed))))}.")
    said += [*apart(results.get("equivalence", [])), *unstable(results.get("timing", []))]
    skipped = reasons([{"verdict": "skipped", **row} for row in results.get("skipped", [])])
    inapplicable = [r for r in skipped if r["message"].startswith(INAPPLICABLE)]
    if inapplicable:
        runs = sum(reason["runs"] for reason in inapplicable)
        said.append(
            f"{count(runs, 'run is', 'runs are')} left out where an implementation has no such "
            f"thing; the reasons are below."
        )
    for reason in skipped:
        if reason not in inapplicable:
            what = listing(reason["subjects"], most=3)
            why = reason["message"].split(". ")[0].rstrip(".")
            said.append(f"Skipped: {reason['side']} in {what} ({why}).")
    return said


def apart(rows: list[Row]) -> Iterator[str]:
    """Accuracies that the seeds do not show to be equivalent, where there are any."""
    found = [row for row in rows if row["verdict"] != "agree"]
    if found:
        names = listing(list(dict.fromkeys(row["workload"] for row in found)))
        yield (
            f"{len(found)} of {count(len(rows), 'pair')} of accuracies are not shown to be "
            f"equivalent: {names}."
        )


def unstable(rows: list[Row]) -> Iterator[str]:
    """Times that vary too much, or had company, where there are any."""
    timed = [row for row in rows if row["median_ms"] is not None]
    loose = sum(not row["stable"] for row in timed)
    if loose:
        yield f"{loose} of {count(len(timed), 'time')} are unstable: their ratios say more."
