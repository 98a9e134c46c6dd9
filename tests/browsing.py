"""A headless Chromium for tests, where there is one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None or DRIVER is None, reason="no chromium and chromedriver on the path"
)

__all__ = ["CONTRAST", "Browser", "By", "Keys", "needs_chromium", "webdriver"]


class Browser:
    """A headless Chromium, asked in the words of the tests."""

    def __init__(self, profile: Path) -> None:
        os.environ["SE_OFFLINE"] = "true"  # no search for a driver elsewhere
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))

    def open(self, path: Path, part: str = "") -> None:
        """Opens a report, and waits until it is drawn."""
        self.show(path, part)
        self.until("return document.body.dataset.ready === 'yes'")

    def show(self, path: Path, part: str = "") -> None:
        """Opens a file that needs no script."""
        self.driver.get("about:blank")
        self.driver.get(path.as_uri() + part)

    def look(self, width: int = 1280, height: int = 900, **media: str) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": f"prefers-{name}", "value": value} for name, value in media.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def js(self, script: str, *args):
        return self.driver.execute_script(script, *args)

    def until(self, script: str, seconds: float = 20):
        return WebDriverWait(self.driver, seconds, 0.02).until(lambda _: self.js(script))

    def one(self, selector: str):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def opened(self, id_: str) -> None:
        self.until(f"return document.body.dataset.open === {id_!r}")

    def complaints(self) -> list[str]:
        return [one["message"] for one in self.driver.get_log("browser")]


CONTRAST = """
const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
const draw = canvas.getContext('2d', {willReadFrequently: true});
function rgb(...colours) {
  draw.clearRect(0, 0, 1, 1);
  for (const colour of colours) { draw.fillStyle = colour; draw.fillRect(0, 0, 1, 1); }
  return [...draw.getImageData(0, 0, 1, 1).data].slice(0, 3);
}
function light(parts) {
  const [r, g, b] = parts.map((part) => part / 255)
    .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
}
const poor = [];
for (const node of document.querySelectorAll('main *, header *, footer *')) {
  const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  if (!own || !node.checkVisibility() || node.closest(':disabled, .unseen, option')) continue;
  const under = [];
  for (let up = node; up; up = up.parentElement) {
    under.unshift(getComputedStyle(up).backgroundColor);
  }
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper');
  const back = rgb(paper, ...under);
  const fore = light(rgb(getComputedStyle(node).color));
  const [low, high] = [fore, light(back)].sort((a, b) => a - b);
  const ratio = (high + .05) / (low + .05);
  if (ratio < 4.5) poor.push([node.className, node.textContent.slice(0, 20), ratio]);
}
return poor;
"""
"""The texts that stand out too little from what is behind them."""
