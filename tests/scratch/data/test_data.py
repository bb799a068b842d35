"""What preparing data must keep: every row once, and the way back; scalers as scikit-learn's."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from sklearn import impute as sklearn_impute
from sklearn import preprocessing as sklearn_preprocessing

from scratch import data

tables = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=8),
    elements=st.floats(-1e3, 1e3, width=16),
)
SCALERS = {
    data.Standardize: sklearn_preprocessing.StandardScaler,
    data.MinMaxScale: sklearn_preprocessing.MinMaxScaler,
}


@given(st.integers(0, 40), st.integers(1, 50), st.none() | st.integers(0, 9))
def test_mini_batches_give_every_row_once(rows, batch_size, seed):
    x = np.arange(rows)
    batches = list(data.mini_batches(x, 10 * x, batch_size, rng=seed))
    assert sorted(i for batch, _ in batches for i in batch) == list(x)
    assert all(np.array_equal(10 * xs, ys) for xs, ys in batches)
    assert [len(xs) for xs, _ in batches[:-1]] == [batch_size] * (len(batches) - 1)
    assert all(len(xs) > 0 for xs, _ in batches)


@given(st.integers(2, 60), st.floats(0.01, 0.99), st.none() | st.integers(0, 9))
def test_a_split_is_a_partition(rows, fraction, seed):
    assume(np.ceil(fraction * rows) < rows)
    x = np.arange(rows)
    x_train, x_test, y_train, y_test = data.train_test_split(x, -x, fraction, rng=seed)
    assert sorted([*x_train, *x_test]) == list(x)
    assert len(x_test) == np.ceil(fraction * rows)
    np.testing.assert_array_equal(y_train, -x_train)
    np.testing.assert_array_equal(y_test, -x_test)


def test_a_seed_always_gives_the_same_order_and_a_generator_moves_on():
    x = np.arange(20)
    np.testing.assert_array_equal(data.shuffle(x, x, rng=3)[0], data.shuffle(x, x, rng=3)[0])
    rng = np.random.default_rng(3)
    assert not np.array_equal(data.shuffle(x, x, rng=rng)[0], data.shuffle(x, x, rng=rng)[0])


@pytest.mark.parametrize("scaler", SCALERS)
@given(x=tables)
def test_a_scaler_goes_there_and_back(scaler, x):
    fitted = scaler().fit(x)
    back = fitted.inverse_transform(fitted.transform(x))
    np.testing.assert_allclose(back, x, rtol=1e-12, atol=1e-12 * np.abs(x).max())


@pytest.mark.parametrize("scaler", SCALERS)
def test_a_scaler_is_that_of_scikit_learn(scaler):
    rng = np.random.default_rng(0)
    train, x = rng.normal(5, 3, (50, 4)), rng.normal(5, 3, (9, 4))
    train[:, 2] = 0.1
    expected = SCALERS[scaler]().fit(train).transform(x)
    np.testing.assert_allclose(scaler().fit(train).transform(x), expected, rtol=1e-11)


def test_the_statistics_are_those_of_the_training_rows():
    scaler = data.Standardize().fit(np.array([[0.0], [2.0]]))
    assert scaler.transform(np.array([[101.0]])) == 100


@pytest.mark.parametrize("strategy", ["mean", "median"])
def test_imputation_is_that_of_scikit_learn(strategy):
    rng = np.random.default_rng(1)
    train, x = rng.normal(size=(2, 20, 3))
    train[rng.random(train.shape) < 0.3] = np.nan
    x[rng.random(x.shape) < 0.3] = np.nan
    expected = sklearn_impute.SimpleImputer(strategy=strategy).fit(train).transform(x)
    filled = data.Impute(strategy).fit(train).transform(x)
    np.testing.assert_allclose(filled, expected, rtol=1e-14)


@given(arrays(np.int64, st.integers(1, 20), elements=st.integers(0, 6)))
def test_a_one_hot_row_holds_its_class(labels):
    Y = data.one_hot(labels, 7)
    np.testing.assert_array_equal(Y.sum(axis=1), 1)
    np.testing.assert_array_equal(Y.argmax(axis=1), labels)


@given(st.lists(st.text(max_size=3), min_size=1))
def test_categories_go_there_and_back(values):
    encoder = data.EncodeCategories().fit(np.array(values))
    codes = encoder.transform(np.array(values))
    assert encoder.inverse_transform(codes).tolist() == np.array(values).tolist()
    expected = sklearn_preprocessing.LabelEncoder().fit_transform(values)
    np.testing.assert_array_equal(codes, expected)


@given(st.lists(st.lists(st.integers(1, 9), max_size=6), min_size=1), st.integers(1, 8))
def test_padding_keeps_the_end_of_each_sequence(sequences, maxlen):
    for row, sequence in zip(data.pad_sequences(sequences, maxlen), sequences, strict=True):
        assert list(row) == ([0] * maxlen + sequence)[-maxlen:]


def test_inputs_are_left_as_they_were():
    x = np.random.default_rng(0).normal(size=(6, 2))
    before = x.copy()
    x.setflags(write=False)
    for scaler in SCALERS:
        scaler().fit(x).transform(x)
    data.Impute().fit(x).transform(x)
    list(data.mini_batches(x, x, 4, rng=0))
    np.testing.assert_array_equal(x, before)
