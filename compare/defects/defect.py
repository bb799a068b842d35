"""What is known of one defect of a released framework."""

from dataclasses import dataclass
from pathlib import Path

import reference


@dataclass(frozen=True)
class Defect:
    """A result that the documentation or mathematics contradicts, or a crash on valid arguments.

    Attributes:
        framework: pytorch or keras.
        name: the name of the record and of the script that shows it.
        title: what is wrong, in a line.
        measured_in: the versions in which it was seen.
        expected: what the script should print.
        observed: what it prints; "raises E" where it ends with the exception E.
        because: why it is a defect and no choice, and where it comes from.
        way_round: what to do instead.
        link: where it was reported, if it was.
    """

    framework: str
    name: str
    title: str
    measured_in: str
    expected: str
    observed: str
    because: str
    way_round: str
    link: str = ""

    @property
    def path(self) -> Path:
        """The script that shows it, which runs on its own."""
        rooms = Path(next(iter(reference.__path__)))
        return rooms / self.framework / "defects" / f"{self.name}.py"

    @property
    def script(self) -> str:
        """The text of that script."""
        return self.path.read_text(encoding="utf-8")

    def state(self, seen: str) -> str:
        """What seeing `seen` means: "there" still, "mended" or "changed" to something else.

        >>> d = Defect("keras", "x", "1 + 1 is 3", "1.0", expected="2", observed="3",
        ...            because="it is 2", way_round="subtract 1")
        >>> [d.state(seen) for seen in ("3", "2", "raises ValueError")]
        ['there', 'mended', 'changed']
        """
        return {self.observed: "there", self.expected: "mended"}.get(seen, "changed")

    def told(self, seen: str) -> str:
        """The same in words."""
        words = {"there": "still there", "mended": "mended: remove the record"}
        return words.get(self.state(seen), f"changed: {seen}")
