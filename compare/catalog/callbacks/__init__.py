"""Records of callbacks."""
