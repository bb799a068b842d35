"""Records of data."""
