r"""Grid search with cross-validation: every combination of settings, judged on rows held out.

The rows are cut into K folds. A point of the grid is trained K times, each time on all folds but
one, and measured on that one:

    loss(point) = (1/K) Σ_k loss of fold k, trained on the others

The point of the least loss wins. The trainings do not depend on each other, so any executor of
`concurrent.futures` may do them side by side.

Source: Stone, "Cross-Validatory Choice and Assessment of Statistical Predictions", 1974.
"""

from itertools import product

import numpy as np

from scratch.data.order import row_order
from scratch.validation import describe, integer, reject


def grid_search(loss, grid, rows, folds=5, executor=None, rng=None):
    """What every point of the grid loses: a list of results, in the order of `points`.

    Arguments:
        loss: function (point, training rows, held-out rows) → number, the less the better, which
            trains with the settings of the point. NaN stands for a training that diverged.
        grid: dict of setting → values to try.
        rows: how many rows there are to train on.
        folds: K.
        executor: a `concurrent.futures.Executor`, or None to train one after another. One that
            uses processes must be able to pickle `loss`.
        rng: generator or seed that shuffles the rows before they are cut; None leaves them.

    Each result is a dict: "point", "losses" of the folds, and "loss", their mean.

    >>> def loss(point, training, held_out):
    ...     return (point["x"] - 3) ** 2 + point["y"]
    >>> results = grid_search(loss, {"x": [2, 3], "y": [0, 1]}, rows=10)
    >>> [result["loss"] for result in results]
    [1.0, 2.0, 0.0, 1.0]
    >>> best(results)["point"]
    {'x': 3, 'y': 0}
    """
    tried, cut = points(grid), k_folds(rows, folds, rng)
    tasks = [(point, *fold) for point in tried for fold in cut]
    run = map if executor is None else executor.map
    losses = np.reshape([float(found) for found in run(loss, *zip(*tasks))], (-1, len(cut)))
    return [
        {"point": point, "losses": own, "loss": float(own.mean())}
        for point, own in zip(tried, losses)
    ]


def points(grid):
    """Every combination of the values, as dicts; the last setting changes fastest.

    >>> points({"units": [4, 8], "rate": [0.1, 1.0]})[1]
    {'units': 4, 'rate': 1.0}
    """
    if not isinstance(grid, dict) or not all(np.iterable(v) and len(v) for v in grid.values()):
        reject("grid", "a dict of setting → values, at least one of each", describe(grid))
    return [dict(zip(grid, values)) for values in product(*grid.values())]


def k_folds(rows, folds=5, rng=None):
    """(training rows, held-out rows) of each fold: every row is held out exactly once.

    The folds are runs of neighbours, the first ones longer by a row where `rows` is no multiple.

    >>> [held_out.tolist() for training, held_out in k_folds(5, 2)]
    [[0, 1, 2], [3, 4]]
    """
    rows, folds = integer("rows", rows, least=2), integer("folds", folds, least=2)
    if folds > rows:
        reject("folds", f"at most the {rows} rows", folds)
    order = row_order(rows, rng=rng)
    cut = np.array_split(order, folds)
    return [(order[~np.isin(order, held_out)], held_out) for held_out in cut]


def best(results):
    """The result of the least loss, the first of them; one that diverged never wins."""
    winner = min(results, key=lambda result: (np.isnan(result["loss"]), result["loss"]))
    if np.isnan(winner["loss"]):
        reject("results", "of at least one training that did not diverge", "NaN of all points")
    return winner
