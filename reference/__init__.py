"""The PyTorch and Keras twins of every concept in `scratch`, and how their weights map."""

from contextlib import suppress
from importlib import import_module

# PyTorch's CUDA build brings Triton and loads it late. Its compiled part ends the process with a
# segmentation fault where TensorFlow's was loaded before it, so it is loaded before both.
with suppress(ImportError):
    import_module("triton")
