"""Metrics in Keras."""
