"""How people's code is met: one file a family, each turning somebody's code into Readings."""
FAMILIES: list = []
