"""From a text to word ids, by the rules that Keras's IMDB data follow.

Lower case for ASCII letters, punctuation to spaces, apostrophes kept, split at single spaces.
A word's rank is its place by falling count. Ids: 0 padding, 1 the start of a text, 2 a word past
the vocabulary kept, 3 + rank any other.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, pairwise

import numpy as np

PADDING, START, UNKNOWN, OFFSET = 0, 1, 2, 3
SEPARATORS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# `str.lower` would also change letters that are not ASCII, and 40 words of IMDB with them.
TABLE = str.maketrans(UPPER + SEPARATORS, UPPER.lower() + " " * len(SEPARATORS))


def words(text: str) -> list[str]:
    """The words of a text, in order.

    >>> words("Isn't it great?<br />Yes.")
    ["isn't", 'it', 'great', 'br', 'yes']
    """
    return [word for word in text.translate(TABLE).split(" ") if word]


def word_index(texts: Iterable[str]) -> dict[str, int]:
    """Word -> rank from 1, by falling count; equal counts in the order of the alphabet.

    >>> word_index(["b a", "b"])
    {'b': 1, 'a': 2}
    """
    counts = Counter(word for text in texts for word in words(text))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return {word: rank for rank, word in enumerate(ranked, start=1)}


def encode(text: str, index: Mapping[str, int]) -> list[int]:
    """The text's ids after the start mark; words that the index lacks are dropped.

    >>> encode("a b c", {"a": 1, "c": 2})
    [1, 4, 5]
    """
    return [START, *(index[word] + OFFSET for word in words(text) if word in index)]


def vocabulary(index: Mapping[str, int], num_words: int) -> dict[int, str]:
    """Id -> word for the ids below `num_words`.

    >>> vocabulary({"a": 1, "c": 2}, 5)
    {4: 'a'}
    """
    return {rank + OFFSET: word for word, rank in index.items() if rank + OFFSET < num_words}


def decode(ids: Iterable[int], words: Mapping[int, str]) -> str:
    """The text again: an unknown word is ?, padding and start marks are left out.

    >>> decode([0, 1, 4, 2], {4: "a"})
    'a ?'
    """
    return " ".join(words.get(int(i), "?") for i in ids if i not in (PADDING, START))


def keep(ids: np.ndarray, num_words: int) -> np.ndarray:
    """The ids with all from `num_words` on made unknown.

    >>> keep(np.array([1, 4, 9]), 9)
    array([1, 4, 2])
    """
    return np.where(ids < num_words, ids, UNKNOWN).astype(ids.dtype)


def ragged(ids: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """An object array of texts: text i is ids[offsets[i]:offsets[i + 1]]."""
    texts = np.empty(len(offsets) - 1, object)
    for i, (start, stop) in enumerate(pairwise(offsets)):
        texts[i] = ids[start:stop]
    return texts


def flat(texts: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """The ids and offsets of texts, the form that `ragged` takes."""
    offsets = np.cumsum([0, *map(len, texts)])
    ids = np.fromiter(chain.from_iterable(texts), np.int32, count=int(offsets[-1]))
    return ids, offsets
