"""Records of optimizers."""
