"""The pages of concepts and workloads: what was measured, and links that lead somewhere."""

from html.parser import HTMLParser
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from compare import catalog, workloads
from compare.report.code import highlighted, listings, mathml
from compare.report.figures import STYLE
from compare.report.pictures import DRAWN, FAMILIES, PLAIN, pictures_of
from compare.report.strip import EXACT, LEFT, WIDTH, place, strips
from compare.report.workload_page import (
    by_class,
    divergence_figure,
    layer_rows,
    scaling_figure,
    side_by_side,
)


class Links(HTMLParser):
    """All addresses of a page, and all its ids."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.addresses += [given[key] for key in ("href", "src") if given.get(key)]
        if "id" in given:
            self.ids.add(given["id"])


def pages(folder):
    return [folder / "index.html", *folder.glob("concepts/*"), *folder.glob("workloads/*")]


def test_every_link_leads_to_a_file_and_a_place_in_it(folder):
    for page in pages(folder):
        for address in Links(page.read_text("utf-8")).addresses:
            if address.startswith(("data:", "https://github.com/")):
                continue
            path, _, place_ = address.partition("#")
            target = page.parent / path if path else page
            assert target.is_file(), f"{page.name}: {address}"
            if place_:
                assert place_ in Links(target.read_text("utf-8")).ids, f"{page.name}: {address}"


def test_every_concept_and_workload_in_the_table_is_linked(folder):
    found = Links((folder / "index.html").read_text("utf-8")).addresses
    assert {"concepts/relu.html", "concepts/dense.html", "workloads/xor.html"} <= set(found)


def test_a_concepts_page_has_the_three_files_the_equation_and_the_answers(folder):
    text = (folder / "concepts" / "dense.html").read_text("utf-8")
    record = catalog.get("dense")
    for path in ("scratch", "reference/pytorch", "reference/keras"):
        assert f"{path}/layers/dense.py" in text
    assert "<math" in text
    assert record.source in text
    for bad in record.bad:
        assert bad.name in text
    assert "Received: " in text


def test_a_concepts_page_has_its_times(folder):
    assert "0.312" in (folder / "concepts" / "dense.html").read_text("utf-8")
    assert "0.312" not in (folder / "concepts" / "relu.html").read_text("utf-8")


def test_a_workloads_page_has_its_slopes_and_the_time_of_each_layer(folder):
    text = (folder / "workloads" / "xor.html").read_text("utf-8")
    for said in ("2. dense_1", "as the batch grows", "Time grows as size to the power of"):
        assert said in text
    assert "as the mnist_mlp_layers grows" not in text


def test_code_is_escaped_and_little_is_coloured():
    text = highlighted('x = "<script>"  # a & b\n')
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert '<span class="c"># a &amp; b</span>' in text
    assert "x = " in text


@pytest.mark.parametrize("concept", catalog.concepts().values(), ids=lambda c: c.name)
def test_each_equation_becomes_mathml_and_each_file_a_listing(concept):
    # A command that the converter does not know is left as it is, & among them, and is no XML.
    assert ElementTree.fromstring(mathml(concept.equation)).tag.endswith("math")
    assert set(listings(concept.family, concept.name)) == {"scratch", "pytorch", "keras"}


SHOWN = [
    name
    for name, c in catalog.concepts().items()
    if (name in DRAWN or c.family in FAMILIES) and name not in PLAIN
]


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_says_what_it_shows(name):
    (figure,) = pictures_of(name)
    assert figure.svg.startswith(b"<?xml")
    assert figure.caption.endswith(".")
    assert figure.alt.endswith(".")
    assert "nan" not in figure.alt


def test_a_concept_without_a_shape_has_no_picture():
    assert pictures_of("zeros") == []
    assert pictures_of("accuracy") == []


def test_errors_lie_between_exact_and_the_tolerance():
    assert place(0.0) == place(EXACT) == LEFT
    assert LEFT < place(1e-3) < place(1.0) < LEFT + WIDTH
    row = {"quantity": "output", "case": "a", "left": "scratch", "right": "keras",
           "verdict": "agree", "tolerance": 1e-12}  # fmt: skip
    (one,) = strips([{**row, "dtype": "float64", "scaled_error": 1e-15}] * 2)
    assert len(one.dots) == 1
    assert one.dots[0].x == round(place(1e-3))


def test_precision_and_recall_of_each_class_come_from_the_matrix():
    rows = by_class({"scratch": [[3, 1], [2, 4]]})
    assert [row["precision"] for row in rows] == [3 / 5, 4 / 5]
    assert [row["recall"] for row in rows] == [3 / 4, 4 / 6]


def test_samples_stand_side_by_side():
    row = {"row": 3, "input": "a b", "true": 1.0, "predicted": 1.0, "confidence": 0.9}
    (one,) = side_by_side([{**row, "implementation": side} for side in ("scratch", "keras")])
    assert set(one["said"]) == {"scratch", "keras"}


def test_layers_are_counted_with_their_parameters():
    rows = layer_rows(workloads.get("mnist_mlp").spec)
    assert [row["parameters"] for row in rows] == [100_480, 8_256, 650]


def test_logarithmic_axes_have_numbers_that_can_be_read(folder):
    apart = {"left": "scratch", "right": "keras", "dtype": "float64"}
    steps = [{**apart, "step": n, "weight_difference": 10.0**-n} for n in range(4, 17)]
    grown = [
        {"axis": "batch", "workload": "xor", "implementation": "scratch", "size": n, "ms": n / 7}
        for n in (1, 32, 1024)
    ]
    with mpl.rc_context({**STYLE, "svg.fonttype": "none"}):
        (divergence,) = divergence_figure("xor", steps)
        growth = scaling_figure("batch", "ms", "milliseconds", grown)
    assert ">1e\N{MINUS SIGN}15</text>" in divergence.svg.decode()
    assert b">1000</text>" in growth.svg
    drawn = [file.read_text("utf-8") for file in (folder / "figures").glob("*.svg")]
    assert not any(
        "mathdefault" in text for text in (*map(str, (divergence.svg, growth.svg)), *drawn)
    )
