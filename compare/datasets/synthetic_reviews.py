"""Synthetic reviews: made-up texts with a sentiment, for where no real reviews are to be had.

A small grammar draws sentences of praise or blame. A negation turns a word's sense round, and a
concession speaks for the other side, so that counting good words is not quite enough. These are
no reviews of IMDB, and nothing measured on them says anything about it.
"""

from collections.abc import Sequence

import numpy as np

from compare.datasets import text
from compare.datasets.dataset import Dataset, fingerprint, split

ROWS = 3_000
SEED = 0
NUM_WORDS = 10_000

NOUNS = (
    "film", "story", "plot", "cast", "acting", "script", "music",
    "ending", "dialogue", "camera", "pace", "hero", "scenery",
)  # fmt: skip
SUBJECTS = (
    "a detective", "two sisters", "an old sailor", "a lost dog", "the war", "a small town",
)  # fmt: skip
ADVERBS = ("really", "quite", "simply", "truly", "rather", "utterly", "so", "very")
GOOD = (
    "wonderful", "moving", "clever", "funny", "gripping", "honest", "lovely", "superb", "fresh",
)  # fmt: skip
BAD = (
    "dull", "clumsy", "tedious", "hollow", "awful", "lazy", "noisy", "stale", "confused",
)  # fmt: skip
LIKED = ("loved", "enjoyed", "admired", "adored", "praised")
DISLIKED = ("hated", "disliked", "regretted", "endured", "despised")


class Grammar:
    """Draws reviews; the same generator state gives the same reviews."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng

    def pick(self, options: Sequence[str]) -> str:
        """One of the options."""
        return options[int(self.rng.integers(len(options)))]

    def review(self, favourable: bool) -> str:
        """Two to five sentences for one side; perhaps one for neither, one for the other."""
        sentences = [self.opinion(favourable) for _ in range(self.rng.integers(2, 6))]
        if self.rng.random() < 0.7:
            sentences.insert(0, f"it is about {self.pick(SUBJECTS)}")
        if self.rng.random() < 0.5:
            concession = f"although {self.opinion(not favourable)}"
            sentences.insert(int(self.rng.integers(len(sentences) + 1)), concession)
        return " . ".join(sentences) + " ."

    def opinion(self, favourable: bool) -> str:
        """A sentence of praise or blame; one in four says it by denying the opposite."""
        if self.rng.random() < 0.3:
            verb = self.pick(LIKED if favourable else DISLIKED)
            return f"i {verb} the {self.pick(NOUNS)}"
        negated = self.rng.random() < 0.25
        adjective = self.pick(GOOD if favourable != negated else BAD)
        return f"the {self.pick(NOUNS)} was {'not' if negated else self.pick(ADVERBS)} {adjective}"


def texts(rows: int = ROWS, seed: int = SEED) -> tuple[list[str], np.ndarray]:
    """That many different reviews, every second one favourable, and their labels."""
    grammar = Grammar(np.random.default_rng(seed))
    reviews: dict[str, int] = {}
    while len(reviews) < rows:
        label = len(reviews) % 2
        reviews.setdefault(grammar.review(favourable=bool(label)), label)
    return list(reviews), np.array(list(reviews.values()), np.int64)


def load() -> Dataset:
    """Synthetic reviews as word ids, ranked by the training texts alone."""
    reviews, y = texts()
    train, test, y_train, y_test = split(reviews, y, stratify=True)
    index = text.word_index(train)
    x_train, x_test = (encoded(part, index) for part in (train, test))
    return Dataset(
        "synthetic_reviews",
        x_train,
        y_train,
        x_test,
        y_test,
        source="synthetic reviews, drawn here from a grammar",
        sha256={"arrays": fingerprint(x_train, y_train, x_test, y_test)},
        description="Synthetic reviews: made-up sentences of praise or blame, not IMDB",
        vocabulary=text.vocabulary(index, NUM_WORDS),
    )


def encoded(reviews: list[str], index: dict[str, int]) -> np.ndarray:
    """The reviews as an object array of word ids."""
    ids, offsets = text.flat([text.encode(review, index) for review in reviews])
    return text.ragged(text.keep(ids, NUM_WORDS), offsets)
