"""The table of differing defaults: every row is measured, and shows the line that was measured."""

import ast
import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from compare import cli, defaults, rooms
from compare.defaults import FRAMEWORKS, Part, Seen

ROOT = Path(__file__).parents[2]
ROWS = defaults.rows()


@pytest.fixture(scope="module")
def seen():
    """What the installed versions do, each framework's measures run once."""
    return defaults.measured(ROWS)


def test_there_are_more_than_sixty_and_no_name_twice():
    assert len(ROWS) >= 100
    assert max(Counter(row.name for row in ROWS).values()) == 1


@pytest.mark.xdist_group("defaults")  # in one process, so that they are measured once
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_installed_versions_do_what_a_row_says(row, seen):
    if not seen:
        pytest.skip("neither framework is installed")
    assert not seen[row.name].troubles(row)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_measure_has_its_row(framework):
    assert set(functions(framework)) >= {row.name for row in ROWS}
    assert {name for name, node in functions(framework).items() if is_measure(node)} == {
        row.name for row in ROWS
    }


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_line_that_is_shown_is_the_line_that_is_measured(row, framework):
    line = row.side(framework).align
    if line:
        wanted = words(ast.parse(line.replace("[...,", "[0,")))
        missing = wanted - words(measure(framework, row.name)) - EXPLAINING
        assert not missing


EXPLAINING = {"old_rate", "new_rate", "state", "beta_2", "velocity", "step"} | {"fit", "model"}
"""Names that lines have and measures need not: they are the reader's own."""


@cache
def functions(framework):
    """Name -> syntax tree of all that reference/<framework>/defaults defines."""
    found = {}
    for path in (ROOT / "reference" / framework / "defaults").glob("*.py"):
        code = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.name: node for node in code.body if isinstance(node, ast.FunctionDef)}
    return found


def is_measure(node):
    return isinstance(node.returns, ast.Name) and node.returns.id == "Measured"


def measure(framework, name):
    """A measure and the helpers that it names, as one tree."""
    known, wanted, reached = functions(framework), [name], []
    while wanted:
        node = known[wanted.pop()]
        reached.append(node)
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} & set(known)
        wanted += [n for n in names if known[n] not in reached]
    return ast.Module(reached, [])


def words(tree):
    """Classes, functions, numbers and named arguments in a piece of code."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.keyword):
            found.add(f"{node.arg}=")
        elif isinstance(node, ast.Constant) and isinstance(node.value, float | str):
            found.add(node.value)
    return found - PREFIXES


PREFIXES = {"torch", "keras", "nn", "optim", "optimizers", "schedules", "losses", "layers"}
PREFIXES |= {"init", "initializers", "functional", "ops", "lr_scheduler", "utils", "data"}
PREFIXES |= {"callbacks", "random", "image", "x", "y", "w", "layer", "kernel", "attention"}
PREFIXES |= {"h", "p", "g", "q", "z", "r", "n", "steps", "keep", "ids", "labels", "truth", "rate"}
PREFIXES |= {"gradient", "method", "group", "name", "np", "numpy", "float64", "float"}


def test_a_changed_version_is_noticed():
    row = defaults.about("layer_normalization_epsilon")[0]
    one = {"value": 1e-5, "default": [1.0], "aligned": [2.5]}
    changed = Seen({"pytorch": one | {"value": 1e-6}, "keras": {"raises": "TypeError: no"}})
    said = changed.troubles(row)
    assert any("1e-06" in line for line in said)
    assert any("TypeError" in line for line in said)


def test_a_line_that_no_longer_aligns_is_noticed():
    row = defaults.about("layer_normalization_epsilon")[0]
    sides = {
        "pytorch": {"value": 1e-5, "default": [0.0], "aligned": [1.0]},
        "keras": {"value": 1e-3, "default": [row.effect], "aligned": [0.0]},
    }
    (said,) = Seen(sides).troubles(row)
    assert "remains when aligned (pytorch)" in said


def test_one_framework_alone_is_still_measured():
    row = defaults.about("layer_normalization_epsilon")[0]
    assert not Seen({"keras": {"value": 1e-3, "default": [0.0]}}).troubles(row)
    assert Seen({"keras": {"value": 1e-4, "default": [0.0]}}).troubles(row)


def test_what_two_configurations_will_do_differently():
    left = Part("pytorch", "BatchNorm2d", {"eps": 1e-5, "momentum": 0.01}, "bn1")
    right = Part("keras", "BatchNormalization", {"epsilon": 1e-3, "momentum": 0.99}, "bn")
    found = {one.row.name: one for one in defaults.between(left, right)}
    assert "batch_normalization_momentum" not in found
    assert "batch_normalization_variance" in found
    epsilon = found["batch_normalization_epsilon"]
    assert (epsilon.left, epsilon.right) == (1e-5, 1e-3)
    assert epsilon.fix["pytorch"] == "torch.nn.BatchNorm2d(..., eps=0.001)"
    assert epsilon.fix["keras"] == "keras.layers.BatchNormalization(..., epsilon=1e-05)"


def test_the_other_convention_of_momentum_is_told_in_each_framework():
    left = Part("keras", "BatchNormalization", {"momentum": 0.99})
    right = Part("pytorch", "BatchNorm1d", {"momentum": 0.1})
    found = {one.row.name: one for one in defaults.between(left, right)}
    fix = found["batch_normalization_momentum"].fix
    assert fix["pytorch"].endswith("momentum=0.01)")
    assert fix["keras"].endswith("momentum=0.9)")


def test_one_framework_twice_is_compared_argument_by_argument():
    left = Part("keras", "Dense", {"units": 3, "use_bias": True, "name": "a"})
    right = Part("keras", "Dense", {"units": 3, "use_bias": False, "name": "b"})
    (found,) = defaults.between(left, right)
    assert (found.what, found.left, found.right) == ("use_bias", True, False)


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        (Part("pytorch", "Embedding", {"padding_idx": None}), {"mask_zero": False}, False),
        (Part("pytorch", "Embedding", {"padding_idx": 0}), {"mask_zero": False}, True),
    ],
)
def test_an_argument_that_is_not_used_is_no_difference(ours, theirs, differ):
    found = defaults.between(ours, Part("keras", "Embedding", theirs))
    assert any(one.configured for one in found) == differ


def test_what_is_settled_by_an_argument_is_told_no_more():
    right = Part("keras", "GRU", {"reset_after": True, "return_sequences": True})
    left = Part("pytorch", "GRU", {"batch_first": True})
    told = {one.row.name for one in defaults.between(left, right) if one.row}
    assert not told & {"recurrent_axes", "recurrent_output", "gru_reset"}
    left = Part("pytorch", "GRU", {"batch_first": False})
    assert "recurrent_axes" in {one.row.name for one in defaults.between(left, right) if one.row}


def test_arguments_of_one_default_are_compared_too():
    left = Part("pytorch", "SGD", {"lr": 0.1, "momentum": 0.9, "nesterov": False})
    right = Part("keras", "SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True})
    (found,) = [one for one in defaults.between(left, right) if one.configured]
    assert (found.what, found.left, found.right) == ("nesterov", False, True)


def test_equal_parts_differ_in_nothing():
    part = Part("pytorch", "LeakyReLU", {"negative_slope": 0.2})
    assert not defaults.between(part, Part("keras", "LeakyReLU", {"negative_slope": 0.2}))


@pytest.fixture
def threefold(monkeypatch, capsys):
    """Run `threefold defaults` in this process: (exit code, standard output, standard error)."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["threefold", "defaults", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = capsys.readouterr()
        return stopped.value.code or 0, printed.out, printed.err

    return run


