"""Records of initializers."""
