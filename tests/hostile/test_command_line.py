"""Whatever is typed: one line that says what was received, exit 2 or 3, and no file left behind."""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compare import cli

FEW, MANY = 60, 3000

text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
odd = text | st.sampled_from(
    ["[red]", "<script>", "../..", "~", "x" * 5000, "a\nb", "-", "--", "'"]
)
limit = st.sampled_from(["-1", "0", "many", "", "nan", "--"])
word = odd.filter(lambda t: not t.startswith("-"))
number = st.sampled_from(["-1", "0", "1.5", "many", "", "1e3", "nan", "inf", "0x10", "--"])
nowhere = word.map(lambda t: f"/nowhere/at/all/{t}")
file = st.sampled_from(["junk", "folder", "nothing", "/proc/nothing/x"])


def option(name, value):
    """An option whose value is bad."""
    return st.tuples(st.just(name), value).map(list)


anything = odd.map(lambda t: [f"--{t}"]).filter(lambda o: o not in (["--"], ["--help"]))
json_file = option("--json", nowhere)
data_dir = option("--data-dir", nowhere)
room = option("--implementation", odd)
BAD = {
    "list": anything | json_file | word.map(lambda t: [t]),
    "check": st.one_of(
        anything, json_file, room, word.map(lambda t: [t]), option("--dtype", odd),
        st.sampled_from(["-1", "0", "many", "1.5"]).map(lambda n: ["relu", "--random", n]),
        option("--seed", st.sampled_from(["x", "1.5", ""])),
    ),
    "train": st.one_of(
        anything, word.map(lambda t: [t]), data_dir.map(lambda o: ["xor", *o]),
        *(option(o, number).map(lambda o: ["xor", *o]) for o in ("--epochs", "--seeds")),
        option("--processes", number).map(lambda o: ["xor", *o]),
        *(option(o, nowhere | file).map(lambda o: ["xor", *o]) for o in ("--save", "--load")),
        json_file.map(lambda o: ["xor", *o]), room.map(lambda o: ["xor", *o]),
    ),
    "bench": st.one_of(
        anything, word.map(lambda t: [t]), json_file.map(lambda o: ["xor", *o]),
        option("--threads", number).map(lambda o: ["xor", *o]),
        option("--rounds", number).map(lambda o: ["xor", *o]),
    ),
    "report": st.one_of(
        anything, data_dir, option("--profile", odd), word.map(lambda t: [t]),
        option("--output", st.sampled_from(["junk", "/proc/nothing", "junk/x"])),
        *(option(f"--unit-{u}", limit) for u in ("seconds", "megabytes")),
    ),
    "page": st.one_of(
        anything, file.map(lambda f: [f, "--output", "new"]), word.map(lambda t: [t]),
        nowhere.map(lambda f: [f, "--output", "new"]),
    ),
    "compare-runs": st.one_of(
        anything, st.tuples(file | nowhere, file | nowhere).map(list),
        option("--fail-on", odd).map(lambda o: ["junk", "junk", *o]),
    ),
    "validate": st.one_of(
        anything, word.filter(lambda t: ":" not in t).map(lambda t: [t]),
        nowhere.map(lambda f: [f"{f}.py:Layer"]), st.just([]),
        option("--seconds", st.sampled_from(["x", ""])).map(lambda o: ["a.py:B", *o]),
    ),
    "diff": st.one_of(
        anything, st.tuples(nowhere, nowhere).map(list), st.just([]),
        option("--steps", number).map(lambda o: ["a.py:b", "a.py:c", *o]),
        option("--weights", odd).map(lambda o: ["a.py:b", "a.py:c", *o]),
    ),
    "transfer": anything | st.tuples(nowhere, nowhere).map(lambda t: [*t, "-o", "new.pt"]),
    "doctor": anything | word.map(lambda t: [t]),
    "defects": anything | word.map(lambda t: [t]),
    "defaults": anything | word.map(lambda t: [t]),
}  # fmt: skip
typed = st.one_of(
    word.map(lambda t: [t]),
    *(bad.map(lambda rest, name=name: [name, *rest]) for name, bad in BAD.items()),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A working folder with a file of junk and an empty folder in it."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "junk").write_bytes(b"\x80junk")
    (folder / "folder").mkdir()
    before = os.getcwd()
    os.chdir(folder)
    yield folder
    os.chdir(before)


def run(arguments):
    """(exit code, standard output, standard error) of a command, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.object(sys, "argv", ["threefold", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as stopped,
    ):
        cli.main()
    return stopped.value.code or 0, out.getvalue(), err.getvalue()


def assert_one_clear_line(place, arguments):
    code, shown, said = run(arguments)
    assert code in (2, 3), (code, shown[-300:], said)
    assert len(said.strip().splitlines()) == 1, said
    assert said.startswith("threefold: ")
    assert "Received" in said
    assert "Traceback" not in shown + said
    assert sorted(p.name for p in place.rglob("*")) == ["folder", "junk"]


@settings(max_examples=FEW)
@given(typed)
@example(["check", "<script>alert(1)</script>"])
def test_mistakes_are_one_clear_line(place, arguments):
    assert_one_clear_line(place, arguments)


@pytest.mark.full
@settings(max_examples=MANY)
@given(typed)
def test_thousands_of_mistakes_are_one_clear_line(place, arguments):
    assert_one_clear_line(place, arguments)
