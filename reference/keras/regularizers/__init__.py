"""Regularizers in Keras."""
