r"""Encoding of categories: each distinct value gets a number, c ↦ k where c is the k-th in order.

The numbers carry no order of their own: a network reads them through `one_hot` or an embedding.

Source: Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 2009, section 2.2.
"""

import numpy as np

from scratch.validation import array_of, reject


class EncodeCategories:
    """Numbers the distinct values of what it was fitted to, in sorted order.

    Attributes:
        categories: the distinct values, sorted.

    >>> encoder = EncodeCategories().fit(np.array(["red", "blue", "red"]))
    >>> encoder.transform(np.array(["red", "blue"]))
    array([1, 0])
    >>> encoder.inverse_transform(np.array([0])).tolist()
    ['blue']
    """

    def fit(self, values):
        """Find the distinct values of an array of any shape; returns the encoder itself."""
        self.categories = np.unique(array_of("values", values))
        return self

    def transform(self, values):
        """The number of each value; one that `fit` has not seen is refused."""
        values = array_of("values", values)
        unknown = np.setdiff1d(values, self.categories)
        if unknown.size:
            reject("values", "among the categories that were fitted", unknown.tolist())
        return np.searchsorted(self.categories, values)

    def inverse_transform(self, codes):
        """The values that the numbers stand for."""
        return self.categories[np.asarray(codes)]


def encode_categories(train, values):
    """The numbers of `values` among the categories of `train`, the categories, and the way back."""
    encoder = EncodeCategories().fit(train)
    codes = encoder.transform(values)
    return {
        "output": codes,
        "categories": encoder.categories,
        "inverse": encoder.inverse_transform(codes),
    }
