import numpy as np
import pytest

from compare.datasets import cache

ARRAYS = {"ids": np.arange(7, dtype=np.int32), "offsets": np.array([0, 3, 7])}


@pytest.mark.usefixtures("nothing_there")
class TestCache:
    def test_gives_back_what_was_kept(self):
        assert cache.read("x") is None
        cache.write("x", ARRAYS)
        found = cache.read("x")
        assert found.keys() == ARRAYS.keys()
        for name, array in ARRAYS.items():
            np.testing.assert_array_equal(found[name], array, strict=True)

    def test_leaves_no_temporary_files(self):
        cache.write("x", ARRAYS)
        assert {path.name for path in cache.path("x").parent.iterdir()} == {"x.npz", "x.sha256"}

    def test_flipped_bit_is_noticed(self):
        cache.write("x", ARRAYS)
        content = bytearray(cache.path("x").read_bytes())
        content[len(content) // 2] ^= 1
        cache.path("x").write_bytes(content)
        assert cache.read("x") is None

    def test_checksum_of_another_version_is_noticed(self):
        cache.write("x", ARRAYS)
        cache.checksum(cache.path("x")).write_text("0" * 64)
        assert cache.read("x") is None

    def test_pickles_are_never_written(self):
        with pytest.raises(ValueError, match="allow_pickle"):
            cache.write("x", {"x": np.array([{}], dtype=object)})
        assert cache.read("x") is None

    def test_cache_that_cannot_be_written_raises_nothing(self, monkeypatch, tmp_path):
        (tmp_path / "file").write_text("no folder")
        monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: str(tmp_path / "file"))
        cache.write("x", ARRAYS)
        assert cache.read("x") is None
