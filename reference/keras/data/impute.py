"""Imputation in Keras: keras.ops.nanmean and keras.ops.nanmedian."""

from typing import Any

from keras import ops


def impute(train: Any, x: Any, strategy: str = "mean") -> dict[str, Any]:
    """x with its gaps filled from `train`, and what they were filled with."""
    fill = (ops.nanmean if strategy == "mean" else ops.nanmedian)(train, axis=0)
    return {"output": ops.where(ops.isnan(x), fill, x), "fill": fill}
