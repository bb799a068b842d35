"""Softmax in Keras."""

import warnings

import keras


def softmax(x: keras.KerasTensor, axis: int = -1) -> keras.KerasTensor:
    """e^x, divided by its sum along `axis`.

    Keras warns that along an axis of one element the answer is always 1: it is what was asked for.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="You are using a softmax over axis")
        return keras.activations.softmax(x, axis=axis)
