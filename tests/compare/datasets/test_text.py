import numpy as np
import pytest

from compare.datasets import text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Don't STOP", ["don't", "stop"]),
        ("one--two...three\tfour\nfive", ["one", "two", "three", "four", "five"]),
        ("10/10 <br />", ["10", "10", "br"]),
        ("'quoted'", ["'quoted'"]),
        ("É is no ASCII letter", ["É", "is", "no", "ascii", "letter"]),
        ("a\xa0b a\x85b", ["a\xa0b", "a\x85b"]),  # only plain spaces split
        ("", []),
        (" !? ", []),
    ],
)
def test_words(given, expected):
    assert text.words(given) == expected


def test_word_index_ranks_by_count_and_then_by_alphabet():
    assert text.word_index(["b c a", "c b", "c"]) == {"c": 1, "b": 2, "a": 3}


def test_keep_makes_ids_from_the_limit_on_unknown():
    ids = np.array([1, 4, 9_999, 10_000, 10_001], np.int32)
    assert text.keep(ids, 10_000).tolist() == [1, 4, 9_999, 2, 2]
    assert text.keep(ids, 10_000).dtype == np.int32


@pytest.mark.parametrize("texts", [[[1, 4], [1], [], [1, 5, 6]], [[1], [2]], []])
def test_ragged_undoes_flat(texts):
    assert [t.tolist() for t in text.ragged(*text.flat(texts))] == texts
