import numpy as np
import pytest

from compare.datasets import DataError, DataMissing, california_housing, load
from compare.datasets.dataset import fingerprint


def as_scikit_learn_makes_them(path):
    """Follows fetch_california_housing: reorder the columns, then divide in place."""
    columns = np.loadtxt(path, delimiter=",")[:, [8, 7, 2, 3, 4, 5, 6, 1, 0]]
    y, x = columns[:, 0], columns[:, 1:]
    x[:, 2] /= x[:, 5]
    x[:, 3] /= x[:, 5]
    x[:, 5] = x[:, 4] / x[:, 5]
    return x, y / 100_000.0


class TestFormat:
    def test_one_row_by_hand(self):
        row = b"-122.0,37.0,41.0,800.0,100.0,300.0,50.0,8.5,450000.0\n"
        x, y = california_housing.features(california_housing.table(row, "x"))
        assert x.tolist() == [[8.5, 41.0, 16.0, 2.0, 300.0, 6.0, 37.0, -122.0]]
        assert y.tolist() == [4.5]

    @pytest.mark.parametrize("content", [b"1,2,3", b"a,b,c,d,e,f,g,h,i", b"1,2\n3"])
    def test_another_table_is_refused(self, content):
        with pytest.raises(DataError, match=r"x\.data"):
            california_housing.table(content, "x.data")


@pytest.mark.usefixtures("nothing_there")
class TestMissing:
    @pytest.mark.parametrize(
        ("name", "file"),
        [
            ("california_housing", "cal_housing.data"),
            ("california_housing_csv", "housing.csv"),
        ],
    )
    def test_says_how_to_get_it(self, name, file):
        with pytest.raises(DataMissing, match=f"{name} was found nowhere. Put {file}"):
            load(name)

    def test_what_scikit_learn_fetches_is_verified(self, monkeypatch):
        arrays = np.zeros((20, 8)), np.zeros(20)
        monkeypatch.setattr("sklearn.datasets.fetch_california_housing", lambda **_: arrays)
        with pytest.raises(DataError, match=fingerprint(*arrays)):
            load("california_housing", download=True)
        monkeypatch.setattr(california_housing, "ARRAYS", fingerprint(*arrays))
        assert load("california_housing", download=True).source == "downloaded by scikit-learn"

    def test_download_that_fails(self, monkeypatch):
        def fetch(**_):
            raise OSError("no network")

        monkeypatch.setattr("sklearn.datasets.fetch_california_housing", fetch)
        with pytest.raises(DataMissing, match="no network"):
            load("california_housing", download=True)


class TestReal:
    def test_equal_to_scikit_learns(self, real_data):
        path = real_data / "california_housing" / "cal_housing.data"
        x, y = as_scikit_learn_makes_them(path)
        ours = california_housing.features(california_housing.table(path.read_bytes(), "x"))
        np.testing.assert_array_equal(ours[0], x, strict=True)
        np.testing.assert_array_equal(ours[1], y, strict=True)
        assert fingerprint(x, y) == california_housing.ARRAYS

    def test_split(self, real_data):
        found = load("california_housing", real_data)
        assert found.x_train.shape == (16_512, 8)
        assert found.rows == 20_640
        assert found.y_train.max() == 5.00001

    def test_csv_has_missing_values_and_a_category(self, real_data):
        import pandas as pd

        found = load("california_housing_csv", real_data)
        x = pd.concat([found.x_train, found.x_test])
        assert x.isna().sum().to_dict() == {c: 207 * (c == "total_bedrooms") for c in x.columns}
        assert "median_house_value" not in x.columns
        assert set(x["ocean_proximity"]) == {
            "NEAR BAY", "<1H OCEAN", "INLAND", "NEAR OCEAN", "ISLAND",
        }  # fmt: skip

    def test_csv_has_the_same_rows(self, real_data):
        plain = load("california_housing", real_data)
        counted = load("california_housing_csv", real_data)
        np.testing.assert_allclose(counted.y_train, plain.y_train, rtol=1e-12)
        np.testing.assert_allclose(counted.x_test["latitude"], plain.x_test[:, 6], rtol=1e-12)
