"""Neural networks from scratch: NumPy and nothing else, one concept a file."""
