# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The pages in a browser: found and read by keyboard alone, at a telephone's width and a desk's, without script."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from communique.views.web import make_app

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "docs" / "screenshots"
USUAL, TALLEST = 680, 1150  # pixels of a picture's height
LISTS = ("/timeline", "/storylines", "/ledger", "/actors", "/articles", "/search?q=cruises", "/problems", "/nowhere")
CI = bool(os.environ.get("CI"))

pytestmark = pytest.mark.skipif(not CI and not Path(CHROMIUM).exists(), reason="there is no chromium here; install it with: make system")


@pytest.fixture(scope="module")
def served(kept: Callable[[str], Path]) -> Iterator[Callable[[str], str]]:
    """A running server for a world's record: its address."""
    running: dict[str, tuple[uvicorn.Server, threading.Thread, str]] = {}

    def start(name: str) -> str:
        if name not in running:
            server = uvicorn.Server(uvicorn.Config(make_app(kept(name)), host="127.0.0.1", port=0, log_level="error", lifespan="off"))
            thread = threading.Thread(target=server.run, daemon=True)
            thread.start()
            until = time.monotonic() + 20
            while not server.started and time.monotonic() < until:
                time.sleep(0.02)
            port = server.servers[0].sockets[0].getsockname()[1]
            running[name] = server, thread, f"http://127.0.0.1:{port}"
        return running[name][2]

    yield start
    for server, thread, _ in running.values():
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


