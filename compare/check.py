"""From a concept to its Findings: three Traces of each case, compared by pairs and to the truth.

float64: every pair of implementations, and scratch against the witness. float32: every
implementation against the float64 run of the same case, which has the same inputs.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from compare import oracle, rooms
from compare.agreement import SCALED, Closeness, Finding, closeness
from compare.concept import ROOMS, Case, Concept, Problem
from compare.problem import problem_of
from compare.trace import Trace

DTYPES = ("float64", "float32")
TIMES_WORSE = 4
FLOOR_ULPS = {"scratch": 16, "pytorch": 64, "keras": 64}
"""float32: no error of fewer units in the last place, at the tensor's scale, is ever too large."""

Runner = Callable[[str, Concept, Problem], Trace]


def check(
    concept: Concept,
    dtypes: Iterable[str] = DTYPES,
    only: Iterable[str] = ROOMS,
    run: Runner = rooms.run,
) -> Iterator[Finding]:
    """The Findings of every case of `concept`, in the rooms of `only`."""
    for case in concept.cases:
        yield from check_case(concept, case, tuple(dtypes), tuple(only), run)


def check_case(
    concept: Concept,
    case: Case,
    dtypes: tuple[str, ...] = DTYPES,
    only: tuple[str, ...] = ROOMS,
    run: Runner = rooms.run,
    directions: int | None = None,
) -> Iterator[Finding]:
    """The Findings of one case: what did not run, then what was compared.

    The witness tries at most `directions` of them for each array, if any number is given.
    """
    truth: dict[str, Trace] = {}
    for dtype in ("float64", *(d for d in dtypes if d != "float64")):
        runs = Runs(concept, case, dtype, only, run)
        if dtype == "float64":
            truth = runs.traces
        if dtype not in dtypes:
            continue
        yield from runs.not_compared
        if dtype == "float64":
            yield from pairs(runs)
            yield from witnesses(runs, directions)
        else:
            yield from against_truth(runs, truth)


class Runs:
    """The Traces of one case in one dtype, and Findings for the rooms that left none."""

    def __init__(
        self, concept: Concept, case: Case, dtype: str, only: tuple[str, ...], run: Runner
    ) -> None:
        self.concept, self.case, self.dtype = concept, case, dtype
        self.traces: dict[str, Trace] = {}
        self.not_compared: list[Finding] = []
        try:
            self.problem: Problem | None = problem_of(concept, case, dtype)
        except Exception as error:  # noqa: BLE001 - a broken scratch layer may raise anything
            self.problem = None
            self.not_compared.append(self.finding("*", "scratch", "", failure(error), "failed"))
            return
        for room in ROOMS:
            reason = self.reason_to_skip(room, only)
            if reason:
                self.not_compared.append(
                    self.finding("*", room, "", Closeness(False, message=reason), "skipped")
                )
                continue
            try:
                symbol = case.symbols.get(room, concept.symbol)
                trace = run(room, replace(concept, symbol=symbol), self.problem)
                self.traces[room] = case.observe(trace) if case.observe else trace
            except Exception as error:  # noqa: BLE001 - whatever it raises is a row, not a crash
                self.not_compared.append(self.finding("*", room, "", failure(error), "failed"))

    def reason_to_skip(self, room: str, only: tuple[str, ...]) -> str:
        """Why `room` does not take part, or ""."""
        if room not in only:
            return "not asked for"
        if room not in self.case.rooms:
            return f"not applicable: {self.case.because}"
        return rooms.why_absent(room)

    def finding(
        self, quantity: str, left: str, right: str, found: Closeness, verdict: str = ""
    ) -> Finding:
        """A row of this case."""
        return Finding(
            concept=self.concept.name,
            case=self.case.name,
            dtype=self.dtype,
            quantity=quantity,
            left=left,
            right=right,
            max_abs_error=found.max_abs_error,
            scaled_error=found.scaled_error,
            max_ulp=found.max_ulp,
            verdict=verdict or ("agree" if found.agrees else "disagree"),
            message=found.message,
            worst_element=found.worst_element,
        )

    def scale(self, quantity: str, trace: Trace) -> tuple[float | None, str]:
        """What this quantity's errors are measured against, where that is not its own size."""
        other = self.case.zero_in_theory.get(quantity)
        if other is None:
            return None, ""
        size = float(np.max(np.abs(trace[other])))
        return size, f"zero in theory: judged at the scale of {other}"


def failure(error: Exception) -> Closeness:
    """What an exception says, as a Closeness that does not agree."""
    text = str(error).strip().split("\n")[0]
    return Closeness(False, message=f"{type(error).__name__}: {text}")


def pairs(runs: Runs) -> Iterator[Finding]:
    """float64: every two implementations, quantity by quantity; the odd one out is named."""
    for quantity in quantities(runs.traces):
        found = [
            compare_pair(runs, quantity, left, right)
            for left, right in combinations(runs.traces, 2)
        ]
        odd = odd_one_out(found)
        for finding in found:
            finding.odd_one_out = odd
            yield finding


def quantities(traces: dict[str, Trace]) -> list[str]:
    """Every quantity of any Trace, in the order of their first appearance."""
    return list(dict.fromkeys(name for trace in traces.values() for name in trace))


def compare_pair(runs: Runs, quantity: str, left: str, right: str) -> Finding:
    """One quantity of two implementations; the right one is the reference."""
    missing = [room for room in (left, right) if quantity not in runs.traces[room]]
    if missing:
        lacking = Closeness(False, message=f"{' and '.join(missing)} gave no {quantity!r}.")
        return runs.finding(quantity, left, right, lacking)
    tolerance, note = allowance(runs.case, left, right)
    scale, scale_note = runs.scale(quantity, runs.traces[right])
    found = closeness(
        runs.traces[left][quantity],
        runs.traces[right][quantity],
        tolerance,
        scale,
        elementwise=scale is None and runs.case.tolerance is None,
        nonfinite=runs.case.nonfinite,
    )
    finding = runs.finding(quantity, left, right, found)
    finding.tolerance = tolerance
    finding.note = "; ".join(filter(None, (note, scale_note)))
    return finding


