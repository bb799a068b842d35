"""Initializers in PyTorch."""
