"""One record a defect of Keras; the script of the same name in reference shows it."""