def allowance(case: Case, *sides: str) -> tuple[float, str]:
    """The scaled tolerance for a pair, and why it is not the usual one."""
    if case.tolerance:
        return case.tolerance
    loosened = [case.allowed[side] for side in sides if side in case.allowed]
    return max(loosened, default=(SCALED, ""))


def odd_one_out(found: list[Finding]) -> str:
    """Three implementations vote: who disagrees with both others while they agree; else ""."""
    agreeing = [f for f in found if f.verdict == "agree"]
    if len(found) != 3 or len(agreeing) != 1:
        return ""
    everyone = {side for f in found for side in (f.left, f.right)}
    return (everyone - {agreeing[0].left, agreeing[0].right}).pop()


def witnesses(runs: Runs, directions: int | None = None) -> Iterator[Finding]:
    """float64: the gradients of scratch against derivatives that no backward pass was asked for."""
    trace, problem = runs.traces.get("scratch"), runs.problem
    if trace is None or problem is None:
        return
    name = oracle.method(runs.concept, runs.case)
    try:
        if name:
            derivatives, project = oracle.witness(runs.concept, runs.case, problem, directions)
            for quantity, expected in derivatives.items():
                yield against_witness(
                    runs, quantity, project(quantity, trace[quantity]), expected, name
                )
        if runs.concept.formula and runs.case.smooth and not runs.case.nonfinite:
            for quantity, expected in oracle.symbolic(runs.concept, problem).items():
                yield against_witness(runs, quantity, trace[quantity], expected, "sympy")
    except Exception as error:  # noqa: BLE001 - whatever it raises is a row, not a crash
        yield runs.finding("*", "scratch", name or "sympy", failure(error), "failed")


def against_witness(
    runs: Runs, quantity: str, ours: np.ndarray, expected: np.ndarray, name: str
) -> Finding:
    """One gradient of scratch against the witness called `name`."""
    scale, note = runs.scale(quantity, runs.traces["scratch"])
    tolerance = oracle.tolerance(name)
    found = closeness(ours, expected, tolerance, scale, elementwise=False)
    finding = runs.finding(quantity, "scratch", name, found)
    finding.tolerance, finding.note = tolerance, note
    return finding


def against_truth(runs: Runs, truth: dict[str, Trace]) -> Iterator[Finding]:
    """float32: each implementation's error against the float64 run, which is the truth.

    Scratch may be no worse than 4 times the worse framework, with a floor of 16 units in the
    last place at the tensor's scale; a framework is held to the others in the same way, with
    a floor of 64.
    """
    for quantity in quantities(runs.traces):
        exact = consensus([t[quantity] for t in truth.values() if quantity in t])
        if exact is None:
            continue
        scale, note = runs.scale(quantity, next(iter(truth.values())))
        errors = {
            room: float32_error(runs, trace[quantity], exact, scale)
            for room, trace in runs.traces.items()
            if quantity in trace
        }
        measured = {r: e.scaled_error for r, e in errors.items() if e.scaled_error is not None}
        closest = min(measured, key=lambda r: measured[r], default="")
        for room, found in errors.items():
            others = [error for other, error in measured.items() if other != room]
            finding = judge_float32(runs, quantity, room, found, others)
            finding.closest = closest
            finding.note = "; ".join(filter(None, (finding.note, note)))
            yield finding


def consensus(values: list[np.ndarray]) -> np.ndarray | None:
    """The float64 truth: the elementwise median, which one wrong implementation cannot move.

    NaN sorts behind every number, so one implementation's NaN does not become the truth.
    """
    if not values or len({v.shape for v in values}) > 1:
        return None
    return np.sort(np.stack(values), axis=0)[(len(values) - 1) // 2]


def float32_error(
    runs: Runs, value: np.ndarray, exact: np.ndarray, scale: float | None
) -> Closeness:
    """How far a float32 result lies from the truth; its dtype must be float32."""
    expected = runs.dtype if exact.dtype.kind == "f" else exact.dtype
    if value.dtype != expected:
        return Closeness(False, message=f"The dtype is {value.dtype} where {expected} went in.")
    return closeness(
        value.astype(exact.dtype),
        exact,
        np.inf,
        scale,
        elementwise=False,
        nonfinite=runs.case.nonfinite,
        ulp_dtype=value.dtype,
    )


def judge_float32(
    runs: Runs, quantity: str, room: str, found: Closeness, others: list[float]
) -> Finding:
    """Agreement where the error is within 4 times the others' worst, or below the floor."""
    floor = FLOOR_ULPS[room] * float(np.finfo(runs.dtype).eps)
    loosened, note = allowance(runs.case, room)
    tolerance = max(floor, TIMES_WORSE * max(others, default=0.0))
    if loosened > SCALED:
        tolerance = max(tolerance, loosened)
    finding = runs.finding(quantity, room, "float64", found)
    finding.tolerance, finding.note = tolerance, note
    if found.agrees and found.scaled_error is not None and found.scaled_error > tolerance:
        finding.verdict = "disagree"
        finding.message = (
            f"Greatest difference from the float64 truth: {found.max_abs_error:.6g} at "
            f"{found.worst_element}, {found.scaled_error:.3g} of the tensor's scale (up to "
            f"{tolerance:.3g} allowed)."
        )
    return finding
