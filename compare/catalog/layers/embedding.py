"""The record of Embedding."""

from functools import partial

import numpy as np

from compare.concept import Case, Difference, bad, case, concept
from compare.draws import full, given, integers, normal
from compare.strategies import Choose, cases, random_case, whole

x = integers(0, 7, 4, 6)


def draw_embedding(choose: Choose) -> Case:
    """Any table, any whole numbers below its length."""
    rows = whole(choose, 1, 9)
    shape = [whole(choose, 1, 4) for _ in range(whole(choose, 1, 3))]
    arguments = {"input_dim": rows, "output_dim": whole(choose, 1, 4)}
    return random_case(integers(0, rows, *shape), arguments)


CONCEPT = concept(
    name="embedding",
    family="layers",
    symbol="Embedding",
    title="Embedding",
    summary=(
        "A table with a row of numbers for each word: the layer looks rows up, and learns them. "
        "The gradient of a row is the sum over all places where its word stands."
    ),
    equation=r"y = E[x], \quad \frac{dL}{dE_v} = \sum_{x_j = v} \frac{dL}{dy_j}",
    source="Bengio, Ducharme, Vincent, Jauvin, A Neural Probabilistic Language Model, 2003",
    cases=[
        case("ordinary", x=x, input_dim=7, output_dim=3),
        case("one place", x=integers(0, 7, 1, 1), input_dim=7, output_dim=3),
        case("one row, one column", x=integers(0, 1, 4, 6), input_dim=1, output_dim=1),
        case("all the same", x=given([[2, 2, 2], [2, 2, 2]]), input_dim=7, output_dim=3),
        case("first and last row", x=given([[0, 6], [6, 0]]), input_dim=7, output_dim=3),
        case("rows never named", x=integers(0, 3, 4, 6), input_dim=1000, output_dim=3),
        case("many duplicates", x=integers(0, 5, 32, 200), input_dim=5, output_dim=8),
        case("a vector", x=integers(0, 7, 5), input_dim=7, output_dim=3),
        case("three axes", x=integers(0, 7, 2, 3, 4), input_dim=7, output_dim=3),
        case("mask_zero", x=integers(0, 3, 4, 6), input_dim=7, output_dim=3, mask_zero=True),
        case(
            "32-bit integers", x=given(np.array([[1, 2, 1]], np.int32)), input_dim=7, output_dim=3
        ),
    ],
    bad=[
        bad("no row", says="`input_dim` must be an integer >= 1", input_dim=0, output_dim=3, x=x),
        bad("no column", says="`output_dim`", input_dim=7, output_dim=0, x=x),
        bad("beyond the table", says="< input_dim, 6", input_dim=6, output_dim=3, x=full(6, 2)),
        bad("negative", says="whole numbers >= 0", input_dim=7, output_dim=3, x=given([-1])),
        bad("fractions", says="whole numbers", input_dim=7, output_dim=3, x=normal(4, 6)),
        bad(
            "text",
            says="whole numbers",
            raises=TypeError,
            input_dim=7,
            output_dim=3,
            x=given(["a"]),
        ),
    ],
    differences=[
        Difference("initial table", "N(0, 1)", "U(-0.05, 0.05)", "torch.nn.init.uniform_"),
        Difference(
            "row of padding", "padding_idx: zero, no gradient", "an ordinary row", "no padding_idx"
        ),
    ],
    random=partial(cases, draw_embedding),
)
