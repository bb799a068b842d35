"""One record a defect of PyTorch; the script of the same name in reference shows it."""
