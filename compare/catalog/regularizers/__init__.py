"""Records of regularizers."""
