import hashlib
import io
import json
import tarfile
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest

from compare.datasets import DataError, DataMissing, files, imdb, load, text

REVIEWS = {
    "aclImdb/train/pos/2_9.txt": "Good film!",
    "aclImdb/train/pos/10_8.txt": "A good, good film.",
    "aclImdb/train/neg/0_1.txt": "BAD film",
    "aclImdb/test/pos/0_10.txt": "good unseen",
    "aclImdb/test/neg/0_2.txt": "it's bad",
    "aclImdb/README": "not a review",
    "aclImdb/train/unsup/0_0.txt": "not labelled",
}
INDEX = {"film": 1, "good": 2, "bad": 3, "a": 4}


def archive(reviews=REVIEWS, *members):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, review in reviews.items():
            content = review if isinstance(review, bytes) else review.encode()
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        for member in members:
            tar.addfile(member)
    return buffer.getvalue()


def special(name, kind, target=""):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


def reviews_of(content):
    return list(imdb.read_reviews(content, "reviews.tar.gz"))


class TestArchive:
    def test_labelled_reviews_and_nothing_else(self):
        assert reviews_of(archive())[:2] == [
            ("train", 1, 2, "Good film!"),
            ("train", 1, 10, "A good, good film."),
        ]
        assert len(reviews_of(archive())) == 5

    @pytest.mark.parametrize(
        "name", ["../out.txt", "aclImdb/../../out.txt", "/etc/passwd", "aclImdb/train/pos/../x.txt"]
    )
    def test_paths_that_lead_outside(self, name):
        with pytest.raises(DataError, match="not safe to read") as error:
            reviews_of(archive({**REVIEWS, name: "x"}))
        assert "reviews.tar.gz" in str(error.value)

    @pytest.mark.parametrize(
        "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
    )
    def test_what_is_no_plain_file(self, kind):
        member = special("aclImdb/train/pos/3_9.txt", kind, "/etc/passwd")
        with pytest.raises(DataError, match="not safe to read"):
            reviews_of(archive(REVIEWS, member))

    def test_folders_are_fine(self):
        assert len(reviews_of(archive(REVIEWS, special("aclImdb/train", tarfile.DIRTYPE)))) == 5

    @pytest.mark.parametrize("cut", [1, 20, 100])
    def test_truncated(self, cut):
        with pytest.raises(DataError, match=r"reviews\.tar\.gz is no whole archive"):
            reviews_of(archive()[:-cut])

    def test_flipped_bit(self):
        content = bytearray(archive())
        content[len(content) // 2] ^= 4
        with pytest.raises(DataError, match=r"reviews\.tar\.gz"):
            reviews_of(bytes(content))

    def test_text_that_is_not_utf8(self):
        with pytest.raises(DataError, match="utf-8"):
            reviews_of(archive({"aclImdb/train/pos/0_9.txt": b"\xff\xfe"}))


class TestPrepare:
    def test_ids_offsets_and_labels(self):
        index = json.dumps(INDEX).encode()
        arrays = imdb.prepare({"reviews.tar.gz": archive(), imdb.INDEX: index})
        train = text.ragged(arrays["train_ids"], arrays["train_offsets"])
        assert [ids.tolist() for ids in train] == [[1, 6, 4], [1, 5, 4], [1, 7, 5, 5, 4]]
        assert arrays["train_labels"].tolist() == [0, 1, 1]
        test = text.ragged(arrays["test_ids"], arrays["test_offsets"])
        assert [ids.tolist() for ids in test] == [[1, 6], [1, 5]]

    def test_other_reviews_than_the_known_ones(self):
        index = json.dumps(INDEX).encode()
        found = files.Found("", {"reviews.tar.gz": archive(), imdb.INDEX: index}, {})
        with pytest.raises(DataError, match="train reviews are not the known ones: 3 reviews"):
            imdb.read(found)


@pytest.mark.usefixtures("nothing_there")
class TestLoad:
    def test_missing_says_how_to_get_it(self):
        with pytest.raises(DataMissing, match=r"aclImdb_v1\.tar\.gz.*--download"):
            load("imdb")

    def test_pickles_in_keras_cache_are_left_alone(self):
        files.keras_cache().mkdir(parents=True)
        (files.keras_cache() / "imdb.npz").write_bytes(b"pickles")
        with pytest.raises(DataMissing, match="holds pickles"):
            load("imdb")

    def test_prepared_once(self, monkeypatch):
        arrays = {"ids": np.arange(3)}
        calls = []
        monkeypatch.setattr(imdb, "prepare", lambda contents: calls.append(1) or arrays)
        monkeypatch.setattr(imdb, "check", lambda arrays, split: None)
        found = files.Found("", {}, {"file": hashlib.sha256(b"").hexdigest()})
        for _ in range(2):
            assert imdb.prepared(found)["ids"].tolist() == [0, 1, 2]
        assert calls == [1]

    def test_download(self, monkeypatch):
        reviews = np.array([[1, 4, 5], [1, 2]], dtype=object)
        labels = np.array([1, 0])
        room = SimpleNamespace(imdb=lambda num_words: (reviews, labels, reviews[:1], labels[:1]))
        monkeypatch.setattr(imdb, "downloader", lambda name: room)
        found = load("imdb", download=True)
        assert (found.source, found.rows) == ("downloaded by Keras", 3)
        assert found.x_train[0].tolist() == [1, 4, 5]


@pytest.fixture(scope="module")
def found(real_data):
    return imdb.FILES.find(real_data)


@pytest.fixture(scope="module")
def arrays(found):
    return imdb.prepare(found.contents)


@pytest.mark.full
class TestReal:
    def test_mean_lengths_with_the_start_mark(self, arrays):
        assert len(arrays["train_ids"]) / 25_000 == 238.71364
        assert len(arrays["test_ids"]) / 25_000 == 230.8042

    def test_first_training_review_of_keras(self, found):
        reviews = imdb.read_reviews(found.contents["aclImdb_v1_labelled.tar.gz"], "reviews")
        review = next(r for *key, r in reviews if key == ["train", 1, 576])
        ids = text.encode(review, json.loads(found.contents[imdb.INDEX]))
        assert len(ids) == 218
        assert ids[:12] == [1, 14, 22, 16, 43, 530, 973, 1622, 1385, 65, 458, 4468]

    def test_training_vocabulary_is_keras_index(self, found):
        index = json.loads(found.contents[imdb.INDEX])
        counts = Counter()
        for split, _, _, review in imdb.read_reviews(
            found.contents["aclImdb_v1_labelled.tar.gz"], "reviews"
        ):
            if split == "train":
                counts.update(text.words(review))
        assert counts.keys() == index.keys()
        assert len(index) == 88_584
        by_rank = [counts[word] for word in sorted(index, key=index.__getitem__)]
        assert by_rank == sorted(by_rank, reverse=True)

    def test_loaded(self, arrays, found, monkeypatch):
        monkeypatch.setattr(imdb, "prepared", lambda found: arrays)
        whole = imdb.read(found)
        assert whole.rows == 50_000
        for x, y in ((whole.x_train, whole.y_train), (whole.x_test, whole.y_test)):
            assert np.bincount(y).tolist() == [12_500, 12_500]
            assert max(ids.max() for ids in x) == imdb.NUM_WORDS - 1
            assert all(ids[0] == text.START for ids in x)
            # The rows are mixed: any thousand of them have both labels in like numbers.
            assert 400 < y[:1000].sum() < 600
