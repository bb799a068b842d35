"""Scripts that show defects of Keras and TensorFlow; their records are in compare/defects."""
