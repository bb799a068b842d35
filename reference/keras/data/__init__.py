"""Data in Keras."""
