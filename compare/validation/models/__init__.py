"""Models: each layer once, forward, with the conventions and mistakes that it may have."""
