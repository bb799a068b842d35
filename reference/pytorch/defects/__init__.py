"""Scripts that show defects of PyTorch; their records are in compare/defects."""
