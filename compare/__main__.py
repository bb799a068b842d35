"""`python -m compare` is `threefold`."""

from compare.cli import main

main()
