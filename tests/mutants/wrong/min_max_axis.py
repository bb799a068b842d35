"""Scale features into [0, 1] with the training set's range.

like: min_max_scale
object: min_max_scale
verdict: wrong
cause: axis|column|whole|global
note: One least and greatest value of the whole table instead of one for each column.
"""


def min_max_scale(train, x):
    low, high = train.min(), train.max()
    return (x - low) / (high - low)
