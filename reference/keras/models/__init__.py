"""A keras.Model as a list of Layers: its graph run step by step, weights read and written."""
