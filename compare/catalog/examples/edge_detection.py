"""The record of edge detection."""

from compare.concept import bad, case, concept
from compare.draws import full, normal, strided, uniform

CONCEPT = concept(
    name="edge_detection",
    family="examples",
    symbol="edge_detection",
    title="Edge detection",
    summary=(
        "A convolution whose kernel is known beforehand: it compares each pixel with its eight "
        "neighbours and gives 0 where the image is even. A convolutional layer learns its kernels."
    ),
    equation=r"Y_{ij} = \sum_{m,n} K_{mn} X_{i+m,\,j+n}",
    source="Marr and Hildreth, Theory of Edge Detection, 1980",
    cases=[
        case("ordinary", image=uniform(8, 8)),
        case("smallest", image=normal(3, 3)),
        case("not square", image=normal(5, 9)),
        case("even", image=full(0.5, 6, 6)),
        case("not contiguous", image=strided(normal(6, 6))),
    ],
    bad=[
        bad(
            "too small", says="`image` must be of at least 3 rows and 3 columns", image=normal(2, 8)
        ),
        bad("colour", says="`image` must be an array of 2 dimensions", image=normal(8, 8, 3)),
    ],
)
