"""Worked examples in PyTorch."""
