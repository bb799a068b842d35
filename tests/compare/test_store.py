"""Finished units are found again by what they did, and by nothing else."""

import pytest

from compare import store
from compare.store import Store

UNIT = ("training", "xor", 0)


@pytest.fixture
def kept(tmp_path):
    """A store that holds one unit."""
    made = Store(tmp_path / "units")
    made.put(UNIT, {"accuracy": [1.0]})
    return made


def test_a_finished_unit_is_found_again(kept):
    assert kept.get(UNIT) == {"accuracy": [1.0]}


def test_another_unit_is_not(kept):
    with pytest.raises(KeyError):
        kept.get(("training", "xor", 1))


def test_nothing_is_found_after_the_code_has_changed(kept, monkeypatch):
    monkeypatch.setattr(store, "code_version", lambda: "another")
    with pytest.raises(KeyError):
        kept.get(UNIT)


def test_a_damaged_file_counts_as_none(kept):
    kept.file(UNIT).write_text('{"accuracy": [1.')
    with pytest.raises(KeyError):
        kept.get(UNIT)


def test_forgetting_leaves_an_empty_folder_and_removing_none(kept):
    kept.clear()
    assert list(kept.folder.iterdir()) == []
    kept.remove()
    assert not kept.folder.exists()


def test_the_code_version_is_that_of_the_files(monkeypatch):
    store.code_version.cache_clear()
    before = store.code_version()
    monkeypatch.setattr(store, "PACKAGES", ("scratch",))
    store.code_version.cache_clear()
    assert store.code_version() != before
    store.code_version.cache_clear()
