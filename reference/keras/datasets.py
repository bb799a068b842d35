"""Keras's downloader: fetches, verifies and reads the data sets that Keras offers."""

from typing import Any

from reference.keras import keras


def mnist() -> None:
    """Put MNIST into Keras's cache, where it is read without Keras."""
    keras.datasets.mnist.load_data()


def imdb(num_words: int) -> tuple[Any, Any, Any, Any]:
    """x_train, y_train, x_test, y_test: lists of word ids in Keras's order, and labels."""
    (x_train, y_train), (x_test, y_test) = keras.datasets.imdb.load_data(num_words=num_words)
    return x_train, y_train, x_test, y_test
