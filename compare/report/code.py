"""The three files of a concept as they are, highlighted; and equations as MathML."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from markupsafe import Markup
from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.token import Token

ROOT = Path(__file__).parents[2]
FOLDERS = {"scratch": "scratch", "pytorch": "reference/pytorch", "keras": "reference/keras"}
SHOWN = (Token.Comment, Token.Keyword, Token.Literal.String, Token.Literal.Number)
"""What is set apart by colour: little enough to be read, and no page of mere markup."""


class Quiet(Filter):
    """Every token that is not in SHOWN becomes plain text."""

    def filter(self, lexer: Any, stream: Any) -> Iterator[tuple[Any, str]]:
        """The stream with few kinds of token."""
        for kind, text in stream:
            yield next((k for k in SHOWN if kind in k), Token.Text), text


def listings(family: str, name: str) -> dict[str, tuple[str, Markup]]:
    """Room -> (path of its file, the file as highlighted HTML), where the file is there."""
    paths = {room: f"{folder}/{family}/{name}.py" for room, folder in FOLDERS.items()}
    return {
        room: (path, highlighted((ROOT / path).read_text("utf-8")))
        for room, path in paths.items()
        if (ROOT / path).is_file()
    }


def highlighted(source: str) -> Markup:
    """Python as spans, without the surrounding element."""
    lexer = PythonLexer()
    lexer.add_filter(Quiet())
    return Markup(highlight(source, lexer, HtmlFormatter(nowrap=True)))  # noqa: S704 - escaped


@cache
def mathml(latex: str) -> Markup:
    """An equation of the catalogue as MathML, on a line of its own."""
    return Markup(convert(latex, display="block"))  # noqa: S704 - from our own records
