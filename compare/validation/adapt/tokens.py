"""Embedding: a table, and the numbers of its rows."""

from collections.abc import Callable
from functools import partial

import numpy as np

from compare.validation.adapt.observation import Encounter, Observation, gradients_of
from compare.validation.adapt.reading import factors, oriented
from compare.validation.adapt.watch import watch
from compare.validation.hypotheses import Reading
from compare.validation.models import shapes
from compare.validation.subject import Subject
from compare.validation.tape import Node, Tape

VOCABULARY = {
    "rows": (
        "vocabsize",
        "inputdim",
        "numembeddings",
        "v",
        "vocab",
        "nvocab",
        "numwords",
        "vocabularysize",
        "nembeddings",
        "ntokens",
        "vocabularylen",
        "numtokens",
        "size",
    ),
    "width": (
        "dim",
        "outputdim",
        "embeddingdim",
        "embedsize",
        "d",
        "embdim",
        "embeddim",
        "embeddingsize",
        "embedding",
        "features",
        "nfeatures",
        "hiddensize",
        "dmodel",
    ),
    "embeddings": (
        "w",
        "weights",
        "weight",
        "table",
        "embeddings",
        "embeddingmatrix",
        "matrix",
        "we",
        "emb",
        "e",
    ),
    "tokens": (
        "x",
        "idx",
        "tokens",
        "indices",
        "ids",
        "index",
        "inputs",
        "input",
        "words",
        "xs",
        "tokenids",
        "ix",
        "i",
    ),
}


def ways(
    subject: Subject, size: tuple[int, ...], seed: int, warm: bool
) -> list[Callable[[], tuple[Observation, list[Reading]]]]:
    """Tokens (batch, time), or a row of them."""
    return [partial(attempt, subject, size, seed, warm, flat) for flat in (False, True)]


def attempt(
    subject: Subject, size: tuple[int, ...], seed: int, warm: bool, flat: bool
) -> tuple[Observation, list[Reading]]:
    """One observation; some tokens are repeated."""
    n, steps, rows, width = size
    rng = np.random.default_rng(seed)
    tokens = rng.integers(0, rows, (n * steps,) if flat else (n, steps))
    tokens.flat[:3] = tokens.flat[0]
    table = rng.standard_normal((rows, width))
    sizes = {"rows": rows, "width": width, "embeddings": table}
    encounter = Encounter(subject, sizes, VOCABULARY, ("rows", "width", "embeddings"), seed=seed)
    others = [{"tokens": rng.integers(0, rows, tokens.shape)}] if warm else []
    seen = watch(
        encounter, {"tokens": tokens}, {"embeddings": table}, ("tokens", "embeddings"), warm=others
    )
    found = []
    for way, array in seen.params.items():
        for turned in oriented(array.shape, (rows, width)):

            def model(t: Tape, given: dict[str, Node], turned=turned) -> dict[str, Node]:  # type: ignore[no-untyped-def]
                inner = {"tokens": given["tokens"], "embeddings": turned(given["embeddings"])}
                return shapes.embedding(t, inner)

            leaves = {"tokens": tokens, "embeddings": array}
            found.append(
                Reading(
                    leaves,
                    {"output": seen.returned[0]} if seen.returned else {},
                    {"output": seen.upstream[0]} if seen.upstream else {},
                    gradients_of(seen, {"embeddings": way}, {"embeddings": array.shape})
                    if seen.found
                    else {},
                    model,
                    ["one row of tokens"] if flat else [],
                    int(flat),
                    factors(n, seen.learning_rate, seen.obj),
                )
            )
    return seen, found
