"""Callbacks in Keras."""
