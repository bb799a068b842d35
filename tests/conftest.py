"""What all tests share."""

import os

import pytest
from hypothesis import HealthCheck, settings

from compare import rooms

# A slow machine is no fault of the code's; the same examples each time, so that red means a change.
settings.register_profile(
    "unhurried", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")

# Tests choose their data themselves; a folder of the user's must not change what they see.
THREEFOLD_DATA = os.environ.pop("THREEFOLD_DATA", None)


@pytest.fixture(scope="session")
def real_data():
    """The folder with the real data sets; the test is skipped where it is not given."""
    if not THREEFOLD_DATA:
        pytest.skip("THREEFOLD_DATA is not set: no folder with the real data")
    return THREEFOLD_DATA


@pytest.fixture
def without_framework(monkeypatch):
    """Make the harness believe that a framework is not installed."""

    def remove(*absent):
        real = rooms.find_spec
        needed = [rooms.NEEDS[room] for room in absent]
        monkeypatch.setattr(rooms, "find_spec", lambda n: None if n in needed else real(n))
        rooms.why_absent.cache_clear()
        rooms.load.cache_clear()

    yield remove
    rooms.why_absent.cache_clear()
    rooms.load.cache_clear()
