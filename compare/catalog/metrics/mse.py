"""The record of the mean squared error as a metric."""

from compare.catalog.metrics.mae import CONCEPT as MAE
from compare.concept import concept

CONCEPT = concept(
    name="mse",
    family="metrics",
    symbol="mse",
    title="Mean squared error (metric)",
    summary=("The mean of the squared errors: the same number as the loss, read after training."),
    equation=r"\frac{1}{N} \sum_i (\hat{y}_i - y_i)^2",
    source="Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2009",
    cases=MAE.cases,
    bad=MAE.bad,
)
