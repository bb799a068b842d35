"""The figure of a distribution that is learned."""

import xml.etree.ElementTree as ET

from compare.report.distributions import distributions


def epochs(side, seed, last):
    """Rows of a training whose samples move to the right."""
    return [
        {"workload": "gan", "implementation": side, "seed": seed, "epoch": epoch, "loss": 0.7}
        | {"val_mean": epoch / last, "val_deviation": 1.0, "val_wasserstein": 1 - epoch / last}
        | {"histogram": {"edges": [0, 1, 2], "predicted": [last - epoch, epoch], "true": [1, 2]}}
        for epoch in range(1, last + 1)
    ]


def test_one_figure_of_the_first_seed_says_where_it_ends():
    curves = [*epochs("scratch", 3, 5), *epochs("keras", 3, 5), *epochs("keras", 4, 9)]
    (drawing,) = distributions([*curves, {"workload": "xor", "implementation": "keras", "step": 1}])
    assert (drawing.name, drawing.section) == ("distribution_gan", "accuracy")
    assert "scratch and keras" in drawing.alt
    assert drawing.alt.count("mean 1, deviation 1, distance 0") == 2
    assert ET.fromstring(drawing.svg).tag.endswith("svg")


def test_a_single_epoch_is_enough_and_no_histogram_is_no_figure():
    assert len(list(distributions(epochs("scratch", 0, 1)))) == 1
    assert not list(distributions([{"workload": "xor", "implementation": "keras", "epoch": 1}]))
