"""Files that are cut, changed or made to do harm: a documented error, and nothing else happens."""

import gzip
import io
import json
import os
import pickle
import struct
import tarfile
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import archives, persistence, results, rooms, workloads
from compare.archives import Unsafe
from compare.datasets import DataError, california_housing, imdb, mnist
from compare.datasets.files import Found
from compare.files import write_json
from compare.parity.inputs import from_file
from compare.persistence import UnreadableWeights, load_weights, save_weights
from compare.runner import empty_results
from compare.validation.subject import Unusable
from scratch import persistence as safetensors

FEW, MANY = 40, 1200
XOR = workloads.get("xor")
WEIGHTS = XOR.initial_weights(0)


def packed_idx(array):
    """A gzipped IDX file."""
    head = bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return gzip.compress(head + array.tobytes(), mtime=0)


def packed_npz(**arrays):
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def packed_tar():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for i, word in enumerate(("good", "bad")):
            member = tarfile.TarInfo(f"aclImdb/train/pos/{i}_9.txt")
            member.size = len(word)
            archive.addfile(member, io.BytesIO(word.encode()))
    return file.getvalue()


def in_file(name, content, read):
    """What `read` makes of a file of that name and content, in the folder for such files."""
    path = os.path.join(in_file.folder, name)
    with open(path, "wb") as file:
        file.write(content)
    try:
        return read(path)
    finally:
        os.unlink(path)


def saved_weights():
    safetensors.save(os.path.join(in_file.folder, "right.safetensors"), WEIGHTS)
    with open(os.path.join(in_file.folder, "right.safetensors"), "rb") as file:
        return file.read()


def weights_of(path):
    from pathlib import Path

    return load_weights(Path(path), XOR)


DIGITS = np.arange(60, dtype=np.uint8).reshape(5, 3, 4)
TABLE = b"\n".join(b",".join(b"%d.5" % (r + c) for c in range(9)) for r in range(4))
READERS = {
    "idx": (lambda: packed_idx(DIGITS), lambda c: mnist.read_idx(c, "images", 3), DataError),
    "npz of Keras": (
        lambda: packed_npz(x_train=DIGITS, y_train=DIGITS, x_test=DIGITS, y_test=DIGITS),
        lambda c: mnist.from_keras(Found("", {"mnist.npz": c}, {})),
        DataError,
    ),
    "reviews": (packed_tar, lambda c: list(imdb.read_reviews(c, "reviews.tar.gz")), DataError),
    "table": (lambda: TABLE, lambda c: california_housing.table(c, "housing.data"), DataError),
    "results.json": (
        lambda: json.dumps(empty_results()).encode(),
        lambda c: in_file("results.json", c, results.read),
        ValueError,
    ),
    "results.json.gz": (
        lambda: gzip.compress(json.dumps(empty_results()).encode(), mtime=0),
        lambda c: in_file("results.json.gz", c, results.read),
        ValueError,
    ),
    "safetensors": (
        saved_weights,
        lambda c: in_file("w.safetensors", c, safetensors.load),
        ValueError,
    ),
    "weights": (saved_weights, lambda c: in_file("w.safetensors", c, weights_of), OSError),
    "inputs": (
        lambda: packed_npz(x=DIGITS.astype(float)),
        lambda c: in_file("x.npz", c, from_file),
        Unusable,
    ),
}


right = {}
"""Undamaged contents, made once: some carry the time of day."""


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory):
    in_file.folder = str(tmp_path_factory.mktemp("hostile"))


@st.composite
def damaged(draw, content):
    """The content cut off, with bits flipped, with a piece repeated, or something else entirely."""
    way = draw(st.sampled_from(["cut", "flip", "flip", "insert", "other"]))
    at = draw(st.integers(0, len(content) - 1))
    if way == "cut":
        return content[:at]
    if way == "insert":
        return content[:at] + draw(st.binary(min_size=1, max_size=9)) + content[at:]
    if way == "other":
        return draw(st.binary(max_size=64))
    found = bytearray(content)
    found[at] ^= draw(st.integers(1, 255))
    return bytes(found)


