import numpy as np
import pytest

from compare.datasets import EMBEDDED, load, synthetic_reviews
from compare.datasets.text import UNKNOWN


@pytest.mark.usefixtures("nothing_there")
class TestEmbedded:
    @pytest.mark.parametrize("name", EMBEDDED)
    def test_needs_no_files_and_never_changes(self, name):
        first, again = load(name), load(name)
        assert first.name == name
        assert first.sha256 == again.sha256
        assert first.source
        assert first.description
        assert len(first.x_train) == len(first.y_train)
        assert len(first.x_test) == len(first.y_test)
        for part in ("x_train", "y_train", "x_test", "y_test"):
            for one, other in zip(getattr(first, part), getattr(again, part), strict=True):
                np.testing.assert_array_equal(one, other)

    @pytest.mark.parametrize(
        ("name", "rows", "classes"), [("breast_cancer", 569, 2), ("digits", 1797, 10)]
    )
    def test_classes_keep_their_shares(self, name, rows, classes):
        found = load(name)
        assert found.rows == rows
        assert found.y_train.dtype == np.int64
        shares = [np.bincount(y, minlength=classes) / len(y) for y in (found.y_train, found.y_test)]
        np.testing.assert_allclose(*shares, atol=0.01)

    def test_diabetes_is_in_its_own_units(self):
        found = load("diabetes")
        assert found.rows == 442
        assert found.x_train[:, 0].min() >= 19  # years

    def test_xor(self):
        for name in ("xor", "xor3"):
            found = load(name)
            a, b = found.x_train[:, :2].astype(int).T
            assert found.y_train.tolist() == (a ^ b).tolist()
            assert found.rows == 4


class TestSyntheticReviews:
    def test_never_called_imdb(self):
        found = load("synthetic_reviews")
        assert found.name == "synthetic_reviews"
        assert found.source.startswith("synthetic reviews")
        assert found.description.startswith("Synthetic reviews")

    def test_balanced_and_all_different(self):
        reviews, labels = synthetic_reviews.texts()
        assert len(set(reviews)) == len(reviews) == synthetic_reviews.ROWS
        assert np.bincount(labels).tolist() == [1500, 1500]

    def test_label_is_the_side_of_most_opinions(self):
        def praises(sentence):
            words = set(sentence.split())
            if words & {*synthetic_reviews.LIKED, *synthetic_reviews.DISLIKED}:
                return bool(words & set(synthetic_reviews.LIKED))
            return bool(words & set(synthetic_reviews.GOOD)) != ("not" in words)

        for review, label in zip(*synthetic_reviews.texts(300), strict=True):
            opinions = [
                praises(sentence)
                for sentence in review.split(" . ")
                if "although" not in sentence and "it is about" not in sentence
            ]
            assert set(opinions) == {bool(label)}

    def test_vocabulary_is_the_training_texts(self):
        found = load("synthetic_reviews")
        assert all(ids.min() >= 1 and UNKNOWN not in ids for ids in found.x_train)
        assert np.mean([len(ids) for ids in found.x_train]) > 15


def test_unknown_name_is_refused():
    with pytest.raises(ValueError, match=r"`name` must be one of .*Received: name='mnits'"):
        load("mnits")
