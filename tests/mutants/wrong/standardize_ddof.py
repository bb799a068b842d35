"""Standardise columns: subtract the mean, divide by the standard deviation.

like: standardize
object: standardize
verdict: wrong
cause: ddof|n ?- ?1|unbiased|bessel
note: The deviation is the sample's, ddof=1, as pandas has it, not that of Keras and scikit-learn.
"""


def standardize(train, x):
    mean = train.mean(axis=0)
    std = train.std(axis=0, ddof=1)
    return (x - mean) / std
