"""How people's code is met: one file a family, each turning somebody's code into Readings."""

from compare.validate.adapt import dropout

FAMILIES = [dropout.judge]
"""Judges for whole families: each returns a Verdict, or None where the concept is another's."""
