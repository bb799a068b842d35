"""California housing: 20,640 blocks of the 1990 census (Pace, Barry 1997), in two forms.

`california_housing` is scikit-learn's table of averages, from StatLib's file.
`california_housing_csv` has the same blocks with counts as they were taken, 207 of them missing,
and a category, `ocean_proximity`.
"""

import io

import numpy as np

from compare.datasets.dataset import DataError, Dataset, fingerprint, from_split
from compare.datasets.files import Found, InFiles, not_downloaded

STATLIB = {"cal_housing.data": "a2b44dcc7e1c9091b43c4f458b25cbd1f7e8068d08edd26bc4703108d3fa6214"}
CSV = {"housing.csv": "8a3727f4cf54ac1a327f69b1d5b4db54c5834ea81c6e4efc0d163300022a685e"}
ARRAYS = "f8ce03213e1c375e51c57d02cb41558c30b643325347f1cc0b26ce713ce3a0b7"
"""SHA-256 of the bytes of X and y, float64: what scikit-learn gives must be this."""
UNIT = 100_000.0
"""Dollars that the target counts in."""
FEATURES = (
    "MedInc",
    "HouseAge",
    "AveRooms",
    "AveBedrms",
    "Population",
    "AveOccup",
    "Latitude",
    "Longitude",
)
DESCRIPTION = "California housing, median house value in $100,000 (Pace, Barry 1997)"


def read(found: Found) -> Dataset:
    """Eight averages a block, exactly scikit-learn's X and y."""
    ((name, content),) = found.contents.items()
    return averages(*features(table(content, name)), found.source, found.sha256)


def averages(x: np.ndarray, y: np.ndarray, source: str, sha256: dict[str, str]) -> Dataset:
    """The Dataset of scikit-learn's X and y."""
    return from_split(
        "california_housing",
        x,
        y,
        stratify=False,
        source=source,
        sha256=sha256,
        description=f"{DESCRIPTION}: {', '.join(FEATURES)}",
    )


def read_csv(found: Found) -> Dataset:
    """The blocks as they were counted: a DataFrame with missing values and a category."""
    import pandas as pd

    (content,) = found.contents.values()
    x = pd.read_csv(io.BytesIO(content))
    y = x.pop("median_house_value").to_numpy(np.float64) / UNIT
    return from_split(
        "california_housing_csv",
        x,
        y,
        stratify=False,
        source=found.source,
        sha256=found.sha256,
        description=f"{DESCRIPTION}, 207 missing total_bedrooms, the category ocean_proximity",
    )


def table(content: bytes, name: str) -> np.ndarray:
    """The nine columns in StatLib's order. Raises DataError where the text is another."""
    try:
        rows = np.loadtxt(io.BytesIO(content), delimiter=",", ndmin=2)
    except ValueError as error:
        raise DataError(f"{name} is no table of numbers: {error}") from error
    if rows.shape[1] != len(FEATURES) + 1:
        raise DataError(f"{name} has {rows.shape[1]} columns where 9 belong.")
    return rows


def features(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """X (averages per household) and y of StatLib's columns, as scikit-learn makes them."""
    longitude, latitude, age, rooms, bedrooms, population, households, income, value = rows.T
    per_household = (rooms / households, bedrooms / households)
    occupancy = population / households
    x = np.stack([income, age, *per_household, population, occupancy, latitude, longitude], axis=1)
    return x, value / UNIT


def fetch() -> Dataset:
    """What scikit-learn fetches, or has in its data home; its X and y are verified."""
    from sklearn.datasets import fetch_california_housing

    try:
        x, y = fetch_california_housing(return_X_y=True)
    except Exception as error:
        raise not_downloaded("california_housing", error) from error
    found = fingerprint(x, y)
    if found != ARRAYS:
        raise DataError(
            f"scikit-learn's california_housing is not the one meant: SHA-256 {ARRAYS} of its "
            f"arrays was expected, {found} was found. Empty scikit-learn's data home."
        )
    return averages(x, y, "downloaded by scikit-learn", {"arrays": ARRAYS})


FILES = InFiles(
    "california_housing",
    (STATLIB,),
    read,
    missing=(
        "california_housing was found nowhere. Put cal_housing.data into the data folder, or "
        "allow scikit-learn to fetch it with --download (its cache is a pickle, and is read only "
        "then, by scikit-learn)."
    ),
    fetch=fetch,
)
CSV_FILES = InFiles(
    "california_housing",
    (CSV,),
    read_csv,
    missing="california_housing_csv was found nowhere. Put housing.csv into the data folder.",
)
