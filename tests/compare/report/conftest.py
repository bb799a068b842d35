"""Made-up results with a little of everything that a report shows."""

import numpy as np
import pytest

from compare.agreement import Finding
from compare.report import write, write_report
from compare.results import sections

ROOMS = ("scratch", "pytorch", "keras")
PAIRS = (("scratch", "pytorch"), ("scratch", "keras"), ("pytorch", "keras"))


def findings(name, rng):
    """The Findings of a concept of two cases, all of which agree."""
    for case in ("ordinary", "one sample"):
        for quantity in ("output", "grad:input"):
            common = {"concept": name, "case": case, "quantity": quantity, "worst_element": "[0]"}
            for left, right in PAIRS:
                error = float(rng.choice([0.0, 2.0**-53, 3.1e-16]))
                yield Finding(
                    **common,
                    dtype="float64",
                    left=left,
                    right=right,
                    max_abs_error=error,
                    scaled_error=error,
                    max_ulp=1.0,
                    tolerance=1e-12,
                )
            for side in ROOMS:
                error = float(rng.choice([6e-8, 1.2e-7]))
                yield Finding(
                    **common,
                    dtype="float32",
                    left=side,
                    right="float64",
                    max_abs_error=error,
                    scaled_error=error,
                    max_ulp=1.0,
                    tolerance=2e-6,
                )
        yield Finding(
            name,
            case,
            "float64",
            "grad:input",
            "scratch",
            "complex step",
            1e-16,
            2e-16,
            1.0,
            1e-12,
        )
    yield Finding(
        name, "odd", "float64", "*", "keras", "", verdict="skipped", message="not installed"
    )


def timing(workload):
    """Timing rows of two phases."""
    for phase, base in (("forward", 2.0), ("training step", 6.5)):
        for side, factor in zip(ROOMS, (1.0, 0.6, 2.2)):
            yield {
                "workload": workload,
                "phase": phase,
                "implementation": side,
                "mode": "default",
                "threads": 1,
                "median_ms": base * factor,
                "iqr_ms": 0.1 * base * factor,
                "rounds": 30,
                "ratio_to_scratch": factor,
                "ratio_low": factor * 0.95,
                "ratio_high": factor * 1.06,
                "numpy_ratio": 1 / factor,
                "numpy_ratio_low": 0.94 / factor,
                "numpy_ratio_high": 1.05 / factor,
                "stable": side != "keras",
                "cold_start_s": 1.5 * factor,
                "import_s": 1.1 * factor,
                "build_s": 0.1,
                "first_step_s": 0.3,
                "peak_memory_mb": 310.0 * factor,
                "value_error": 2.4e-7,
                "pinned": True,
                "verdict": "agree",
                "message": "" if side != "keras" else "2 rounds were kept",
            }


def scaling(workload):
    """Rows of a network that grows, and of one that is cut after each layer."""
    for axis, sizes in (("batch", (1, 4, 16, 64)), ("mnist_mlp_layers", (1, 2, 3))):
        for size in sizes:
            for side, factor in zip(ROOMS, (1.0, 0.6, 2.2)):
                yield {
                    "axis": axis,
                    "size": size,
                    "workload": workload,
                    "implementation": side,
                    "mode": "fastest",
                    "threads": 1,
                    "median_ms": factor * size**0.5,
                    "iqr_ms": 0.1,
                    "rounds": 5,
                    "ratio_to_scratch": factor,
                    "stable": True,
                    "step_memory_mb": factor * size,
                    "verdict": "agree",
                    "message": "",
                }


def concept_timing(name):
    """The time of one concept in each room."""
    for side, factor in zip(ROOMS, (1.0, 0.6, 2.2)):
        yield {
            "concept": name,
            "case": "ordinary",
            "implementation": side,
            "mode": "default",
            "median_ms": 0.3125 * factor,
            "iqr_ms": 0.1,
            "rounds": 5,
            "ratio_to_scratch": factor,
            "stable": True,
            "verdict": "agree",
            "message": "",
        }


def made_up(names=("relu", "dense")):
    rng = np.random.default_rng(0)
    rows = sections(finding for name in names for finding in findings(name, rng))
    pair = {"workload": "xor", "dtype": "float64", "steps": 40, "tolerance": 1e-12, "message": ""}
    return {
        "schema": 1,
        "run": {"profile": "quick", "started": "2025-01-01T12:00:00", "seconds": 61.5},
        "environment": {
            "versions": {"python": "3.11.8", "numpy": "2.4.6", "torch": "2.13.0"},
            "cpu": "A processor",
            "threads": 1,
            "seeds": [0, 1],
        },
        **rows,
        "trajectories": [
            {
                **pair,
                "left": left,
                "right": right,
                "max_weight_difference": 4.4e-16,
                "max_loss_difference": 1.1e-16,
                "first_divergent_step": None,
                "verdict": "agree",
            }
            for left, right in PAIRS
        ],
        "accuracy": [
            {
                "workload": "xor",
                "implementation": side,
                "metric": "accuracy",
                "seed": seed,
                "value": value,
                "dataset": "xor",
                "rows": 4,
            }
            for side in ROOMS
            for seed, value in enumerate((0.9, 1.0))
        ],
        "timing": list(timing("xor")),
        "scaling": list(scaling("xor")),
        "concept_timing": list(concept_timing("dense")),
        "data": [{"name": "xor", "rows": 4, "sha256": "ab" * 32, "source": "four rows"}],
        "curves": [
            {
                "workload": "xor",
                "implementation": side,
                "step": step,
                "loss": 0.7 * float(np.exp(-step / 15)),
            }
            for side in ROOMS
            for step in range(1, 41)
        ],
        "confusion": {"xor": {side: [[2, 0], [1, 1]] for side in ROOMS}},
        "concepts": [{"concept": "relu", "family": "activations", "title": "ReLU"}],
    }


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A report with all its figures, written once for all tests: read it, leave it alone."""
    return write_report(made_up(), tmp_path_factory.mktemp("reports") / "run").parent


@pytest.fixture
def no_figures(monkeypatch):
    """Draw nothing, where the test is not about figures: drawing takes the most time."""
    monkeypatch.setattr(write, "figures", lambda *_: [])


@pytest.fixture
def results():
    """Results in which everything agrees."""
    return made_up()


@pytest.fixture
def unequal(results):
    """The same, with one comparison out of tolerance."""
    row = next(r for r in results["agreement"] if r["concept"] == "dense")
    row |= {
        "verdict": "disagree",
        "scaled_error": 3e-4,
        "max_abs_error": 3.5e-4,
        "headroom": 1e-12 / 3e-4,
        "odd_one_out": "scratch",
        "message": "2 of 20 elements differ (10.0%).",
    }
    return results
