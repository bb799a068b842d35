"""The record of imputation."""

from compare.concept import Difference, bad, case, concept
from compare.draws import given, normal

GAP = float("nan")
TRAIN = [[1.0, GAP, 2.0], [2.0, 0.25, GAP], [GAP, 0.75, 4.0], [8.0, 1.5, 16.0], [3.0, 2.5, 1.0]]

CONCEPT = concept(
    name="impute",
    family="data",
    symbol="impute",
    title="Imputation",
    summary=(
        "Fills what is missing with the mean or the median of its column, measured on the training "
        "rows, since one NaN in the input turns every output into NaN."
    ),
    equation=r"x_{ij} \leftarrow \bar{x}_j \ \text{where}\ x_{ij}\ \text{is missing}",
    source="Little and Rubin, Statistical Analysis with Missing Data, 2002, section 4.2",
    cases=[
        case("mean", train=given(TRAIN), x=given([[GAP, GAP, GAP], [1.0, GAP, 2.0]])),
        case(
            "median",
            train=given(TRAIN),
            x=given([[GAP, GAP, GAP], [1.0, GAP, 2.0]]),
            strategy="median",
        ),
        case("nothing missing", train=normal(8, 3), x=normal(5, 3)),
        case("nothing missing, median", train=normal(7, 3), x=normal(5, 3), strategy="median"),
    ],
    bad=[
        bad(
            "unknown strategy",
            says="`strategy` must be one of",
            train=normal(3, 2),
            x=normal(3, 2),
            strategy="mode",
        ),
        bad(
            "empty column",
            says="`x` must be an array with a value in every column",
            train=given([[GAP, 1.0]]),
            x=normal(3, 2),
        ),
        bad(
            "other columns",
            says="`x` must be an array of 2 columns",
            train=normal(3, 2),
            x=normal(3, 3),
        ),
    ],
    differences=[
        Difference(
            "median of an even number of values",
            "torch.nanmedian: the lower of the two in the middle",
            "keras.ops.nanmedian: their mean",
            "torch.nanquantile(x, 0.5)",
        ),
    ],
)
