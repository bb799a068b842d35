"""The PyTorch twins: one file a concept, under the same name as in `scratch`."""
