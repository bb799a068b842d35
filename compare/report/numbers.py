"""How numbers are written for a reader: few digits, always the same way."""

import math

MISSING = "–"


def number(value: float | None, digits: int = 2) -> str:
    """A measured number in few digits; – where there is none.

    >>> number(8.13e-15), number(0.0), number(1234567), number(123.4), number(0.98765, 4)
    ('8.1e-15', '0', '1,234,567', '123', '0.9877')
    >>> number(None)
    '–'
    """
    if value is None or math.isnan(value):
        return MISSING
    if abs(value) < 1e15 and (float(value).is_integer() or abs(value) >= 10**digits):
        return f"{value:,.0f}"
    return f"{value:.{digits}g}"


def times(value: float | None) -> str:
    """A factor: "120×".

    >>> times(119.6), times(3.26), times(12345.6)
    ('120×', '3.3×', '12,000×')
    """
    if value is None:
        return MISSING
    if value < 10:
        return f"{value:.2g}×"
    rounded = round(value, 1 - math.floor(math.log10(value))) if value < 1e9 else value
    return f"{rounded:,.0f}×" if value < 1e6 else f"{value:.0e}×"


def count(n: int, thing: str, things: str = "") -> str:
    """How many: "1 concept", "1,234 quantities".

    >>> count(1, "concept"), count(1234, "quantity", "quantities")
    ('1 concept', '1,234 quantities')
    """
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"


def listing(names: list[str], most: int = 5) -> str:
    """Names in a sentence: "relu, lstm and 3 more".

    >>> listing(["relu", "lstm"]), listing(list("abcdefg"))
    ('relu and lstm', 'a, b, c, d, e and 2 more')
    """
    shown, rest = names[:most], len(names) - most
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
