"""The PyTorch and Keras twins of every concept in `scratch`, and how their weights map."""
