"""Preparing data: order, batches, splits, scales and codes, one a file."""

from scratch.data.encode_categories import EncodeCategories
from scratch.data.impute import Impute
from scratch.data.min_max_scale import MinMaxScale
from scratch.data.mini_batches import mini_batches
from scratch.data.one_hot import one_hot
from scratch.data.pad_sequences import pad_sequences
from scratch.data.shuffle import shuffle
from scratch.data.standardize import Standardize
from scratch.data.train_test_split import train_test_split

__all__ = [
    "EncodeCategories",
    "Impute",
    "MinMaxScale",
    "Standardize",
    "mini_batches",
    "one_hot",
    "pad_sequences",
    "shuffle",
    "train_test_split",
]
