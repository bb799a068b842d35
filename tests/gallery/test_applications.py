"""Two real networks: the ports agree with keras.applications, and one mistake each is found."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "applications"
ROOT = FOLDER.parents[2]
SECONDS = 120
NETWORKS = {"mobilenet_v2": 96, "resnet50": 64}
MISTAKES = {
    "mobilenet_v2": ({"block_6.pad", "block_6.depthwise"}, "pad"),
    "resnet50": ({"stage3.0.conv1"}, "stride"),
}


def diff(name, factory, file, *options):
    """(exit code, what --json holds, seconds) of the Keras network against a port."""
    size = NETWORKS[name]
    began = time.monotonic()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "compare", "diff"),
            *(f"{FOLDER / 'keras_models.py'}:{name}", f"{FOLDER / name}.py:{factory}"),
            *("--input-shape", f"{size},{size},3", "--json", str(file), *options),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert file.is_file(), done.stderr
    return done.returncode, json.loads(file.read_text()), time.monotonic() - began


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", NETWORKS)
def test_the_port_agrees_layer_by_layer(name, tmp_path):
    code, found, _ = diff(name, "build", tmp_path / "found.json")
    assert (code, found["verdict"]) == (0, "agree"), found["cause"]
    errors = [layer["accumulated"] for layer in found["layers"] if layer["accumulated"] is not None]
    assert len(errors) > 100
    assert max(errors) <= 1e-12


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", NETWORKS)
def test_a_mistake_is_found_in_two_minutes(name, tmp_path):
    code, found, seconds = diff(name, "wrong", tmp_path / "found.json")
    layers, cause = MISTAKES[name]
    assert (code, found["verdict"]) == (1, "disagree")
    assert found["first_divergence"]["right"] in layers
    assert cause in found["cause"]
    assert seconds < SECONDS
