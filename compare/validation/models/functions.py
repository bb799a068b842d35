"""Metrics, schedules, preparation of data: each right form and each known mistake as a formula."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Function = Callable[..., Any]


@dataclass(frozen=True)
class Formula:
    """A plain function: its inputs, what it may give, and what it must not.

    Attributes:
        draws: from a generator to the inputs by role, one call a case.
        order: the roles in the order in which they are passed.
        words: role -> names of parameters.
        right: words of a convention -> the function.
        wrong: cause -> the function.
        fix: how to mend it.
        apart: roles after which a default of the user's own is read (rates, steps).
    """

    draws: Callable[[np.random.Generator], dict[str, Any]]
    order: tuple[str, ...]
    right: Mapping[str, Function]
    wrong: Mapping[str, Function]
    fix: str
    words: Mapping[str, tuple[str, ...]]


TRUE = (
    "ytrue",
    "true",
    "target",
    "targets",
    "labels",
    "y",
    "actual",
    "t",
    "truth",
    "groundtruth",
    "label",
)
PRED = (
    "ypred",
    "pred",
    "prediction",
    "predictions",
    "preds",
    "yhat",
    "output",
    "outputs",
    "p",
    "predicted",
    "probs",
)
CLASSES = ("numclasses", "nclasses", "classes", "k", "c", "n")
PAIR = {"y_true": TRUE, "y_pred": PRED, "num_classes": CLASSES}


def labels(rng: np.random.Generator) -> dict[str, Any]:
    """Class numbers, every class in both."""
    t = np.concatenate([[0, 1, 2], rng.integers(0, 3, 17)])
    p = np.concatenate([[0, 1, 2, 2, 2, 1], rng.integers(0, 3, 14)])
    return {"y_true": t, "y_pred": p, "num_classes": 3}


def binary(rng: np.random.Generator) -> dict[str, Any]:
    """Zeros and ones, both in both."""
    t = np.concatenate([[0, 1, 1, 0], rng.integers(0, 2, 16)])
    p = np.concatenate([[0, 1, 0, 1], rng.integers(0, 2, 16)])
    return {"y_true": t, "y_pred": p, "num_classes": 2}


def one_hots(rng: np.random.Generator) -> dict[str, Any]:
    """One-hot targets and probabilities."""
    e = np.exp(rng.standard_normal((12, 3)))
    return {
        "y_true": np.eye(3)[rng.integers(0, 3, 12)],
        "y_pred": e / e.sum(1, keepdims=True),
        "num_classes": 3,
    }


def label_probabilities(rng: np.random.Generator) -> dict[str, Any]:
    """Class numbers and probabilities."""
    d = one_hots(rng)
    return {**d, "y_true": d["y_true"].argmax(1)}


def chances(rng: np.random.Generator) -> dict[str, Any]:
    """Zeros and ones as targets, probabilities as predictions."""
    return {
        "y_true": rng.integers(0, 2, 20),
        "y_pred": rng.uniform(0.02, 0.98, 20),
        "num_classes": 2,
    }


def reals(rng: np.random.Generator) -> dict[str, Any]:
    """Real targets, predictions near them, off by 0.3."""
    t = rng.standard_normal(15) * 2 + 1
    return {"y_true": t, "y_pred": t + 0.7 * rng.standard_normal(15) + 0.3, "num_classes": 3}


def numbers_of(y: Any) -> np.ndarray:
    """Class numbers of one-hot rows, probabilities (of one class too) or numbers."""
    y = np.asarray(y)
    return y.argmax(-1) if y.ndim == 2 and y.shape[1] > 1 else np.round(y.ravel())


def confusion(y_true: Any, y_pred: Any, num_classes: int = 0) -> np.ndarray:
    """Rows are true classes."""
    t, p = numbers_of(y_true).astype(int), numbers_of(y_pred).astype(int)
    k = max(num_classes, int(t.max()) + 1, int(p.max()) + 1)
    m = np.zeros((k, k), int)
    np.add.at(m, (t, p), 1)
    return m


def rate(kind: str, how: str = "each") -> Function:
    """Precision, recall or F1 of each class, of class one, or averaged."""

    def f(y_true: Any, y_pred: Any, num_classes: int = 0, **_: Any) -> Any:
        m = confusion(y_true, y_pred, num_classes)
        hit = np.diag(m).astype(float)
        p, r = hit / np.maximum(m.sum(0), 1), hit / np.maximum(m.sum(1), 1)
        with np.errstate(all="ignore"):
            values = {
                "precision": p,
                "recall": r,
                "f1": np.nan_to_num(2 * p * r / (p + r)),
                "arithmetic": (p + r) / 2,
                "geometric": np.sqrt(p * r),
                "product": p * r,
                "half f1": np.nan_to_num(p * r / (p + r)),
                "accuracy": np.full(len(p), hit.sum() / m.sum()),
                "specificity": np.array(
                    [
                        (m.sum() - m.sum(0)[k] - m.sum(1)[k] + hit[k]) / (m.sum() - m.sum(1)[k])
                        for k in range(len(p))
                    ]
                ),
                "share": hit / m.sum(),
                "jaccard": hit / (m.sum(0) + m.sum(1) - hit),
            }[kind]
        weights = m.sum(1) / m.sum()
        return {
            "each": values,
            "one": values[min(1, len(values) - 1)],
            "macro": values.mean(),
            "weighted": (values * weights).sum(),
            "micro": hit.sum() / m.sum(),
        }[how]

    return f


def rates(kind: str) -> dict[str, Function]:
    """The legitimate averages of a rate."""
    return {
        "": rate(kind),
        "of the positive class": rate(kind, "one"),
        "macro average": rate(kind, "macro"),
        "weighted average": rate(kind, "weighted"),
        "micro average": rate(kind, "micro"),
    }


def wrong_rates(causes: Mapping[str, str]) -> dict[str, Function]:
    """Each cause in each average."""
    return {
        f"{cause}{' ' * n}": rate(kind, how)
        for cause, kind in causes.items()
        for n, how in enumerate(("each", "one", "macro"))
    }


def regression(right: Function, wrong: Mapping[str, Function], fix: str) -> Formula:
    """A metric of real numbers."""
    return Formula(reals, ("y_true", "y_pred"), {"": right}, wrong, fix, PAIR)


def errors(f: Callable[[np.ndarray, np.ndarray, np.ndarray], Any]) -> Function:
    """A function of (error, true, pred)."""
    return lambda y_true, y_pred, **_: f(y_true - y_pred, y_true, y_pred)


def schedule(right: Mapping[str, Function], wrong: Mapping[str, Function], fix: str) -> Formula:
    """A learning rate of the step."""
    return Formula(
        lambda rng: {
            "step": int(rng.integers(0, 260)),
            "initial": 0.1,
            "steps": 7.0,
            "rate": 0.6,
            "k": 0.05,
        },
        ("step", "initial", "steps", "rate", "k"),
        right,
        wrong,
        fix,
        {
            "step": ("step", "t", "epoch", "iteration", "i", "it", "n", "globalstep", "steps"),
            "initial": (
                "initiallearningrate",
                "initiallr",
                "lr",
                "lr0",
                "baselr",
                "learningrate",
                "initial",
                "eta0",
                "initlr",
                "etamax",
                "lrmax",
                "initialrate",
                "startlr",
            ),
            "steps": (
                "decaysteps",
                "stepsize",
                "epochsdrop",
                "every",
                "totalsteps",
                "tmax",
                "maxsteps",
                "stepsperdrop",
                "period",
                "numsteps",
                "dropevery",
                "epochs",
                "totalepochs",
                "decayevery",
                "interval",
            ),
            "rate": (
                "decayrate",
                "gamma",
                "factor",
                "droprate",
                "decay",
                "rate",
                "drop",
                "decayfactor",
            ),
            "k": ("k", "decayconstant", "lam", "lmbda"),
            "alpha": ("alpha", "minlr", "etamin", "lrmin", "minimum"),
        },
    )


def table(rng: np.random.Generator) -> dict[str, Any]:
    """A training table and other rows."""
    train = rng.standard_normal((9, 3)) * [1, 4, 0.5] + [0, 3, -2]
    return {"train": train, "x": rng.standard_normal((5, 3)) + 1}


TABLE = {
    "train": ("train", "xtrain", "fit", "reference", "trainx", "data"),
    "x": ("x", "xtest", "test", "new", "data", "values", "a"),
}


def mini(x: Any, y: Any, batch_size: int, order: Any, how: str = "") -> Any:
    """Batches, in the order, flattened for comparison."""
    n = len(x)
    order = np.asarray(order)
    stop = n // batch_size * batch_size if how == "drop" else n
    if how == "unshuffled":
        order = np.arange(n)
    xs, ys = x[order], y if how == "labels" else y[order]
    if how == "data":
        xs, ys = x, y[order]
    start = batch_size if how == "first" else 0
    return [
        (xs[k : k + batch_size], ys[k : k + batch_size]) for k in range(start, stop, batch_size)
    ]


def batches(rng: np.random.Generator) -> dict[str, Any]:
    """Rows, their labels and an order."""
    return {
        "x": rng.standard_normal((11, 2)),
        "y": np.arange(11),
        "batch_size": 4,
        "order": rng.permutation(11),
    }


FORMULAS: dict[str, Formula] = {
    "accuracy": Formula(
        one_hots,
        ("y_true", "y_pred"),
        {
            "": lambda y_true, y_pred, **_: np.mean(numbers_of(y_true) == numbers_of(y_pred)),
            "in per cent": lambda y_true, y_pred, **_: (
                100 * np.mean(numbers_of(y_true) == numbers_of(y_pred))
            ),
            "the number of hits": lambda y_true, y_pred, **_: np.sum(
                numbers_of(y_true) == numbers_of(y_pred)
            ),
        },
        {
            (
                "wrong axis: the largest entry is looked for over the samples (axis 0), not the "
                "classes"
            ): lambda y_true, y_pred, **_: (
                np.mean(y_true.argmax(0) == y_pred.argmax(0)) if np.ndim(y_true) == 2 else -1
            ),
            (
                "the entries are compared, not the classes: argmax is missing"
            ): lambda y_true, y_pred, **_: (
                np.mean(np.asarray(y_true) == np.asarray(y_pred))
                if np.shape(y_true) == np.shape(y_pred)
                else -1
            ),
            (
                "rounded entries are compared, not the classes: argmax is missing"
            ): lambda y_true, y_pred, **_: (
                np.mean(np.asarray(y_true) == np.round(y_pred))
                if np.shape(y_true) == np.shape(y_pred)
                else -1
            ),
            "it is the share of errors: inverted": lambda y_true, y_pred, **_: np.mean(
                numbers_of(y_true) != numbers_of(y_pred)
            ),
            (
                "divided by the number of classes or elements, not by the number of samples (a "
                "factor)"
            ): lambda y_true, y_pred, **_: (
                np.sum(numbers_of(y_true) == numbers_of(y_pred)) / np.size(y_pred)
            ),
        },
        "mean of argmax == argmax",
        PAIR,
    ),
    "binary_accuracy": Formula(
        chances,
        ("y_true", "y_pred"),
        {
            "": lambda y_true, y_pred, **_: np.mean((y_pred > 0.5) == y_true),
            "in per cent": lambda y_true, y_pred, **_: 100 * np.mean((y_pred > 0.5) == y_true),
        },
        {
            (
                "the threshold is missing: probabilities are compared with labels"
            ): lambda y_true, y_pred, **_: np.mean(y_pred == y_true),
            "truncated instead of rounded at the threshold 0.5": lambda y_true, y_pred, **_: (
                np.mean(y_pred.astype(int) == y_true)
            ),
            "wrong threshold: 0 instead of 0.5": lambda y_true, y_pred, **_: np.mean(
                (y_pred > 0) == y_true
            ),
            (
                "inverted: the comparison with the threshold is the wrong way round"
            ): lambda y_true, y_pred, **_: np.mean((y_pred < 0.5) == y_true),
        },
        "y_pred > 0.5",
        PAIR,
    ),
    "confusion_matrix": Formula(
        labels,
        ("y_true", "y_pred", "num_classes"),
        {"": confusion},
        {
            (
                "transposed: rows and columns (true and predicted classes) are exchanged (swapped)"
            ): lambda **k: confusion(**k).T,
            (
                "counts are lost: repeated (duplicate) pairs are counted once only (np.add.at)"
            ): lambda **k: (confusion(**k) > 0) * 1,
            "normalized by rows, not counts": lambda **k: (
                confusion(**k) / confusion(**k).sum(1, keepdims=True)
            ),
        },
        "np.add.at(m, (y_true, y_pred), 1)",
        PAIR,
    ),
    "precision": Formula(
        labels,
        ("y_true", "y_pred", "num_classes"),
        rates("precision"),
        wrong_rates(
            {
                (
                    "it is recall: divided by the true samples of a class (tp + false "
                    "negatives, its "
                    "row) instead of the predicted ones (its column)"
                ): "recall",
                "it is accuracy, not precision": "accuracy",
                "divided by all samples": "share",
                "it is specificity": "specificity",
                "it is the Jaccard index": "jaccard",
            }
        ),
        "tp / (tp + fp)",
        PAIR,
    ),
    "recall": Formula(
        labels,
        ("y_true", "y_pred", "num_classes"),
        rates("recall"),
        wrong_rates(
            {
                (
                    "it is precision: divided by the predicted samples of a class (tp + false "
                    "positives, its column) instead of the true ones (its row)"
                ): "precision",
                "it is accuracy, not recall": "accuracy",
                "divided by all samples": "share",
                "it is specificity (of the negatives)": "specificity",
                "it is the Jaccard index": "jaccard",
            }
        ),
        "tp / (tp + fn)",
        PAIR,
    ),
    "f1_score": Formula(
        labels,
        ("y_true", "y_pred", "num_classes"),
        rates("f1"),
        wrong_rates(
            {
                (
                    "the arithmetic mean (average) of precision and recall instead of the harmonic "
                    "mean"
                ): "arithmetic",
                (
                    "the geometric mean of precision and recall instead of the harmonic mean"
                ): "geometric",
                "the factor 2 of the harmonic mean is missing": "half f1",
                "the product of precision and recall": "product",
                "it is precision": "precision",
                "it is recall": "recall",
            }
        ),
        "2 p r / (p + r)",
        PAIR,
    ),
    "mse": regression(
        errors(lambda e, t, p: (e**2).mean()),
        {
            "summed, not averaged (1/N is missing, a factor)": errors(lambda e, t, p: (e**2).sum()),
            "the root is taken: it is RMSE": errors(lambda e, t, p: np.sqrt((e**2).mean())),
            "absolute, not squared (the square is missing)": errors(
                lambda e, t, p: np.abs(e).mean()
            ),
        },
        "mean of squares",
    ),
    "mae": regression(
        errors(lambda e, t, p: np.abs(e).mean()),
        {
            "summed, not averaged (1/N is missing, a factor)": errors(
                lambda e, t, p: np.abs(e).sum()
            ),
            "the absolute value is missing: errors cancel": errors(lambda e, t, p: e.mean()),
            "the absolute value is missing: errors cancel ": errors(lambda e, t, p: -e.mean()),
            "the absolute value is taken of the mean": errors(lambda e, t, p: abs(e.mean())),
            "squared, not absolute": errors(lambda e, t, p: (e**2).mean()),
        },
        "mean of |e|",
    ),
    "rmse": regression(
        errors(lambda e, t, p: np.sqrt((e**2).mean())),
        {
            "the square root is missing: it is MSE": errors(lambda e, t, p: (e**2).mean()),
            "the root of the sum, not of the mean (1/N is missing, a factor)": errors(
                lambda e, t, p: np.sqrt((e**2).sum())
            ),
            "the root of each error is averaged: the mean absolute error": errors(
                lambda e, t, p: np.abs(e).mean()
            ),
            "the root of the sum divided by N: 1/N belongs inside the root": errors(
                lambda e, t, p: np.sqrt((e**2).sum()) / e.size
            ),
        },
        "√mean of squares",
    ),
    "r2": regression(
        errors(lambda e, t, p: 1 - (e**2).sum() / ((t - t.mean()) ** 2).sum()),
        {
            (
                "the total sum of squares (denominator) is taken around the mean of the "
                "predictions, not of y_true"
            ): errors(lambda e, t, p: 1 - (e**2).sum() / ((t - p.mean()) ** 2).sum()),
            (
                "the total sum of squares (denominator) is that of the predictions, not of y_true"
            ): errors(lambda e, t, p: 1 - (e**2).sum() / ((p - p.mean()) ** 2).sum()),
            (
                "the total sum of squares (denominator) is not centered: the mean of y_true is "
                "not subtracted (baseline)"
            ): errors(lambda e, t, p: 1 - (e**2).sum() / (t**2).sum()),
            "1 minus is missing: it is the quotient itself": errors(
                lambda e, t, p: (e**2).sum() / ((t - t.mean()) ** 2).sum()
            ),
            "explained instead of residual sum of squares": errors(
                lambda e, t, p: ((p - t.mean()) ** 2).sum() / ((t - t.mean()) ** 2).sum()
            ),
            "it is the squared correlation, blind to an offset": errors(
                lambda e, t, p: np.corrcoef(t, p)[0, 1] ** 2
            ),
            "residual and total sum of squares are exchanged": errors(
                lambda e, t, p: 1 - ((t - t.mean()) ** 2).sum() / (e**2).sum()
            ),
        },
        "1 - Σe² / Σ(y - ȳ)²",
    ),
    "step_decay": schedule(
        {
            "": lambda step, initial, steps, rate, **_: initial * rate ** np.floor(step / steps),
            "steps counted from one": lambda step, initial, steps, rate, **_: (
                initial * rate ** np.floor((1 + step) / steps)
            ),
        },
        {
            (
                "the quotient is not rounded down: no floor, no whole steps (stairs), the rate "
                "falls at every step"
            ): lambda step, initial, steps, rate, **_: initial * rate ** (step / steps),
            (
                "the rate falls at every step: the decay steps are not used"
            ): lambda step, initial, steps, rate, **_: initial * rate**step,
            (
                "multiplied by the number of drops, not raised to its power"
            ): lambda step, initial, steps, rate, **_: initial * rate * (step // steps),
            "rounded up, not down (ceil, not floor)": lambda step, initial, steps, rate, **_: (
                initial * rate ** np.ceil(step / steps)
            ),
            "rounded to the nearest, not down (floor)": lambda step, initial, steps, rate, **_: (
                initial * rate ** np.round(step / steps)
            ),
        },
        "lr rate ** (step // steps)",
    ),
    "exponential_decay": schedule(
        {
            "": lambda step, initial, steps, rate, **_: initial * rate ** (step / steps),
            "in whole steps (staircase)": lambda step, initial, steps, rate, **_: (
                initial * rate ** np.floor(step / steps)
            ),
            "per step": lambda step, initial, steps, rate, **_: initial * rate**step,
            "exp(-k t), with e as the base": lambda step, initial, k, **_: (
                initial * np.exp(-k * step)
            ),
        },
        {
            (
                "wrong base: exp(-rate t / T) with e as the base; the decay rate is the base of "
                "the power (formula)"
            ): lambda step, initial, steps, rate, **_: initial * np.exp(-rate * step / steps),
            "wrong sign of the exponent: the rate grows": lambda step, initial, steps, rate, **_: (
                initial * rate ** (-step / steps)
            ),
            "inverse time decay (formula)": lambda step, initial, steps, rate, **_: (
                initial / (1 + rate * step / steps)
            ),
            (
                "the exponent is the product: multiplied by the decay steps, not divided by them"
            ): lambda step, initial, steps, rate, **_: initial * rate ** (step * steps),
            "the exponent is inverted: steps / step": lambda step, initial, steps, rate, **_: (
                initial * rate ** (steps / max(step, 1))
            ),
            "multiplied, not raised to a power (formula)": lambda step, initial, steps, rate, **_: (
                initial * rate * step / steps
            ),
        },
        "lr rate ** (step / steps)",
    ),
    "cosine_decay": schedule(
        {
            "": lambda step, initial, steps, alpha=0.0, **_: (
                initial
                * (alpha + (1 - alpha) * 0.5 * (1 + np.cos(np.pi * min(step, steps) / steps)))
            ),
            "rising again after the end, as torch": lambda step, initial, steps, alpha=0.0, **_: (
                initial * 0.5 * (1 + np.cos(np.pi * step / steps))
            ),
        },
        {
            (
                "a whole wave instead of half of one: 2π, wrong period (a factor 2)"
            ): lambda step, initial, steps, **_: (
                initial * 0.5 * (1 + np.cos(2 * np.pi * min(step, steps) / steps))
            ),
            "a quarter of the wave: π/2, wrong period (factor)": lambda step, initial, steps, **_: (
                initial * np.cos(0.5 * np.pi * min(step, steps) / steps)
            ),
            "pi is missing: the period is wrong (a factor)": lambda step, initial, steps, **_: (
                initial * 0.5 * (1 + np.cos(min(step, steps) / steps))
            ),
            "the factor one half is missing": lambda step, initial, steps, **_: (
                initial * (1 + np.cos(np.pi * min(step, steps) / steps))
            ),
            "the 1 + is missing: the rate becomes negative": lambda step, initial, steps, **_: (
                initial * 0.5 * np.cos(np.pi * min(step, steps) / steps)
            ),
            "negative rates: 1 + and one half are missing": lambda step, initial, steps, **_: (
                initial * np.cos(np.pi * min(step, steps) / steps)
            ),
            "the sign of the cosine is wrong: the rate rises": lambda step, initial, steps, **_: (
                initial * 0.5 * (1 - np.cos(np.pi * min(step, steps) / steps))
            ),
        },
        "lr (1 + cos(π t / T)) / 2",
    ),
    "standardize": Formula(
        table,
        ("train", "x"),
        {"": lambda train, x: (x - train.mean(0)) / train.std(0)},
        {
            (
                "ddof: the unbiased deviation (n - 1, Bessel's correction) is used, ddof=1"
            ): lambda train, x: (x - train.mean(0)) / train.std(0, ddof=1),
            (
                "the statistics are those of the new rows themselves (their own), not of the "
                "training set: leak"
            ): lambda train, x: (x - x.mean(0)) / x.std(0),
            "divided by the variance, not the deviation (root)": lambda train, x: (
                (x - train.mean(0)) / train.var(0)
            ),
            (
                "wrong axis: one mean and deviation for the whole table (global), not for each "
                "column"
            ): lambda train, x: (x - train.mean()) / train.std(),
            "wrong axis: rows are standardized (axis 1), not columns": lambda train, x: (
                (x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)
            ),
            "the mean is not subtracted": lambda train, x: x / train.std(0),
            "the division by the deviation is missing": lambda train, x: x - train.mean(0),
            "the order is wrong: divided before the mean is subtracted": lambda train, x: (
                x / train.std(0) - train.mean(0)
            ),
            "min-max scaling, not standardization": lambda train, x: (
                (x - train.min(0)) / (train.max(0) - train.min(0))
            ),
            "training and new rows together give the statistics: leak": lambda train, x: (
                (x - np.vstack([train, x]).mean(0)) / np.vstack([train, x]).std(0)
            ),
        },
        "(x - train.mean(0)) / train.std(0)",
        TABLE,
    ),
    "min_max_scale": Formula(
        table,
        ("train", "x"),
        {"": lambda train, x: (x - train.min(0)) / (train.max(0) - train.min(0))},
        {
            (
                "wrong axis: one least and greatest value of the whole table (global), not for "
                "each column"
            ): lambda train, x: (x - train.min()) / (train.max() - train.min()),
            (
                "the statistics are those of the new rows themselves (their own), not of the "
                "training set: leak"
            ): lambda train, x: (x - x.min(0)) / (x.max(0) - x.min(0)),
            "divided by the maximum, not by the range": lambda train, x: (
                (x - train.min(0)) / train.max(0)
            ),
            "the minimum is not subtracted": lambda train, x: x / (train.max(0) - train.min(0)),
            "the minimum is not subtracted, divided by the maximum": lambda train, x: (
                x / train.max(0)
            ),
            "wrong axis: rows are scaled, not columns": lambda train, x: (
                (x - x.min(1, keepdims=True)) / (x.max(1, keepdims=True) - x.min(1, keepdims=True))
            ),
            "the mean is subtracted instead of the minimum": lambda train, x: (
                (x - train.mean(0)) / (train.max(0) - train.min(0))
            ),
        },
        "(x - min) / (max - min)",
        TABLE,
    ),
    "one_hot": Formula(
        lambda rng: {"labels": rng.integers(0, 5, 9), "num_classes": 5},
        ("labels", "num_classes"),
        {
            "": lambda labels, num_classes: np.eye(num_classes)[labels],
            "samples in columns": lambda labels, num_classes: np.eye(num_classes)[labels].T,
        },
        {
            "off by one: label k sets the entry k - 1": lambda labels, num_classes: np.eye(
                num_classes
            )[labels - 1],
            "off by one: label k sets the entry k + 1": lambda labels, num_classes: np.eye(
                num_classes
            )[(labels + 1) % num_classes],
            (
                "every row has the ones of all labels: the columns are set for all samples (index)"
            ): lambda labels, num_classes: np.tile(
                np.eye(num_classes)[labels].max(0), (len(labels), 1)
            ),
        },
        "np.eye(n)[labels]",
        {
            "labels": ("labels", "y", "x", "indices", "targets", "classes", "label", "values"),
            "num_classes": CLASSES,
        },
    ),
    "mini_batches": Formula(
        batches,
        ("x", "y", "batch_size", "order"),
        {"": mini},
        {
            (
                "rows are lost: the last, shorter (incomplete) batch is dropped (the remainder)"
            ): lambda **k: mini(**k, how="drop"),
            (
                "labels are not shuffled with the rows: they stay in the old order and no longer "
                "match (pairs)"
            ): lambda **k: mini(**k, how="labels"),
            (
                "the rows are not put in the order, only the labels: they no longer match "
                "(shuffle, pairs)"
            ): lambda **k: mini(**k, how="data"),
            "the order is ignored: nothing is shuffled": lambda **k: mini(**k, how="unshuffled"),
            "the first batch is lost": lambda **k: mini(**k, how="first"),
        },
        "x[order[i:i+n]], y[order[i:i+n]]",
        {
            "x": ("x", "data", "inputs", "features", "xs"),
            "y": ("y", "labels", "targets", "ys"),
            "batch_size": ("batchsize", "size", "n", "bs"),
            "order": ("order", "indices", "permutation", "perm", "idx"),
        },
    ),
}
