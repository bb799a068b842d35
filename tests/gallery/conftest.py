"""The models are run by `threefold diff`, not collected as tests."""

collect_ignore_glob = ["*/left.py", "*/right.py", "applications/*.py"]
