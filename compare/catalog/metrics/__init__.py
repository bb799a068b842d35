"""Records of metrics."""