def test_the_command_shows_all_rows(threefold, tmp_path):
    file = tmp_path / "defaults.json"
    code, _, _ = threefold("--json", file)
    assert code == 0
    rows = json.loads(file.read_text())["defaults"]
    assert [row["name"] for row in rows] == [row.name for row in ROWS]
    assert {"subject", "pytorch", "keras", "effect", "align_pytorch", "link"} <= set(rows[0])


@pytest.mark.parametrize("word", ["adam", "BatchNorm2d", "gru_gates", "LeakyReLU"])
def test_one_subject_is_told_in_full(threefold, word):
    code, shown, _ = threefold(word)
    assert code == 0
    for row in defaults.about(word):
        assert row.title in shown
        assert row.keras.align in shown


def test_an_unknown_subject_is_a_mistake(threefold):
    code, _, said = threefold("nothing_like_it")
    assert code == 2
    assert said.count("\n") == 1
    assert "Received: 'nothing_like_it'" in said


def test_measuring_needs_a_framework(threefold, without_framework):
    without_framework("pytorch", "keras")
    code, _, said = threefold("--measure")
    assert code == 3
    assert "installed" in said


def test_a_row_that_no_longer_holds_is_exit_code_1(threefold, monkeypatch):
    monkeypatch.setattr(
        defaults, "measured", lambda rows: {r.name: Seen({"keras": {"value": "?"}}) for r in rows}
    )
    code, shown, _ = threefold("prelu", "--measure")
    assert code == 1
    assert "keras has" in shown.replace("\n", " ")


@pytest.mark.parametrize("room", FRAMEWORKS)
def test_layers_and_optimizers_tell_how_they_are_configured(room):
    if rooms.why_absent(room):
        pytest.skip(f"{room} is not installed")
    rooms.load(room)
    from importlib import import_module

    configuration = import_module(f"reference.{room}.configuration")
    if room == "pytorch":
        from torch import nn, optim

        model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4, eps=1e-4))
        optimizer = optim.Adam(model.parameters())
        wanted = [("0", "Linear"), ("1", "BatchNorm1d")]
    else:
        import keras

        layers = [keras.layers.Dense(4, name="a"), keras.layers.BatchNormalization(name="b")]
        model = keras.Sequential([keras.Input((3,)), *layers])
        optimizer = keras.optimizers.Adam()
        wanted = [("a", "Dense"), ("b", "BatchNormalization")]
    found = configuration.parts(model)
    assert [(name, kind) for name, kind, _ in found] == wanted
    assert {"eps", "epsilon"} & set(found[1][2])
    assert configuration.optimizer_part(optimizer)[1] == "Adam"


@pytest.mark.full
def test_two_files_are_compared_before_anything_runs(monkeypatch, tmp_path):
    pair = ROOT / "tests" / "gallery" / "wrong_batchnorm_epsilon"
    file = tmp_path / "static.json"
    targets = [f"{pair / side}.py:build" for side in ("left", "right")]
    monkeypatch.setattr(
        sys, "argv", ["threefold", "diff", *targets, "--static", "--json", str(file)]
    )
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    found = json.loads(file.read_text())["differences"]
    configured = [(one["left_layer"], one["row"]) for one in found if one["configured"]]
    assert stopped.value.code == 1
    assert configured == [(name, "batch_normalization_epsilon") for name in ("bn1", "bn2")]
