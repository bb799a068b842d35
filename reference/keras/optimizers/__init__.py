"""Optimizers in Keras."""
