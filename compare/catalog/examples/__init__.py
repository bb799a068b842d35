"""Records of examples."""
