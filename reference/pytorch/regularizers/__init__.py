"""Regularizers in PyTorch."""
