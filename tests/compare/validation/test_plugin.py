"""The pytest plugin: the marker, and the cases of a concept."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from compare.pytest_plugin import threefold_cases
from scratch import activations

ROOT = Path(__file__).parents[3]


@threefold_cases("relu")
def test_a_function_agrees_in_every_case_of_the_concept(case):
    x = next(iter(case.inputs.values()))
    case.check(output=activations.relu(x))


def test_the_marker_validates_what_a_test_returns(tmp_path):
    file = tmp_path / "test_mine.py"
    file.write_text(
        "import pytest\n"
        "import numpy as np\n"
        "@pytest.mark.threefold(like='relu')\n"
        "def test_right():\n    return lambda x: np.maximum(x, 0)\n"
        "@pytest.mark.threefold('relu')\n"
        "def test_wrong():\n    return lambda x: np.abs(x)\n"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            str(tmp_path),
            "-c",
            "/dev/null",
            str(file),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"},
        check=False,
    )
    assert "1 failed, 1 passed" in done.stdout, done.stdout
    assert "wrong:" in done.stdout
    assert np.isfinite(done.returncode)
