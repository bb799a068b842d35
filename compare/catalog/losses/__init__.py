"""Records of losses."""
