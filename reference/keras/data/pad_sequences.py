"""Padding in Keras: keras.utils.pad_sequences."""

from keras.utils import pad_sequences

__all__ = ["pad_sequences"]
