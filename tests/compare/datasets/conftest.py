from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_data(real_data) -> Path:
    """The folder with the real data sets, as a path."""
    return Path(real_data)


@pytest.fixture
def nothing_there(monkeypatch, tmp_path) -> Path:
    """No data folder, an empty Keras cache and an empty cache of our own."""
    monkeypatch.delenv("THREEFOLD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    kept = tmp_path / "cache"
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: str(kept))
    return tmp_path
