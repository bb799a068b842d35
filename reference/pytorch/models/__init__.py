"""A torch.nn.Module as a list of Layers: observed while it runs, weights read and written."""
