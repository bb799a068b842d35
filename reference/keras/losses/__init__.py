"""Losses in Keras."""
