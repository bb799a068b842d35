import json
import subprocess
import sys
from importlib.metadata import version

from compare import environment as module
from compare.environment import environment


def test_fits_into_json():
    found = environment()
    assert json.loads(json.dumps(found)) == found


def test_says_what_a_run_ran_on():
    found = environment()
    assert found["versions"]["numpy"] == version("numpy")
    assert found["blas"], "NumPy's BLAS is known"
    assert found["blas"][0]["num_threads"] >= 1
    assert found["cpu"]["model"]
    assert found["memory_gib"] > 0


def test_absent_library_is_none():
    assert module.installed("no-such-library") is None


def test_no_git_is_none(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "ROOT", tmp_path)
    assert module.git() is None


def test_command_that_is_absent_or_fails():
    assert module.command("no-such-command") is None
    assert module.command(sys.executable, "-c", "raise SystemExit(1)") is None


def test_no_framework_is_imported():
    code = (
        "import sys; from compare.environment import environment; environment(); "
        "print(*{'torch', 'tensorflow', 'keras'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