def assert_read_or_refused(name, data):
    make, read, refusal = READERS[name]
    if name not in right:
        right[name] = make()
    content = right[name]
    assert read(content) is not None
    with np.errstate(all="ignore"):
        try:
            read(data.draw(damaged(content)))
        except refusal as error:
            assert str(error)  # noqa: PT017 - either outcome is right


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", READERS)
@settings(max_examples=FEW)
@given(data=st.data())
def test_damaged_files_are_refused(name, data):
    assert_read_or_refused(name, data)


@pytest.mark.full
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", READERS)
@settings(max_examples=MANY)
@given(data=st.data())
def test_many_damaged_files_are_refused(name, data):
    assert_read_or_refused(name, data)


@pytest.mark.full
@pytest.mark.parametrize("end", [".pt", ".keras", ".weights.h5"])
def test_damaged_files_of_the_frameworks_are_refused(end, tmp_path):
    if rooms.why_absent(persistence.FORMATS[end]):
        pytest.skip(f"the framework of {end} is not installed")
    path = tmp_path / f"weights{end}"
    save_weights(path, XOR, WEIGHTS)
    right, rng = path.read_bytes(), np.random.default_rng(0)
    for i in range(60):
        at = int(rng.integers(len(right)))
        changed = right[:at] + (b"" if i % 2 else bytes([right[at] ^ 255]) + right[at + 1 :])
        path.write_bytes(changed)
        try:
            load_weights(path, XOR)
        except UnreadableWeights as error:
            assert str(path) in str(error)  # noqa: PT017 - either outcome is right
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


class Harm:
    """Unpickled, it makes a file."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("end", [".pt", ".safetensors", ".npz", ".keras", ".weights.h5"])
def test_a_malicious_pickle_is_not_run(end, tmp_path):
    harm, path = tmp_path / "harm", tmp_path / f"stranger{end}"
    path.write_bytes(pickle.dumps({"w": Harm(harm)}))
    with pytest.raises((UnreadableWeights, Unusable)):
        from_file(str(path)) if end == ".npz" else load_weights(path, XOR)
    assert not harm.exists()


def test_a_malicious_pickle_inside_an_archive_is_not_run(tmp_path):
    harm = tmp_path / "harm"
    inside = np.empty(1, object)
    inside[0] = Harm(harm)
    np.savez(tmp_path / "x.npz", x=inside)
    with pytest.raises(Unusable, match="allow_pickle"):
        from_file(str(tmp_path / "x.npz"))
    torch = pytest.importorskip("torch")
    torch.save({"w": Harm(harm)}, tmp_path / "x.pt")
    with pytest.raises(UnreadableWeights, match="more than tensors"):
        load_weights(tmp_path / "x.pt", XOR)
    assert not harm.exists()


def bomb(path, megabytes):
    """A ZIP file a thousandth as large as what it unpacks to."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("x.npy", "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(bytes(2**20))


@pytest.mark.parametrize("end", [".keras", ".npz", ".pt"])
def test_a_zip_bomb_is_not_unpacked(end, tmp_path):
    path = tmp_path / f"bomb{end}"
    bomb(path, 100)
    assert path.stat().st_size < 200_000
    with pytest.raises((UnreadableWeights, Unusable), match="would unpack to 104,857,600"):
        from_file(str(path)) if end == ".npz" else load_weights(path, XOR)


def test_a_gzip_bomb_is_not_unpacked(tmp_path):
    (tmp_path / "results.json.gz").write_bytes(gzip.compress(b" " * 2**27))
    with pytest.raises(ValueError, match="would unpack to"):
        results.read(tmp_path)


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a/../../out", "..\\out"])
def test_members_that_lead_outside_are_refused(name, tmp_path):
    path = tmp_path / "model.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(Unsafe, match="leads outside"):
        archives.check(path)


def test_ordinary_archives_pass(tmp_path):
    np.savez_compressed(tmp_path / "x.npz", x=np.zeros((1000, 1000)))
    archives.check(tmp_path / "x.npz")
    write_json(tmp_path / "results.json", empty_results())
    archives.check(tmp_path / "results.json")
    assert results.read(tmp_path)["schema"] == 1
