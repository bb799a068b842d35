"""Records of layers."""
