"""Doctests may say np without importing it."""

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def numpy_in_doctests(doctest_namespace):
    """NumPy under its usual name."""
    doctest_namespace["np"] = np
