"""Layers in Keras: the names and layouts are ours already."""
