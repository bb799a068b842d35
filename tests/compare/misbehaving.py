"""Work that kills its process, does not end, or takes all memory: for processes to import."""

import os
import time


def dies_at_5(unit):
    """The process ends without a word."""
    if unit == 5:
        os.abort()
    return unit


def hangs_at_5(unit):
    """A loop without an end."""
    while unit == 5:
        pass
    return unit


def grows_at_5(unit):
    """Memory without an end, but slowly."""
    kept = []
    while unit == 5:
        kept.append(b"x" * 20_000_000)
        time.sleep(0.02)
    return unit


def rows(unit):
    """What a well-behaved unit leaves."""
    return [finding.row() for finding in unit.findings()]
