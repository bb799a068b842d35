"""What is known of one default in which the frameworks differ."""

from dataclasses import dataclass
from typing import Any

FRAMEWORKS = ("pytorch", "keras")


@dataclass(frozen=True)
class Side:
    """One framework's part in a difference.

    Attributes:
        value: the default, or the number or word that tells the behaviours apart.
        align: the line of code that makes it follow the other framework, "" where there is none;
            `...` stands for whatever else is passed.
        kinds: the classes and functions that the row speaks of, separated by blanks.
        argument: which of their arguments sets it, "" where none does.
    """

    value: Any
    align: str = ""
    kinds: str = ""
    argument: str = ""


@dataclass(frozen=True)
class Default:
    """A default that PyTorch and Keras choose differently, as a measure in each room shows it.

    Attributes:
        name: the name of the record, and of the measures in reference/*/defaults.
        subject: the concept that it belongs to.
        title: what differs, in a line.
        pytorch: PyTorch's part.
        keras: Keras's part.
        effect: the greatest difference of the results on the measures' inputs; "shapes" where
            these differ, None where one side has no number to show.
        remains: what may be left of it where one side follows the other.
        together: both lines are needed to meet in the middle.
        complement: the two values mean the same where they add up to 1.
        because: what more a reader should know.
        link: where people met it, as owner/repository#number.
    """

    name: str
    subject: str
    title: str
    pytorch: Side
    keras: Side
    effect: float | str | None
    remains: float = 1e-12
    together: bool = False
    complement: bool = False
    because: str = ""
    link: str = ""

    @property
    def url(self) -> str:
        """The address of the link.

        >>> d = Default("x", "x", "", Side(1), Side(2), 1.0, link="pytorch/vision#2079")
        >>> d.url
        'https://github.com/pytorch/vision/issues/2079'
        """
        return f"https://github.com/{self.link.replace('#', '/issues/')}" if self.link else ""

    def side(self, framework: str) -> Side:
        """The part of "pytorch" or "keras"."""
        part: Side = getattr(self, framework)
        return part

    def concerns(self, word: str) -> bool:
        """Whether the row is about `word`: its name, its subject or one of its classes."""
        kinds = f"{self.pytorch.kinds} {self.keras.kinds}".split()
        return word.lower() in {self.name, self.subject, *(kind.lower() for kind in kinds)}
