"""Standardise new rows as the training rows were.

like: standardize
object: standardize
verdict: wrong
cause: train|leak|own|statistics|fitted
note: The statistics are taken from the new rows themselves.
"""


def standardize(train, x):
    return (x - x.mean(axis=0)) / x.std(axis=0)
