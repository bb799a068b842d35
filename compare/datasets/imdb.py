"""IMDB: 50,000 film reviews as word ids, 1 where the review is favourable (Maas et al. 2011).

Made from the reviews' texts and Keras's word index, and the same ids that Keras's own file has.
The rows come in an order of their own, drawn once; Keras's is another.
"""

import gzip
import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import numpy as np

from compare.datasets import cache, text
from compare.datasets.dataset import DataError, Dataset, fingerprint
from compare.datasets.files import Found, InFiles, downloader, not_downloaded

INDEX = "imdb_word_index.json"
INDEX_SHA256 = "027313fe9a320280f3bf0fac5baf58c4a683cf39a7ed9c3d3d3912bde4284cf6"
LABELLED = {
    "aclImdb_v1_labelled.tar.gz": (
        "1368cf07b2e534320c3e7507c5b14d36a48898c3f7813190145850c4e761a94d"
    ),
    INDEX: INDEX_SHA256,
}
ORIGINAL = {
    "aclImdb_v1.tar.gz": "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe",
    INDEX: INDEX_SHA256,
}
NUM_WORDS = 10_000
SPLITS = ("train", "test")
REVIEWS = 25_000
WORDS = {"train": 5_967_841, "test": 5_770_105}
"""Ids of all reviews, start marks too: a count that any slip in the rules would change."""
ORDER_SEED = 0
RULES = "1"
"""To be raised whenever this file comes to make other arrays of the same texts."""
MEMBER = re.compile(r"aclImdb/(train|test)/(pos|neg)/(\d+)_\d+\.txt")
DESCRIPTION = (
    f"IMDB film reviews, the {NUM_WORDS:,} most frequent words, 1 = favourable (Maas et al. 2011)"
)

NO_WORDS: Mapping[int, str] = {}

Arrays = dict[str, np.ndarray]


def read(found: Found) -> Dataset:
    """The reviews as word ids, made from their texts."""
    arrays = prepared(found)
    words = text.vocabulary(json.loads(found.contents[INDEX]), NUM_WORDS)
    return dataset(*rows(arrays, "train"), *rows(arrays, "test"), found.source, found.sha256, words)


def dataset(
    x_train: np.ndarray,
    y_train: np.ndarray,
    x_test: np.ndarray,
    y_test: np.ndarray,
    source: str,
    sha256: dict[str, str],
    words: Mapping[int, str] = NO_WORDS,
) -> Dataset:
    """The Dataset of reviews and labels."""
    return Dataset("imdb", x_train, y_train, x_test, y_test, source, sha256, DESCRIPTION, words)


def prepared(found: Found) -> Arrays:
    """ids, offsets and labels of both splits, from the cache or made now."""
    hashes = "".join([*found.sha256.values(), RULES])
    name = f"imdb-{hashlib.sha256(hashes.encode()).hexdigest()[:16]}"
    arrays = cache.read(name)
    if arrays is None:
        arrays = prepare(found.contents)
        for split in SPLITS:
            check(arrays, split)
        cache.write(name, arrays)
    return arrays


def prepare(contents: dict[str, bytes]) -> Arrays:
    """ids, offsets and labels of both splits, from the archive and the word index."""
    archive = next(name for name in contents if name != INDEX)
    index = json.loads(contents[INDEX])
    reviews: dict[str, list[tuple[int, int, list[int]]]] = {split: [] for split in SPLITS}
    for split, label, number, review in read_reviews(contents[archive], archive):
        reviews[split].append((label, number, text.encode(review, index)))
    arrays = {}
    for split, found in reviews.items():
        found.sort(key=lambda review: review[:2])
        arrays[f"{split}_ids"], arrays[f"{split}_offsets"] = text.flat([ids for *_, ids in found])
        arrays[f"{split}_labels"] = np.array([label for label, *_ in found], np.int64)
    return arrays


def read_reviews(content: bytes, name: str) -> Iterator[tuple[str, int, int, str]]:
    """(split, label, number, text) of every labelled review; nothing is unpacked onto the disk.

    Raises DataError where the archive is damaged or has a member that could do harm.
    """
    try:
        # Unpacked as a whole, since tarfile would not read up to the checksum at the end.
        with tarfile.open(fileobj=io.BytesIO(gzip.decompress(content)), mode="r:") as archive:
            for member in archive:
                refuse_unsafe(member, name)
                match = MEMBER.fullmatch(member.name)
                file = archive.extractfile(member) if match else None
                if match and file:
                    split, side, number = match.groups()
                    yield split, int(side == "pos"), int(number), file.read().decode("utf-8")
    except (tarfile.TarError, OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(f"{name} is no whole archive of texts: {error}.") from error


def refuse_unsafe(member: tarfile.TarInfo, archive: str) -> None:
    """Raise DataError for all but plain files and folders within the archive's own tree.

    Links of every kind are refused, so this is stricter than tarfile's data filter.
    """
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts or not (member.isreg() or member.isdir()):
        raise DataError(f"{archive} has a member that is not safe to read: {member.name!r}.")


def check(arrays: Arrays, split: str) -> None:
    """Raise DataError where the numbers of reviews, labels or words are not the known ones."""
    found = (len(arrays[f"{split}_labels"]), int(arrays[f"{split}_labels"].sum()))
    words = len(arrays[f"{split}_ids"])
    expected = (REVIEWS, REVIEWS // 2)
    if (*found, words) != (*expected, WORDS[split]):
        raise DataError(
            f"IMDB's {split} reviews are not the known ones: {found[0]} reviews, {found[1]} "
            f"favourable, {words} words, where {REVIEWS}, {REVIEWS // 2}, {WORDS[split]} belong."
        )


def rows(arrays: Arrays, split: str) -> tuple[np.ndarray, np.ndarray]:
    """The reviews and labels of a split, favourable and other mixed."""
    ids = text.keep(arrays[f"{split}_ids"], NUM_WORDS)
    reviews, labels = text.ragged(ids, arrays[f"{split}_offsets"]), arrays[f"{split}_labels"]
    order = np.random.default_rng(ORDER_SEED).permutation(len(labels))
    return reviews[order], labels[order]


def fetch() -> Dataset:
    """The reviews as Keras fetches, verifies and reads them, in its order."""
    room = downloader("imdb")
    try:
        x_train, y_train, x_test, y_test = room.imdb(NUM_WORDS)
    except Exception as error:
        raise not_downloaded("imdb", error) from error
    x_train, x_test = (text.ragged(*text.flat(x)) for x in (x_train, x_test))
    y_train, y_test = (np.asarray(y, np.int64) for y in (y_train, y_test))
    arrays = x_train, y_train, x_test, y_test
    return dataset(*arrays, "downloaded by Keras", {"arrays": fingerprint(*arrays)})


FILES = InFiles(
    "imdb",
    (LABELLED, ORIGINAL),
    read,
    missing=(
        f"imdb was found nowhere. Put aclImdb_v1.tar.gz and {INDEX} into the data folder, or "
        "allow Keras to fetch it with --download (its imdb.npz holds pickles, and is read only "
        "then, by Keras). Made-up texts are there as the data set synthetic_reviews."
    ),
    fetch=fetch,
)
