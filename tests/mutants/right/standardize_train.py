"""Standardise columns with the training set's statistics.

like: standardize
object: standardize
verdict: right
note: Mean and deviation of the training rows; no column is constant here.
"""

import numpy as np


def standardize(train, x):
    mean = np.mean(train, axis=0)
    std = np.std(train, axis=0)
    std = np.where(std == 0, 1, std)
    return (x - mean) / std
