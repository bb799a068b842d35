"""Worked examples in Keras."""
