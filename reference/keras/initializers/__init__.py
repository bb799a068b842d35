"""Initializers in Keras."""
