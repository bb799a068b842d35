"""The pages in a real browser: headless Chromium, with the pages opened from disk.

`make browser` installs Chromium and its driver on Debian. THREEFOLD_REPORT names a report's folder
to be looked at in place of the made-up one.
"""

import base64
import hashlib
import io
import json
import os
import shutil
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

import platformdirs
import pytest

selenium = pytest.importorskip("selenium", reason="selenium is not installed")

from selenium import webdriver  # noqa: E402 - only where it is installed
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with a driver: make browser"),
    pytest.mark.xdist_group("browser"),
]
AXE = "https://registry.npmjs.org/axe-core/-/axe-core-4.14.1.tgz"
AXE_SHA512 = (
    "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)
PAGES = ("index.html", "concepts/dense.html", "workloads/xor.html")
WIDTHS = (360, 1440)


@pytest.fixture(scope="module")
def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def looked_at(folder):
    """The report's folder."""
    return Path(os.environ.get("THREEFOLD_REPORT", folder)).resolve()


@pytest.fixture(scope="module")
def axe():
    """axe-core's source, fetched once and verified."""
    kept = platformdirs.user_cache_path("threefold") / "axe-core-4.14.1.tgz"
    if not kept.is_file():
        try:
            with urllib.request.urlopen(AXE, timeout=20) as answer:
                content = answer.read()
        except (urllib.error.URLError, TimeoutError) as error:
            pytest.skip(f"axe-core cannot be fetched: {error}")
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)
    content = kept.read_bytes()
    assert base64.b64encode(hashlib.sha512(content).digest()).decode() == AXE_SHA512
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return archive.extractfile("package/axe.min.js").read().decode()


def opened(browser, looked_at, page, width=1440):
    browser.set_window_size(width, 900)
    for log in ("browser", "performance"):
        browser.get_log(log)
    browser.get((looked_at / page).as_uri())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_network_for_nothing_and_has_no_error(browser, looked_at, page):
    opened(browser, looked_at, page)
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages
             if m["method"] == "Network.requestWillBeSent"]  # fmt: skip
    assert asked
    assert all(url.startswith(("file:", "data:")) for url in asked), asked


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(browser, looked_at, page, width):
    opened(browser, looked_at, page, width)
    wide = browser.execute_script(
        "return [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide[0] <= wide[1]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_violation_of_accessibility(browser, looked_at, axe, page, theme):
    opened(browser, looked_at, page)
    browser.execute_script(f"document.documentElement.dataset.theme = {theme!r}")
    browser.execute_script(axe)
    browser.set_script_timeout(120)
    found = browser.execute_async_script("const done = arguments[0]; axe.run().then(done)")
    serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    told = [(v["id"], v["help"], [n["html"][:120] for n in v["nodes"][:3]]) for v in serious]
    assert not told
    assert len(found["passes"]) > 10


def column(browser, index):
    """The sort keys of one column of the agreement table, top down."""
    return browser.execute_script(
        "return [...document.querySelectorAll('#agreement-table > tbody > tr.head')]"
        ".map(tr => Number(tr.cells[arguments[0]].dataset.v))",
        index,
    )


def test_a_click_sorts_and_another_turns_the_order(browser, looked_at):
    opened(browser, looked_at, "index.html")
    button = browser.find_element(By.CSS_SELECTOR, "#agreement-table thead th:nth-child(3) button")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()
    up = column(browser, 2)
    assert up == sorted(up)
    assert len(up) > 1
    button.click()
    assert column(browser, 2) == sorted(up, reverse=True)


def test_words_filter_and_a_name_opens_its_cases(browser, looked_at):
    opened(browser, looked_at, "index.html")
    field = browser.find_element(By.CSS_SELECTOR, "[data-filter='agreement-table']")
    field.send_keys("dense")
    shown = browser.execute_script(
        "return [...document.querySelectorAll('#agreement-table > tbody')]"
        ".filter(b => !b.hidden).map(b => b.id)"
    )
    assert "agreement-dense" in shown
    assert "agreement-relu" not in shown
    name = browser.find_element(By.CSS_SELECTOR, "#agreement-dense .name button")
    assert name.get_attribute("aria-expanded") == "false"
    name.click()
    assert name.get_attribute("aria-expanded") == "true"
    inner = browser.find_element(By.CSS_SELECTOR, "#agreement-dense .rows table")
    assert inner.is_displayed()


def test_the_theme_is_changed_by_its_button(browser, looked_at):
    opened(browser, looked_at, "index.html")
    button = browser.find_element(By.ID, "theme")
    before = button.text
    button.click()
    assert button.text != before
