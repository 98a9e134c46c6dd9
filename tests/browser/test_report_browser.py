"""The report in a real browser: it works, it is quick, and a stranger's page cannot act in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import hostile
import invented
import pytest
from browsing import CONTRAST, Browser, By, Keys, needs_chromium, webdriver
from command import clean

from cleaner.corpus import About
from cleaner.review.report import Shown, report_html
from cleaner.rules import parse_rules

SEEDS = Path(__file__).parents[2] / "seeds"
MANY = 10_000

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    made = Browser(tmp_path_factory.mktemp("profile"))
    yield made
    made.driver.quit()


@pytest.fixture
def report(browser: Browser, reports: Path) -> Iterator[Browser]:
    """The browser, at the overview of the corpus of seeds and invented pages."""
    browser.look()
    browser.open(reports / "seeds.html")
    yield browser
    assert browser.complaints() == []


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "pages.jsonl").write_text(invented.jsonl(120, size=900), encoding="utf-8")
    (folder / "bad.jsonl").write_text("[1]\n{}\n", encoding="utf-8")
    (folder / "rules.yaml").write_text(invented.RULES, encoding="utf-8")
    inputs = [SEEDS, folder / "pages.jsonl", folder / "bad.jsonl"]
    rules = ["--rules", folder / "rules.yaml"]
    clean(*inputs, "-o", folder / "corpus", "-q", *rules)
    clean("report", folder / "corpus", "-o", folder / "seeds.html", *rules)
    clean("report", folder / "corpus", "-o", folder / "bare.html", "--without-text", "--sample", 9)
    write(folder / "hostile.html", [hostile.record(), hostile.record("plain", id="plain")])
    return folder


def write(path: Path, records, shown: Shown | None = None) -> None:
    rules = parse_rules(invented.RULES, file="invented.yaml")
    about = About(
        version=0, newest=True, digest="d" * 64, documents=len(records), rules_sha256="e" * 64,
        tools={"cleaner": hostile.HARM}, failures=(),
    )  # fmt: skip
    path.write_bytes(b"".join(report_html(about, records, rules, shown)))


# ---- it is safe


def test_hostile_pages_do_nothing(browser, reports):
    for part in ["#overview", "#rules", "#failures", "#documents", "#documents/plain"]:
        browser.open(reports / "hostile.html", part)
        browser.press("j", "k", "v", "v", "v")
    browser.until("return document.body.dataset.open.startsWith('id <')")
    assert browser.js("return window.pwned === undefined")
    assert browser.all("img, iframe, object, embed, link, base, form:not([method=dialog])") == []
    assert len(browser.all("script:not(.pack)")) == 2
    for link in browser.all("a"):
        assert link.get_attribute("href").startswith(reports.as_uri())
    assert r"\u202e" in browser.one(".heading h2").text
    assert "</script>" in browser.one(".heading h2").text
    assert browser.complaints() == []


def test_an_address_that_runs_a_script_is_text(browser, reports):
    browser.open(reports / "hostile.html", "#documents/plain")
    browser.opened("plain")
    assert browser.one(".where").text.startswith("javascript:")
    assert browser.all(".where a") == []


def test_web_addresses_are_links_that_tell_nothing(report):
    report.js("location.hash = '#documents'")
    report.one("#search").send_keys("harbourcourier")
    report.until("return document.getElementById('count').textContent.includes(' of ')")
    report.one(".item").click()
    link = report.until("return document.querySelector('.where a')")
    assert link.get_attribute("href").startswith("https://harbourcourier.example/")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_policy_stops_what_is_not_its_own(browser, reports):
    browser.open(reports / "seeds.html")
    browser.complaints()
    browser.js(
        "const script = document.createElement('script'); script.textContent = 'window.pwned = 1';"
        "document.body.append(script);"
        "const image = new Image(); image.src = 'https://example.org/a.png';"
        "document.body.append(image);"
        "document.body.setAttribute('style', 'color: red');"
    )
    assert browser.js("return window.pwned === undefined")
    told = " ".join(browser.until("return 1") and browser.complaints())
    assert "script-src" in told
    assert "style-src" in told
    assert "default-src" in told


def test_nothing_is_loaded(report):
    for part in ["rules", "failures", "documents", "documents/000_b5d1991f9935ca56"]:
        report.js("location.hash = arguments[0]", part)
    report.opened("000_b5d1991f9935ca56")
    assert report.js("return performance.getEntriesByType('resource').length") == 0


# ---- it shows what there is


def test_the_overview_counts(report):
    assert report.one(".cards strong").text == "125"
    assert "2\ninputs failed" in report.one(".cards .bad").text
    names = [one.text for one in report.all(".outlet-name")]
    assert {"The Harbour Courier", "Das Bergblatt", "The Times of Israel"} <= set(names)
    assert len(report.all(".chart button:not(:disabled)")) > 5


def test_what_is_counted_leads_to_its_documents(report):
    of = report.one(".outlets button")
    name, count = of.find_element(By.CSS_SELECTOR, ".outlet-name").text, of.text.split("\n")[1]
    of.click()
    assert report.one("#count").text.split()[0] == count.split()[0]
    assert report.one("#chips").text == f"outlet: {name} ×"
    assert all(name in one.text for one in report.all(".item"))
    report.one(".chip").click()
    assert report.one("#count").text == "125 documents"


def test_outlets_stand_by_size_or_by_what_they_lost(report):
    shares = (
        "return [...document.querySelectorAll('.outlet-note')]"
        ".map(one => parseInt(one.textContent) || 0)"
    )
    assert report.js(shares) != sorted(report.js(shares), reverse=True)
    report.one(".panel .views button:last-child").click()
    assert report.js(shares) == sorted(report.js(shares), reverse=True)


def test_rules_stand_by_hits_and_silent_ones_are_named(report):
    report.press("r")
    figures = [int(one.text) for one in report.all(".rules td:nth-child(3)")]
    assert figures == sorted(figures, reverse=True)
    silent = report.js("return document.querySelector('.silent').textContent")
    assert "harbourcourier.example/tide-table" in silent
    report.one(".rules .rule").click()
    assert int(report.one("#count").text.split()[0]) == int(
        report.js("return document.querySelector('.rules td:nth-child(4)').textContent")
    )


def test_failures_are_listed(report):
    report.press("f")
    assert [one.text for one in report.all("#view-failures td:first-child")] == [
        "bad.jsonl#L1", "bad.jsonl#L2",
    ]  # fmt: skip


def test_a_page_stands_line_by_line(report):
    report.js("location.hash = '#documents/000_b5d1991f9935ca56'")
    report.opened("000_b5d1991f9935ca56")
    lines = report.all(".lines > li")
    assert [int(one.get_attribute("id")[5:]) for one in lines] == list(range(1, 27))
    last = lines[-1]
    report.js("arguments[0].scrollIntoView()", last)
    assert last.find_element(By.TAG_NAME, "del").text.startswith("You are now a member")
    assert last.find_element(By.CSS_SELECTOR, ".tag").text == "paywall"
    assert last.find_element(By.CSS_SELECTOR, ".rule").text == "timesofisrael.com/community-prompt"
    assert report.one(".lead").text == "BAKU —"
    assert lines[4].find_elements(By.TAG_NAME, "del") == []


@pytest.mark.parametrize("how", ["hover", "focus", "click"])
def test_evidence_lights_its_lines(report, how):
    report.js("location.hash = '#documents/000_b5d1991f9935ca56'")
    report.opened("000_b5d1991f9935ca56")
    evidence = report.one("button.ev")
    if how == "hover":
        webdriver.ActionChains(report.driver).move_to_element(evidence).perform()
    elif how == "focus":
        report.js("arguments[0].focus()", evidence)
    else:
        evidence.click()
        report.js("document.activeElement.blur()")
        webdriver.ActionChains(report.driver).move_to_element(report.one("h1")).perform()
    lit = [one.get_attribute("id") for one in report.all(".line.lit")]
    assert lit == ["line-19", "line-21", "line-22", "line-26"]
    if how == "click":
        report.press(Keys.ESCAPE)
        assert report.all(".line.lit") == []


def test_views_of_a_page(report):
    report.js("location.hash = '#documents/000_b5d1991f9935ca56'")
    report.opened("000_b5d1991f9935ca56")
    third = report.one("#line-3")
    report.one("[data-view=side]").click()
    assert report.one("#line-6 .twin").text == report.one("#line-6 .words").text
    assert third.find_element(By.CSS_SELECTOR, ".twin").text == "− caption"
    report.one("[data-view=kept]").click()
    assert not third.is_displayed()
    report.one("[data-view=place]").click()
    assert third.is_displayed()


# ---- it is found and read with keys


def test_keys(report):
    report.press("/")
    report.until("return document.activeElement.id === 'search'")
    report.press("iran")
    report.until("return document.getElementById('count').textContent.startsWith('3 of')")
    report.press(Keys.ARROW_DOWN)
    report.opened("000_b5d1991f9935ca56")
    report.press(Keys.ARROW_DOWN)
    report.opened("001_6fce258b43be662b")
    assert report.one("[aria-selected=true]").get_attribute("id") == report.one(
        "#list"
    ).get_attribute("aria-activedescendant")
    report.press("k")
    report.opened("000_b5d1991f9935ca56")
    report.press(Keys.END)
    report.opened("002_e512bce66444627a")
    report.press(Keys.ENTER)
    assert report.js("return document.activeElement.id") == "document"
    report.press(Keys.ESCAPE)
    assert report.js("return document.activeElement.id") == "list"
    report.press("/", Keys.ESCAPE)
    assert report.one("#count").text == "125 documents"
    report.press(Keys.ESCAPE, "?")
    assert report.js("return document.getElementById('keys').open")
    report.press(Keys.ESCAPE)
    assert not report.js("return document.getElementById('keys').open")


def test_the_first_tab_skips_to_the_content_and_focus_is_seen(report):
    report.press(Keys.TAB)
    skip = report.driver.switch_to.active_element
    assert skip.text == "Skip to the content"
    assert skip.rect["y"] >= 0
    assert report.js("return getComputedStyle(arguments[0]).outlineStyle", skip) == "solid"
    report.press(Keys.ENTER)
    assert report.js("return document.activeElement.id") == "content"


def test_words_of_pages_are_searched(report):
    report.js("location.hash = '#documents'")
    report.one("#search").send_keys("cargo transit to armenia")
    report.until("return document.getElementById('count').textContent.startsWith('0 of')")
    report.one("#texts").click()
    report.until("return document.getElementById('count').textContent.startsWith('1 of')")
    report.one(".item").click()
    report.opened("000_b5d1991f9935ca56")
    assert report.one(".lines mark").text == "cargo transit to Armenia"


def test_the_filters_join(report):
    report.js("location.hash = '#documents'")
    report.js("document.querySelector('.filters').open = true")
    for name, value in [("outlet", "=The Harbour Courier"), ("category", "=paywall")]:
        report.one(f"#by-{name} option[value='{value}']").click()
    count = int(report.one("#count").text.split()[0])
    assert 0 < count < 40
    report.one("#by-sort option[value=lost]").click()
    shares = [int(one.text.split(" %")[0]) for one in report.all(".item-marks small:first-of-type")]
    assert shares == sorted(shares, reverse=True)


def test_back_leads_back(report):
    report.press("d")
    report.one(".item").click()
    report.opened("000_b5d1991f9935ca56")
    report.driver.back()
    assert report.js("return location.hash") == "#documents"
    report.driver.back()
    report.until("return document.body.dataset.part === 'overview'")


# ---- it is good to look at


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everything_can_be_read(report, scheme, width):
    report.look(width, 760, **{"color-scheme": scheme})
    for part in ["overview", "rules", "failures", "documents", "documents/000_b5d1991f9935ca56"]:
        report.js("location.hash = arguments[0]", part)
        if "/" in part:
            report.opened("000_b5d1991f9935ca56")
        time.sleep(0.25)  # colours change in steps
        assert report.js("return document.documentElement.scrollWidth") <= width, part
        assert report.js(CONTRAST) == [], part


def test_a_phone_shows_the_list_or_the_page(report):
    report.look(360, 760)
    report.js("location.hash = '#documents'")
    assert report.one("#list").is_displayed()
    assert not report.one("#document").is_displayed()
    report.one(".item").click()
    report.opened("000_b5d1991f9935ca56")
    assert not report.one("#list").is_displayed()
    report.one(".back").click()
    assert report.one("#list").is_displayed()


def test_calm_where_it_is_asked_for(report):
    report.look(**{"reduced-motion": "reduce"})
    report.js("location.hash = '#documents/000_b5d1991f9935ca56'")
    report.opened("000_b5d1991f9935ca56")
    assert (
        report.js("return getComputedStyle(document.querySelector('.line')).transitionDuration")
        == "0s"
    )


def test_what_is_left_out_is_said(browser, reports):
    browser.look()
    browser.open(reports / "bare.html", "#documents")
    note = browser.one("#sample").text
    assert note.startswith("9 of the 125 documents are listed")
    assert "pages of the documents are left out" in note
    browser.press("j")
    browser.until("return document.querySelector('#document .note')")
    assert browser.complaints() == []


def test_without_scripts_it_says_what_it_is(browser, reports):
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.driver.get((reports / "seeds.html").as_uri())
        assert "drawn by a script" in browser.one("noscript").text
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


# ---- it is quick


def many() -> list[dict]:
    plain = hostile.record("x", url=None, flags=[], repairs=[], findings=[])
    made = []
    for page in invented.pages(MANY):
        title, *body, last = page["text"].split("\n")
        made.append(
            plain
            | {
                "id": page["id"], "title": title, "outlet": page.get("outlet"),
                "date": page.get("date"), "language": "en", "text": "\n\n".join(body),
                "lines": ["title", *["body"] * len(body), "share"],
                "removed": [
                    {
                        "line": len(body) + 2, "category": "share",
                        "rule": "general/share", "text": last,
                    }
                ],
                "findings": [{"field": "title", "value": title, "origin": "line 1 (title)"}],
            }
        )  # fmt: skip
    return sorted(made, key=lambda one: one["id"])


def test_ten_thousand_documents_do_not_freeze(browser, tmp_path, record_testsuite_property):
    figures = {}
    records = many()
    started = time.perf_counter()
    write(tmp_path / "many.html", records)
    figures["build"] = time.perf_counter() - started
    figures["megabytes"] = (tmp_path / "many.html").stat().st_size / 1e6
    browser.look()
    started = time.perf_counter()
    browser.open(tmp_path / "many.html", "#documents")
    figures["load"] = time.perf_counter() - started
    figures["scroll"] = browser.js(
        "const t = performance.now(); const box = document.getElementById('list');"
        "box.scrollTop = box.scrollHeight / 2; box.dispatchEvent(new Event('scroll'));"
        "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame("
        "() => done(performance.now() - t))))"
    )
    assert len(browser.all(".item")) < 40
    figures["filter"] = browser.js(
        "const t = performance.now(); const by = document.getElementById('by-outlet');"
        "by.value = '=Das Bergblatt'; by.dispatchEvent(new Event('change'));"
        "document.body.offsetHeight; return performance.now() - t"
    )
    assert browser.one("#count").text.endswith("of 10,000 documents")
    browser.js(
        "window.longest = 0; new PerformanceObserver(list => { for (const one of list.getEntries())"
        " window.longest = Math.max(window.longest, one.duration) })"
        ".observe({type: 'longtask', buffered: true});"
        "document.querySelector('.chip').click(); document.getElementById('texts').click()"
    )
    wanted = records[MANY // 2]["text"].split("\n\n")[2][:60].lower()
    started = time.perf_counter()
    browser.js(
        "const box = document.getElementById('search'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('input'))", wanted,
    )  # fmt: skip
    browser.until(
        "return document.getElementById('count').textContent === '1 of 10,000 documents'", 60
    )
    browser.until("return document.body.dataset.searched")
    figures["search all texts"] = time.perf_counter() - started
    figures["longest task"] = browser.js("return window.longest")
    for name, value in figures.items():
        record_testsuite_property(name, round(value, 3))
    assert figures["megabytes"] < 25
    assert figures["load"] < 5
    assert figures["filter"] < 500
    assert figures["scroll"] < 500
    assert figures["longest task"] < 1000
    assert browser.complaints() == []
