"""Data in PyTorch."""