def opened(browser: Browser, width: int, *, dark: bool = False, script: bool = False) -> Page:
    """A page without script: nothing here may need it."""
    return browser.new_context(viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light", java_script_enabled=script).new_page()


def step_to(page: Page, text: str, *, most: int = 120) -> None:
    """Moves with the Tab key until what has the focus shows the text."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and text in (focused.inner_text() or ""):
            return
    raise AssertionError(f"the Tab key never came to {text!r}")


def things(page: Page, base: str, *, most: int = 5) -> list[str]:
    """Addresses of pages that tell of one thing, a few of each kind, and of a story."""
    out = []
    for listing, kind in (("timeline", "event"), ("ledger", "commitment"), ("actors", "actor"), ("articles", "article")):
        form: dict[str, Any] = page.request.get(f"{base}/{listing}.json").json()
        out += [f"/{kind}/{one['id']}" for one in form["items"][:most]]
        out += [turn["address"] for one in form["items"] for turn in one.get("turns", ())][:1]
    return out


def test_from_the_timeline_to_the_characters_by_keyboard_alone(browser: Browser, served: Callable[[str], str]) -> None:
    page = opened(browser, 1400)
    page.goto(served("call"))
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    step_to(page, "Edda Brimdal")
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/**")
    assert page.locator("table.compare tr.shared").inner_text().count("cruises") >= 2
    step_to(page, "Three joint cruises were agreed")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**#at")
    marked = page.locator("mark:target")
    assert marked.inner_text() == "Three joint cruises were agreed"
    assert marked.is_visible()
    box = marked.bounding_box()
    assert box
    assert 0 <= box["y"] < 800
    page.context.close()


def test_filters_work_by_keyboard(browser: Browser, served: Callable[[str], str]) -> None:
    page = opened(browser, 1400)
    page.goto(served("call") + "/timeline")
    page.get_by_label("Actor", exact=True).focus()
    page.keyboard.type("Uruguay")
    page.keyboard.press("Enter")
    page.wait_for_url("**actor=Uruguay**")
    assert page.locator(".entry").count() == 1
    step_to(page, "with Uruguay")
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline")
    assert page.locator(".entry").count() == 3
    page.context.close()


def test_accounts_of_two_sides_can_be_chosen(browser: Browser, served: Callable[[str], str]) -> None:
    page = opened(browser, 1400)
    page.goto(served("call") + "/timeline?mode=phone")
    page.locator(".head .go").first.click()
    assert page.locator("table.compare thead th").count() == 3
    page.get_by_label("Skerry Wire").uncheck()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**side=ISL&side=URY**")
    assert page.locator("table.compare thead th").count() == 2
    page.context.close()


@pytest.mark.parametrize("by", ["focus", "hover"])
def test_an_annotation_explains_itself(browser: Browser, served: Callable[[str], str], by: str) -> None:
    page = opened(browser, 360)
    page.goto(served("call") + "/search?q=quay")
    page.locator("article.report h2 a").first.click()
    note = page.locator("a.n.commitment").first
    tip = page.locator(f"#{note.get_attribute('aria-describedby')}")
    assert not tip.is_visible()
    note.focus() if by == "focus" else note.hover()
    assert tip.is_visible()
    assert "pledge" in tip.inner_text()
    box = tip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.context.close()


def test_filters_open_on_a_telephone(browser: Browser, served: Callable[[str], str]) -> None:
    page = opened(browser, 360)
    page.goto(served("call") + "/timeline")
    assert not page.get_by_label("Outlet").is_visible()
    page.get_by_role("link", name="Filter", exact=True).click()
    assert page.get_by_label("Outlet").is_visible()
    page.context.close()


CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(e => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!box.width || e.closest('.hidden, .skip, .compare-frame') || style.position === 'fixed') return false;
    return box.right > document.documentElement.clientWidth + 1 || box.left < -1;
}).map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 60))"""


@pytest.mark.parametrize("world", ["call", "hostile"])
def test_nothing_is_wider_than_the_screen_and_no_script_of_a_page_runs(browser: Browser, served: Callable[[str], str], world: str) -> None:
    page, base = opened(browser, 360, script=True), served(world)
    dialogs: list[str] = []

    def noted(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", noted)
    for path in (*LISTS, "/search?q=promised", *things(page, base)):
        page.goto(base + path)
        for width in (360, 1400):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (path, width)
            assert not page.evaluate(CUT), (path, width)
        assert page.locator("script, svg, img, iframe, [onerror], [onload]").count() == 0, path
    assert not dialogs
    page.context.close()


def test_the_browser_finds_nothing_against_the_policy(browser: Browser, served: Callable[[str], str]) -> None:
    page, base = opened(browser, 1400, script=True), served("call")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    for path in ("/timeline", "/ledger", *things(page, base, most=1)):
        page.goto(base + path)
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).borderBottomStyle") == "solid", "the style sheet is not applied"
    assert not told
    page.context.close()


@pytest.mark.skipif(not CI and not AXE.exists(), reason="axe-core is not here; fetch it with: make -C tests/views axe")
@pytest.mark.parametrize(("width", "dark"), [(1400, False), (360, True)])
def test_no_serious_barrier(browser: Browser, served: Callable[[str], str], width: int, dark: bool) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light", bypass_csp=True)
    page, base = context.new_page(), served("call")
    source = AXE.read_text("utf-8")
    for path in (*LISTS, *things(page, base, most=2)) if not dark else ("/timeline", "/ledger", *things(page, base, most=1)):
        page.goto(base + path)
        page.evaluate(source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        bad = [(one["id"], one["nodes"][0]["html"][:160]) for one in found["violations"] if one["impact"] in ("serious", "critical")]
        assert not bad, (path, bad)
    context.close()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example pages, as the command makes it, and of one page that can't be read."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "examples" / "pages", folder / "pages")
    (folder / "pages" / "29-empty.html").write_text("<html><body></body></html>", "utf-8")
    build = [sys.executable, "-m", "communique", "build", "pages", "--metadata", str(ROOT / "examples" / "pages.csv"), "--record", "examples.db"]
    subprocess.run(build, cwd=folder, check=True, capture_output=True)
    return folder / "examples.db"


def told_best(page: Page, base: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The event on which most accounts meet, and its report with most statements in it."""
    events: list[dict[str, Any]] = page.request.get(f"{base}/timeline.json?per=500").json()["items"]
    met = max(events, key=lambda one: (sum(bool(point["also"]) for account in one["accounts"] for point in account["points"]), len(one["mentions"]), one["id"]))
    reports: list[dict[str, Any]] = page.request.get(f"{base}/event/{met['id']}.json").json()["reports"]
    return met, max(reports, key=lambda one: (one["outlet"] is not None, len(page.request.get(f"{base}/article/{one['article']}.json").json()["statements"])))


@pytest.mark.skipif(not os.environ.get("COMMUNIQUE_SCREENSHOTS"), reason="pictures are taken only when COMMUNIQUE_SCREENSHOTS is set")
def test_pictures(browser: Browser, example: Path) -> None:
    """Every kind of page over the example record; all together small enough for the repository."""
    server = uvicorn.Server(uvicorn.Config(make_app(example), host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    SHOTS.mkdir(parents=True, exist_ok=True)
    try:
        for width, dark in ((1400, False), (360, False), (1400, True)):
            page = opened(browser, width, dark=dark)
            met, report = told_best(page, base)
            moved = max(page.request.get(f"{base}/ledger.json?per=500").json()["items"], key=lambda one: (len(one["trail"]), len(one["mentions"]), one["id"]))
            someone = next(one for one in page.request.get(f"{base}/actors.json").json()["items"] if " " in one["name"] and one["country"])
            paths = {"timeline": "/timeline?background=out", "event": f"/event/{met['id']}", "ledger": "/ledger", "article": report["address"]}
            if not dark:
                paths |= {"commitment": f"/commitment/{moved['id']}", "actor": f"/actor/{someone['id']}", "search": "/search?q=promise"}
                paths |= {name: f"/{name}" for name in ("storylines", "actors", "articles", "problems")}
            for name, path in paths.items():
                page.set_viewport_size({"width": width, "height": USUAL})
                page.goto(base + path)
                height: int = page.evaluate("document.documentElement.scrollHeight")
                tall = min(height, TALLEST) if name == "event" else USUAL
                file = SHOTS / f"{name}-{width}{'-dark' if dark else ''}.png"
                page.screenshot(path=file, clip=None if "#" in path else {"x": 0, "y": 0, "width": width, "height": tall}, full_page="#" not in path)
                assert not re.search(r"\b[aepPEscC]:[0-9a-f]{12}", re.sub("Permanent address: .*", "", page.inner_text("main"))), path
                assert not page.evaluate(CUT), (path, width)
            page.context.close()
    finally:
        server.should_exit = True
        thread.join(10)
    assert sum(file.stat().st_size for file in SHOTS.glob("*.png")) < 2_700_000
