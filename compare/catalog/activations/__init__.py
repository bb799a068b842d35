"""Records of activations."""
