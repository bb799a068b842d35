import hashlib
import os

import pytest

from compare.datasets import DataError, DataMissing
from compare.datasets.files import find, keras_cache

CONTENT = {"a.gz": b"first", "b.gz": b"second"}
FILES = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENT.items()}
OTHER = {"c.npz": hashlib.sha256(b"third").hexdigest()}


def put(folder, **contents):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name.replace("_", ".")).write_bytes(content)


def put_all(folder):
    put(folder, a_gz=b"first", b_gz=b"second")


@pytest.mark.usefixtures("nothing_there")
class TestOrder:
    def test_nowhere(self):
        assert find([FILES], "set", None) is None

    def test_given_folder_comes_first(self, tmp_path, monkeypatch):
        for name in ("given", "variable"):
            put_all(tmp_path / name)
        monkeypatch.setenv("THREEFOLD_DATA", str(tmp_path / "variable"))
        assert find([FILES], "set", tmp_path / "given").source == "--data-dir folder"
        assert find([FILES], "set", None).source == "THREEFOLD_DATA folder"

    def test_given_folder_without_it_is_passed_over(self, tmp_path, monkeypatch):
        (tmp_path / "given").mkdir()
        put_all(tmp_path / "variable" / "set")
        monkeypatch.setenv("THREEFOLD_DATA", str(tmp_path / "variable"))
        assert find([FILES], "set", tmp_path / "given").source == "THREEFOLD_DATA folder"

    def test_keras_cache_comes_last(self):
        put(keras_cache(), c_npz=b"third")
        found = find([FILES, OTHER], "set", None)
        assert found.source == "Keras's cache"
        assert found.contents == {"c.npz": b"third"}

    def test_own_folder_and_data_folder_serve_alike(self, tmp_path):
        put_all(tmp_path / "data" / "set")
        assert find([FILES], "set", tmp_path / "data").contents == CONTENT
        assert find([FILES], "set", tmp_path / "data" / "set").contents == CONTENT

    def test_verified_hashes_are_reported(self, tmp_path):
        put_all(tmp_path)
        assert find([FILES], "set", tmp_path).sha256 == FILES


@pytest.mark.usefixtures("nothing_there")
class TestRefused:
    @pytest.mark.parametrize("content", [b"", b"secon", b"sfcond", b"second "])
    def test_changed_file_is_named_with_both_hashes(self, tmp_path, content):
        put(tmp_path, a_gz=b"first", b_gz=content)
        with pytest.raises(DataError) as error:
            find([FILES], "set", tmp_path)
        for part in (str(tmp_path / "b.gz"), FILES["b.gz"], hashlib.sha256(content).hexdigest()):
            assert part in str(error.value)

    def test_corrupt_file_is_not_replaced_by_a_good_one_elsewhere(self, tmp_path, monkeypatch):
        put(tmp_path / "given", a_gz=b"first", b_gz=b"broken")
        put_all(tmp_path / "variable")
        monkeypatch.setenv("THREEFOLD_DATA", str(tmp_path / "variable"))
        with pytest.raises(DataError, match="given"):
            find([FILES], "set", tmp_path / "given")

    def test_half_a_set_in_a_data_folder(self, tmp_path):
        put(tmp_path, a_gz=b"first")
        with pytest.raises(DataError, match=r"has a\.gz, but not b\.gz"):
            find([FILES], "set", tmp_path)

    def test_half_a_set_in_keras_cache_is_nothing_found(self):
        put(keras_cache(), a_gz=b"first")
        assert find([FILES], "set", None) is None

    def test_folder_that_does_not_exist(self, tmp_path, monkeypatch):
        with pytest.raises(DataMissing, match="--data-dir does not exist"):
            find([FILES], "set", tmp_path / "typo")
        monkeypatch.setenv("THREEFOLD_DATA", str(tmp_path / "typo"))
        with pytest.raises(DataMissing, match="THREEFOLD_DATA does not exist"):
            find([FILES], "set", None)

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
    )
    def test_unreadable_file(self, tmp_path):
        put_all(tmp_path)
        (tmp_path / "a.gz").chmod(0)
        with pytest.raises(DataError, match="cannot be read"):
            find([FILES], "set", tmp_path)
