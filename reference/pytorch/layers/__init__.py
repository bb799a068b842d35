"""Layers in PyTorch: modules that take and give the canonical layout."""
