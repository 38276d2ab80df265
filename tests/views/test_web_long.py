# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""No page is heavier than a browser opens at once, whatever an article or an event holds; and nothing is lost for that."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from view_stories import call_world, long_world
from view_worlds import points

from communique.model import Account, DateEstimate
from communique.views.web import make_app
from communique.views.web.say import file_name

HEAVIEST = 150_000  # bytes


def client_of(world_path: Path) -> TestClient:
    return TestClient(make_app(world_path), base_url="http://127.0.0.1:8765", raise_server_exceptions=False)


def article_of(client: TestClient) -> str:
    return f"/article/{client.get('/articles.json').json()['items'][0]['id']}"


def text_of(page: str) -> str:
    """The article's characters that a page shows."""
    shown = page[page.index('id="text"') : page.index('id="findings"')].partition(">")[2].partition('<nav class="pager"')[0]
    shown = re.sub(r'<span class="tip".*?</span></span>', "", shown, flags=re.S)
    shown = re.sub(r"<summary>.*?</summary>", "", shown, flags=re.S)
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", shown)))


@pytest.mark.parametrize("paragraphs", [60, 1])
def test_a_long_article_is_shown_in_light_parts_that_hold_all_of_it(tmp_path: Path, paragraphs: int) -> None:
    with client_of(long_world(paragraphs=paragraphs).record(tmp_path / "long.db")) as client:
        path = article_of(client)
        form = client.get(path + ".json").json()
        assert len(form["article"]["text"].split()) > 5500
        assert len(form["statements"]) + len(form["events"]) + len(form["commitments"]) > 700
        first = client.get(path).text
        found = re.search(r"part 1 of (\d+)", first)
        assert found
        parts = [client.get(f"{path}?page={number}").text for number in range(1, int(found[1]) + 1)]
        assert max(len(part.encode()) for part in parts) < HEAVIEST
        assert "".join(map(text_of, parts)) == re.sub(r"\s+", "", form["article"]["text"])
        for part in parts:
            targets, ids = set(re.findall(r'class="n [^"]*" href="#([^"]+)"', part)), re.findall(r' id="([^"]+)"', part)
            assert targets <= set(ids)
            assert len(ids) == len(set(ids))
        listed = {key for part in parts for key in re.findall(r'<li id="n-([^"]+)"', part)}
        assert listed >= {one["id"] for kind in ("statements", "events", "commitments", "actors") for one in form[kind]}


def test_an_address_of_characters_opens_the_part_that_holds_them(tmp_path: Path) -> None:
    with client_of(long_world().record(tmp_path / "long.db")) as client:
        path = article_of(client)
        form = client.get(path + ".json").json()
        start, end = form["events"][-1]["evidence"][0]
        page = client.get(f"{path}?at={start}-{end}")
        marked = re.sub(r'<span class="tip".*?</span></span>', "", page.text[page.text.index('<mark class="at" id="at">') :].partition("</mark>")[0], flags=re.S)
        assert html.unescape(re.sub(r"<[^>]+>", "", marked)) == form["article"]["text"][start:end]
        assert "Marked below" in page.text
        assert "this is part 1 of" not in page.text
        turned = re.findall(r'<a href="([^"]+)"(?: aria-current="page")?><span class="hidden">Page </span>1</a>', page.text)
        assert turned == [path]
        hidden = client.get(f"{path}?page=2&show=event").text
        assert html.escape(f"{path}?show=event&page=3") in hidden


def test_an_event_of_many_reports_and_long_accounts_is_light(tmp_path: Path, kept: Callable[[str], Path]) -> None:
    del kept
    world = long_world(findings=300)
    (sheet,) = world.sheets
    world.events = []
    told = points(sheet, *[(f"matter {n} " + "of the river " * 8, sheet.body[n % 60], ["other"] if n % 2 else []) for n in range(240)])
    accounts = [Account(party, None, told[at::3]) for at, party in enumerate(("NOR", "other", "third"))]
    world.event("CONSULT", [(sheet, one.id) for one in sheet.events], [*world.actors], [*world.actors], days=("2032-05-01", "2032-05-01"), accounts=accounts)
    with client_of(world.record(tmp_path / "event.db")) as client:
        key = client.get("/timeline.json").json()["items"][0]["id"]
        page = client.get(f"/event/{key}")
        assert len(page.content) < HEAVIEST
        assert "more in this page’s JSON" in page.text
        assert "296 more passages of this page" in page.text
        assert len(client.get(f"/event/{key}.csv").text.splitlines()) == 301
        assert len(client.get(f"/event/{key}.json").json()["reports"]) == 300


@pytest.mark.parametrize("name", ["timeline", "storylines", "ledger", "actors", "articles", "search?q=sluice"])
def test_a_list_is_bounded_however_many_lines_are_asked_for(tmp_path: Path, name: str) -> None:
    path, _, query = name.partition("?")
    with client_of(long_world(findings=600).record(tmp_path / "many.db")) as client:
        page, form = client.get(f"/{path}?{query}&per=100000"), client.get(f"/{path}.json?{query}&per=100000").json()
        assert len(page.content) < HEAVIEST
        assert page.text.count('<li class="entry">') <= 60
        assert len(form["items"]) <= 500


def test_a_page_is_called_by_its_file_where_no_outlet_is_known_and_a_day_that_others_tell_is_marked(tmp_path: Path) -> None:
    world = call_world()
    for sheet in world.sheets:
        sheet.outlet = None
    world.sheets[3].day = None
    world.dates = [DateEstimate(world.sheets[3].id, ("2031-03-06", "2031-03-08"), ("two pages of the same text",))]
    with client_of(world.record(tmp_path / "files.db")) as client:
        page = client.get("/articles").text
        assert "outlet unknown" not in page
        for one in client.get("/articles.json").json()["items"]:
            assert f"<bdi>{file_name(one['source'])}</bdi>" in page
        assert page.count("estimated") == 1
        assert '6–8 March 2031 <span class="soft">estimated</span>' in page
