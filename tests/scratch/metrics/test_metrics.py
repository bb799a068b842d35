"""The metrics against scikit-learn, the witness outside the three rooms."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import metrics as sklearn_metrics

from scratch import metrics

CLASSES = 4
labels = arrays(np.int64, st.integers(1, 30), elements=st.integers(0, CLASSES - 1))
BY_CLASS = {
    "precision": sklearn_metrics.precision_score,
    "recall": sklearn_metrics.recall_score,
    "f1_score": sklearn_metrics.f1_score,
}
NUMBERS = {
    "mae": sklearn_metrics.mean_absolute_error,
    "mse": sklearn_metrics.mean_squared_error,
    "rmse": sklearn_metrics.root_mean_squared_error,
    "r2": sklearn_metrics.r2_score,
}


@st.composite
def pairs_of_labels(draw):
    y_true = draw(labels)
    y_pred = draw(arrays(np.int64, y_true.shape, elements=st.integers(0, CLASSES - 1)))
    return y_true, y_pred


@given(pairs_of_labels())
def test_accuracy_and_confusion_matrix_are_those_of_scikit_learn(pair):
    assert metrics.accuracy(*pair) == sklearn_metrics.accuracy_score(*pair)
    expected = sklearn_metrics.confusion_matrix(*pair, labels=range(CLASSES))
    np.testing.assert_array_equal(metrics.confusion_matrix(*pair, CLASSES), expected)


@pytest.mark.parametrize("name", BY_CLASS)
@pytest.mark.parametrize("average", [None, "macro", "micro"])
@settings(max_examples=30)
@given(pair=pairs_of_labels())
def test_ratios_of_counts_are_those_of_scikit_learn(name, average, pair):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ours = metrics.get(name)(*pair, CLASSES, average=average)
    expected = BY_CLASS[name](*pair, labels=range(CLASSES), average=average, zero_division=0)
    np.testing.assert_allclose(ours, expected, rtol=1e-14)


@pytest.mark.parametrize("name", BY_CLASS)
@settings(max_examples=30)
@given(pair=pairs_of_labels())
def test_binary_average_is_that_of_scikit_learn(name, pair):
    y_true, y_pred = (y % 2 for y in pair)
    ours = metrics.get(name)(y_true, y_pred, 2, average="binary")
    expected = BY_CLASS[name](y_true, y_pred, average="binary", zero_division=0)
    np.testing.assert_allclose(ours, expected, rtol=1e-14)


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("shape", [(2,), (9,), (9, 3)])
@pytest.mark.parametrize("shift", [0, 1e6])
def test_errors_of_numbers_are_those_of_scikit_learn(name, shape, shift):
    rng = np.random.default_rng(len(shape))
    y_true, y_pred = shift + rng.normal(size=(2, *shape))
    expected = NUMBERS[name](y_true.reshape(len(y_true), -1), y_pred.reshape(len(y_pred), -1))
    if name == "rmse":  # scikit-learn averages the roots of the outputs; ours has one root
        expected = np.sqrt(sklearn_metrics.mean_squared_error(y_true.ravel(), y_pred.ravel()))
    np.testing.assert_allclose(metrics.get(name)(y_true, y_pred), expected, rtol=1e-9)


def test_r2_of_a_constant_target_is_that_of_scikit_learn():
    constant = np.full(5, 0.1)
    for y_pred in (constant, constant + np.arange(5)):
        assert metrics.r2(constant, y_pred) == sklearn_metrics.r2_score(constant, y_pred)


def test_binary_accuracy_is_that_of_scikit_learn():
    rng = np.random.default_rng(0)
    y_true, y_pred = rng.integers(0, 2, 50), rng.uniform(size=50)
    expected = sklearn_metrics.accuracy_score(y_true, y_pred > 0.3)
    assert metrics.binary_accuracy(y_true, y_pred, threshold=0.3) == expected


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_is_that_of_the_prediction(dtype):
    scores = np.eye(3, dtype=dtype)
    assert metrics.accuracy(np.arange(3), scores).dtype == dtype
    assert metrics.f1_score(np.arange(3), scores, 3, average="macro").dtype == dtype
    assert metrics.r2(np.eye(3), scores).dtype == dtype


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match=r"`metric` must be one of accuracy.*Received: metric="):
        metrics.get("acuracy")
