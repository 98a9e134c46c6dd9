"""A diff as a page in a real browser: it works by keys, and a stranger's page cannot act in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import hostile
import invented
import pytest
from browsing import CONTRAST, Browser, Keys, needs_chromium
from command import clean

pytestmark = needs_chromium

RULE = """general:
  "*":
    rules:
      - id: since-when
        category: nav
        pattern: '^Reporting for the islands since \\d+'
        removes: ["Reporting for the islands since 1911."]
        keeps: ["He was reporting for the islands since 1911."]
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    made = Browser(tmp_path_factory.mktemp("profile"))
    yield made
    made.driver.quit()


def diffed(folder: Path, before: list[dict], after: list[dict], *rules: str) -> Path:
    """The page of the diff of two runs."""
    source = folder / "pages.jsonl"
    for number, rows in enumerate((before, after)):
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        words: list[object] = []
        if rules:
            (folder / "rules.yaml").write_text(rules[number], encoding="utf-8")
            words = ["--rules", folder / "rules.yaml"]
        clean(source, "-o", folder / "corpus", "-q", "--prune", *words)
    assert (
        clean("diff", folder / "corpus", "--format", "html", "-o", folder / "diff.html").status == 0
    )
    return folder / "diff.html"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("diffs")
    before = list(invented.pages(60, size=700))
    after = [
        {**one, "date": "2021-01-02"} if number % 9 == 4 else dict(one)
        for number, one in enumerate(before)
    ][:-2]
    changed = next(one for one in after if " council " in one["text"])
    changed["text"] = changed["text"].replace(" council ", " parliament ")
    rules = invented.RULES, invented.RULES + RULE
    (folder / "plain").mkdir()
    plain = diffed(folder / "plain", before, after, *rules)
    harm = hostile.HARM.replace("\x00", "")
    then = {"id": f"id {harm}", "outlet": harm, "title": harm, "text": f"{harm} then.\n\n{harm}"}
    now = {**then, "title": f"{harm} now", "text": f"{harm} now.\n\n{harm}\n\nA new line {harm}"}
    (folder / "hostile").mkdir()
    harmed = diffed(folder / "hostile", [then], [now])
    return {"plain": plain, "hostile": harmed}


@pytest.fixture
def plain(browser: Browser, pages: dict[str, Path]) -> Iterator[Browser]:
    browser.look()
    browser.show(pages["plain"])
    yield browser
    assert browser.complaints() == []


def test_hostile_pages_are_text(browser, pages):
    browser.show(pages["hostile"])
    browser.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert browser.js("return window.pwned === undefined")
    assert browser.all("script, img, iframe, object, embed, link, base, form, b") == []
    for link in browser.all("a"):
        assert link.get_attribute("href").startswith(pages["hostile"].as_uri() + "#")
    shown = browser.one("#documents").text
    assert "</script><script>window.pwned=1</script>" in shown
    assert r"\u202e" in shown
    assert "\u202e" not in pages["hostile"].read_text(encoding="utf-8")
    assert browser.complaints() == []


def test_the_policy_lets_nothing_run(browser, pages):
    browser.show(pages["plain"])
    browser.js(
        "const script = document.createElement('script'); script.textContent = 'window.pwned = 1';"
        "document.body.append(script);"
        "const image = new Image(); image.src = 'https://example.org/a.png';"
        "document.body.append(image); document.body.setAttribute('style', 'color: red');"
    )
    assert browser.js("return window.pwned === undefined")
    told = " ".join(browser.complaints())
    assert "script-src" in told
    assert "style-src" in told


def test_alarms_come_first_and_lead_to_their_documents(plain):
    assert [one.text.split("\n")[0] for one in plain.all("section > h2")][:3] == [
        "Alarms", "Decisions", "Documents",
    ]  # fmt: skip
    assert plain.one("#alarms h3").text.startswith("The date changed")
    link = plain.one("#alarms li a")
    name = link.text
    link.click()
    fold = plain.js("return document.querySelector(':target').closest('details')")
    assert plain.js("return arguments[0].open", fold)
    assert name in fold.text
    assert "2021-01-02" in fold.text
    assert (
        plain.js("return arguments[0].querySelector('summary').getBoundingClientRect().top", fold)
        >= 0
    )


def test_a_decision_is_a_rule_with_its_lines(plain):
    fold = next(one for one in plain.all("#decisions details") if "/since-when" in one.text)
    assert fold.text.startswith("removed")
    assert not fold.find_element("css selector", ".entries").is_displayed()
    fold.find_element("css selector", "summary").click()
    assert fold.find_element("css selector", ".entries").is_displayed()
    assert fold.find_element("css selector", ".entries del").text == (
        "Reporting for the islands since 1911."
    )


def test_words_that_changed_are_marked_in_their_line(plain):
    line = plain.one(".line.changed")
    plain.js("arguments[0].closest('details').open = true", line)
    assert {one.text for one in line.find_elements("css selector", "del")} == {"council"}
    assert {one.text for one in line.find_elements("css selector", "ins")} == {"parliament"}


def test_keys_are_enough(plain):
    plain.press(Keys.TAB)
    assert plain.driver.switch_to.active_element.text == "Skip to the content"
    plain.press(Keys.ENTER)
    assert plain.js("return document.activeElement.id") == "content"
    for _ in range(80):
        plain.press(Keys.TAB)
        if plain.js("return document.activeElement.matches('#decisions summary')"):
            break
    assert plain.js("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    plain.press(Keys.ENTER)
    assert plain.js("return document.activeElement.parentElement.open")
    plain.press(Keys.ENTER)
    assert not plain.js("return document.activeElement.parentElement.open")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everything_can_be_read(plain, scheme, width):
    plain.look(width, 760, **{"color-scheme": scheme})
    plain.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert plain.js("return document.documentElement.scrollWidth") <= width
    assert plain.js(CONTRAST) == []


def test_nothing_is_loaded(plain):
    assert plain.js("return performance.getEntriesByType('resource').length") == 0
