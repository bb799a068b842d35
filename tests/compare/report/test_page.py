"""The page: its numbers, its escaping, and that it can be read by everyone, everywhere."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from compare.report import page, write
from compare.report.figures import figures
from compare.report.numbers import number
from compare.report.summary import concepts

VOID = {"meta", "link", "img", "input", "br", "wbr", "hr"}
SCRIPT = "<script>alert(1)</script>"


class Page(HTMLParser):
    """Every element with its attributes, and the text of every table row."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.rows = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def rendered(results, drawings=()):
    results = write.complete(results)
    return page.html(results, drawings), page.markdown(results, drawings)


@pytest.fixture(scope="session")
def read(folder):
    return Page((folder / "index.html").read_text("utf-8"))


def test_every_tag_is_closed_and_every_id_is_unique(read):
    assert not read.open
    ids = Counter(a["id"] for _, a in read.elements if "id" in a)
    assert set(ids.values()) == {1}
    linked = {a["href"][1:] for a in read.all("a") if a["href"].startswith("#")}
    assert linked <= set(ids)


def test_the_rows_say_what_results_json_says(read, results):
    cells = {}
    for first, *rest in read.rows:
        cells.setdefault(first, [cell.strip() for cell in rest])
    for name in ("relu", "dense"):
        own = [r for r in results["agreement"] if r["concept"] == name]
        worst = max(r["scaled_error"] for r in own if r["dtype"] == "float64")
        assert cells[name][:2] == ["✓ agree", number(worst)]
        assert cells[name][4:6] == ["2", "4"]


def test_every_error_stands_there_with_all_its_digits(results):
    text, _ = rendered(results)
    for row in [*results["agreement"], *results["oracle"]]:
        if row["scaled_error"]:
            assert f"{row['scaled_error']} of {row['tolerance']}" in text


def test_every_time_and_accuracy_stands_there(read, results):
    titles = {a["title"] for _, a in read.elements if "title" in a}
    assert {str(row["median_ms"]) for row in results["timing"]} <= titles
    assert "0.9, 1.0" in titles


def test_markdown_has_the_same_numbers_and_links_to_the_figures(folder, results):
    text = (folder / "report.md").read_text("utf-8")
    assert "| relu | ✓ agree |" in text
    for row in results["timing"]:
        assert f"| {number(row['median_ms'], 3)} |" in text
    linked = set(re.findall(r"\(figures/([\w-]+\.svg)\)", text))
    drawn = {path.name for path in (folder / "figures").iterdir()}
    # These are on the pages of a concept and a workload.
    alone = {"picture_relu.svg", "network_xor.svg", *(n for n in drawn if n.startswith("scaling"))}
    assert linked == drawn - alone


def test_a_disagreement_is_told_with_its_message_and_the_odd_one_out(unequal):
    for text in rendered(unequal):
        assert "2 of 20 elements differ (10.0%)." in text
        assert "odd one out" in text
        assert "✗" in text


def test_a_trajectory_or_timing_that_disagrees_is_told_too(results):
    results["trajectories"][0] |= {"verdict": "disagree", "first_divergent_step": 17}
    results["timing"][1] |= {"verdict": "disagree", "median_ms": None, "message": "off by 0.1"}
    for text in rendered(results):
        assert "Apart from step 17 on." in text
        assert "off by 0.1" in text


def test_what_failed_is_told_with_its_reason(results):
    results["agreement"].append(
        {
            **results["skipped"][0],
            "verdict": "failed",
            "message": "ValueError: no such thing",
        }
    )
    for text in rendered(results):
        assert "ValueError: no such thing" in text
        assert "Failed to run: relu" in text


def test_no_text_can_become_markup(results):
    for section in ("agreement", "oracle", "skipped", "trajectories", "accuracy", "timing"):
        for row in results[section][:3]:
            for key, value in row.items():
                if isinstance(value, str) and key not in ("dtype", "verdict"):
                    row[key] = f"{value}{SCRIPT}"
    results["data"][0]["name"] = results["environment"]["cpu"] = SCRIPT
    results["environment"][SCRIPT] = SCRIPT
    results["curves"][0]["workload"] = f"xor {SCRIPT} --> $x_1$"
    results["confusion"][SCRIPT] = {SCRIPT: [[1]]}
    drawings = figures(write.complete(results), concepts(results["agreement"], []))
    html, markdown = rendered(results, drawings)
    assert SCRIPT not in html
    assert SCRIPT not in markdown
    assert len(Page(html).all("script")) == 2
    for figure in drawings:
        assert b"<script" not in figure.svg
        assert re.fullmatch(r"[\w-]+", figure.name)


def test_the_page_fetches_nothing(folder, read):
    text = (folder / "index.html").read_text("utf-8")
    fetched = [a.get("src") for _, a in read.elements if a.get("src")]
    fetched += [a["href"] for a in read.all("link")]
    assert all(address.startswith("data:") for address in fetched)
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|https?://", text)


def test_the_page_is_accessible(read):
    assert read.all("html")[0]["lang"] == "en"
    assert len(read.all("h1")) == 1
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(a["alt"] for a in read.all("img"))
    assert all("scope" in a for a in read.all("th"))
    assert all(
        "aria-label" in a and a["tabindex"] == "0"
        for a in read.all("div")
        if a.get("role") == "region"
    )
    assert len(read.all("main")) == len(read.all("nav")) == 1


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_text_colour_has_enough_contrast(theme):
    css = (page.TEMPLATES / "style.css").read_text("utf-8")
    found = re.findall(r"--(\w+): light-dark\((#\w+), (#\w+)\)", css)
    colours = {name: pair[theme] for name, *pair in found}
    for text in ("ink", "muted", "link", "agree", "disagree", "failed", "skipped"):
        for ground in ("paper", "raised", "stripe"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
