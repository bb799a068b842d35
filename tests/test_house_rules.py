"""The rules of the house: who may import whom, and how light an import is."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FRAMEWORKS = {"torch", "tensorflow", "keras"}
ALLOWED_IN_SCRATCH = {"numpy", "scratch", "scipy"}


def sources(folder):
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path):
    """Top-level names of every module that a file imports, at any depth of the code."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", sources("scratch"), ids=str)
def test_scratch_imports_numpy_and_the_standard_library_only(path):
    foreign = imported(path) - ALLOWED_IN_SCRATCH - set(sys.stdlib_module_names)
    assert not foreign
    if path.name != "embedding.py":
        assert "scipy" not in imported(path)


@pytest.mark.parametrize("path", sources("reference"), ids=str)
def test_each_room_imports_its_own_framework_only(path):
    own = {"pytorch": {"torch"}, "keras": {"keras", "tensorflow"}}
    room = path.relative_to(ROOT / "reference").parts[0]
    assert not (imported(path) & FRAMEWORKS) - own.get(room, set())
    assert "compare" not in imported(path)


@pytest.mark.parametrize("path", sources("compare"), ids=str)
def test_the_harness_knows_no_framework(path):
    assert not imported(path) & FRAMEWORKS


@pytest.mark.parametrize("path", sources("scratch"), ids=str)
def test_scratch_imports_neither_twins_nor_harness(path):
    assert not imported(path) & {"reference", "compare"}


@pytest.mark.parametrize("path", sources("scratch"), ids=str)
def test_a_scratch_file_can_be_read_in_one_sitting(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 320, f"{lines} lines"


def loaded_by(code):
    """The modules that are loaded after running `code` in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_importing_scratch_loads_numpy_and_no_framework():
    assert not loaded_by("import scratch.network") & {*FRAMEWORKS, "scipy", "pandas"}


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["list"]])
def test_help_and_list_load_no_framework(arguments):
    code = (
        "import sys; from compare import cli\n"
        f"sys.argv = ['threefold', *{arguments!r}]\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass"
    )
    assert not loaded_by(code) & FRAMEWORKS
