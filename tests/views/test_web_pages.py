# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What the pages show, in each of their forms."""

import csv
import html
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from view_stories import call_world

from communique.model import Coded, Disagreement, DisputedValue
from communique.record import Record
from communique.views.web import make_app
from communique.views.web.say import value

LISTS = ("timeline", "storylines", "ledger", "actors", "articles", "search?q=cruises", "problems")
LONGEST_PAGE = 150_000  # bytes


def items(client: TestClient, address: str) -> list[dict[str, Any]]:
    name, _, query = address.partition("?")
    answer = client.get(f"/{name}.json?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def rows(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text)))


def seen(client: TestClient, address: str) -> str:
    """The words that a page shows."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", re.sub(r'<span class="hidden">.*?</span>', "", answer.text))))


def links(client: TestClient, address: str) -> list[str]:
    return [html.unescape(href) for href in re.findall(r'href="([^"]+)"', client.get(address).text)]


def the_call(client: TestClient) -> str:
    return str(items(client, "timeline?mode=phone")[0]["id"])


def test_the_way_in_is_the_timeline(call: TestClient) -> None:
    assert call.get("/", follow_redirects=False).headers["location"] == "/timeline"


@pytest.mark.parametrize("name", LISTS)
def test_each_list_has_three_forms(call: TestClient, name: str) -> None:
    path, _, query = name.partition("?")
    page, form, table = (call.get(f"/{path}{ending}?{query}") for ending in ("", ".json", ".csv"))
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert form.headers["content-type"] == "application/json"
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert form.json()["total"] == len(form.json()["items"]) > 0
    assert len(list(csv.reader(io.StringIO(table.text)))) > 1
    assert f"/{path}.json" in page.text
    assert f"/{path}.csv" in page.text


def test_the_timeline_goes_by_day_and_what_has_no_day_comes_last(call: TestClient) -> None:
    shown = items(call, "timeline")
    assert [one["event_type"] for one in shown] == ["CONSULT", "COOPERATE", "AGREE"]
    assert shown[-1]["date_range"] is None
    words = seen(call, "/timeline")
    assert "4–5 March 2031" in words
    assert words.index("4–5 March 2031") < words.index("20 April 2031") < words.index("day unknown")


def test_the_timeline_names_actors_and_shows_no_raw_ids(call: TestClient) -> None:
    for address in ("/timeline", "/storylines", "/ledger", "/actors", "/articles", "/search?q=cruises"):
        assert not re.search(r"\b[aepPEsc]:[0-9a-f]{12}", seen(call, address)), address
    assert "Edda Brimdal → Tomás Olivera" in seen(call, "/timeline")


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("type=CONSULT", ["CONSULT"]),
        ("type=CONSULT&type=AGREE", ["CONSULT", "AGREE"]),
        ("mode=phone", ["CONSULT"]),
        ("actor=Edda+Brimdal", ["CONSULT", "AGREE"]),
        ("actor=Brimdal", ["CONSULT", "AGREE"]),
        ("dyad=ISL-URY", ["CONSULT", "COOPERATE", "AGREE"]),
        ("a=Iceland&b=Uruguay", ["CONSULT", "COOPERATE", "AGREE"]),
        ("a=ISL&b=KOR", []),
        ("a=KOR", []),
        ("outlet=The+Tidewater+Post", ["CONSULT"]),
        ("outlet=Skerry+Wire", ["CONSULT", "COOPERATE"]),
        ("from=2031-04", ["COOPERATE"]),
        ("to=2031-03-04", ["CONSULT"]),
        ("from=2031-03-05&to=2031-03-05", ["CONSULT"]),
        ("from=2031-03-06&to=2031-03", []),
        ("confidence=0.6", ["CONSULT", "COOPERATE"]),
        ("confidence=0.95", []),
        ("voice=attributed", ["AGREE"]),
        ("voice=outlet", ["CONSULT", "COOPERATE"]),
        ("background=out", ["CONSULT", "COOPERATE"]),
    ],
)
def test_filters_of_the_timeline(call: TestClient, query: str, types: list[str]) -> None:
    assert [one["event_type"] for one in items(call, f"timeline?{query}")] == types
    page = call.get(f"/timeline?{query}").text
    assert page.count('<li class="entry">') == len(types)


def test_a_filter_that_is_set_can_be_taken_away(call: TestClient) -> None:
    answer = call.get("/timeline?mode=phone&outlet=Skerry+Wire").text
    chips = re.findall(r'<li><a href="([^"]+)"><bdi>(.*?)</bdi>', answer[answer.index('class="chips"') :])
    assert [(html.unescape(href), text) for href, text in chips[:2]] == [("/timeline?outlet=Skerry+Wire", "mode phone"), ("/timeline?mode=phone", "reported by Skerry Wire")]


def test_a_story_is_a_filter(call: TestClient) -> None:
    story = next(href for href in links(call, f"/event/{the_call(call)}") if "storyline=" in href)
    assert "2 events" in seen(call, story)


@pytest.mark.parametrize(
    "query",
    [
        "type=PARTY",
        "voice=loud",
        "from=yesterday",
        "to=2031-13",
        "confidence=2",
        "confidence=nan",
        "page=0",
        "page=x",
        "a=Nowhereland",
        "dyad=KOR",
        "actor=Nobody+Known",
        "actor=" + "x" * 400,
    ],
)
def test_a_question_without_meaning_is_told_so(call: TestClient, query: str) -> None:
    answer = call.get(f"/timeline?{query}")
    assert answer.status_code == 400
    assert "Not understood" in answer.text
    assert "“" in answer.text


def test_an_event_folds_copies_under_the_text_they_were_taken_from(call: TestClient) -> None:
    page = call.get(f"/event/{the_call(call)}").text
    reports = page[page.index('id="reports"') :]
    assert reports.count('<article class="report">') == 3
    fold = re.search(r'<details class="copies">(.*?)</details>', reports, re.S)
    assert fold
    assert "1 copy" in fold[1]
    assert "The Tidewater Post" in fold[1]


def test_an_event_shows_accounts_side_by_side_and_pairs_what_both_tell(call: TestClient) -> None:
    page = call.get(f"/event/{the_call(call)}").text
    table = page[page.index("<table") : page.index("</table>")]
    shared = re.findall(r'<tr class="shared">(.*?)</tr>', table, re.S)
    assert len(shared) == 1
    assert "four research cruises" in shared[0]
    assert "Three joint cruises" in shared[0]
    assert re.findall(r'<th scope="col"><bdi>(.*?)</bdi>', table) == ["Iceland", "Uruguay", "Skerry Wire"]
    assert "Only <bdi>Uruguay</bdi> among these" in table
    two = call.get(f"/event/{the_call(call)}?side=ISL&side=URY").text
    assert "salted cod" in two
    assert re.findall(r'<th scope="col"><bdi>(.*?)</bdi>', two) == ["Iceland", "Uruguay"]


def test_an_event_tells_where_reports_differ_and_leads_to_them(call: TestClient) -> None:
    words = seen(call, f"/event/{the_call(call)}")
    assert "20 minutes Prime Minister's Office of Iceland" in words
    assert "30 minutes Presidency of Uruguay" in words


def test_an_event_s_reports_as_table(call: TestClient) -> None:
    told = rows(call, f"/event/{the_call(call)}.csv")
    assert {one["outlet"] for one in told} == {"Prime Minister's Office of Iceland", "Presidency of Uruguay", "Skerry Wire", "The Tidewater Post"}
    assert {one["duration"] for one in told} == {"PT20M", "PT30M", ""}


def test_every_claim_leads_to_its_characters(call: TestClient) -> None:
    """Each link into an article marks, there, exactly the words that it was given for."""
    checked = 0
    for address in ("/timeline", f"/event/{the_call(call)}", "/ledger", "/search?q=cruises"):
        for href in {href for href in links(call, address) if "?at=" in href}:
            assert href.endswith("#at")
            path, _, at = href.removesuffix("#at").partition("?at=")
            text = call.get(path + ".json").json()["article"]["text"]
            wanted = "".join(text[int(s) : int(e)] for s, e in (piece.split("-") for piece in at.split(",")))
            page = call.get(href).text
            marked = "".join(re.findall(r'<mark class="at"(?: id="at")?>(.*?)</mark>', page, re.S))
            marked = re.sub(r'<span class="tip".*?</span></span>', "", marked)
            assert html.unescape(re.sub(r"<[^>]+>", "", marked)) == wanted
            assert page.count('id="at"') == 1
            checked += 1
    assert checked > 8


def test_an_article_tells_body_from_what_was_left_out(call: TestClient) -> None:
    one = next(one for one in items(call, "articles") if one["outlet"] == "The Tidewater Post")
    page = call.get(f"/article/{one['id']}").text
    assert re.search(r'<details class="rest"><summary>\d+ characters left out</summary>', page)
    body = re.findall(r'<p class="body">(.*?)</p>', page, re.S)
    assert len(body) == 2
    assert not any("Sport" in paragraph for paragraph in body)


def test_a_fold_is_open_where_the_marked_words_lie_in_it(call: TestClient) -> None:
    one = next(one for one in items(call, "articles") if one["outlet"] == "The Tidewater Post")
    assert '<details class="rest" open>' in call.get(f"/article/{one['id']}?at=0-9").text


def test_annotations_explain_themselves_to_mouse_and_keyboard(call: TestClient) -> None:
    one = next(one for one in items(call, "articles") if one["outlet"] == "Presidency of Uruguay")
    page = call.get(f"/article/{one['id']}").text
    tips = {key: html.unescape(re.sub("<[^>]+>", " ", tip)) for key, tip in re.findall(r'role="tooltip" id="(t\d+)">(.*?)</span></span>', page, re.S)}
    assert any("Tomás Olivera, through Lucía Ferro (briefing)" in tip for tip in tips.values())
    assert any("CONSULT phone" in tip and "confidence 0.90, high" in tip for tip in tips.values())
    described = re.findall(r'<a class="n [^"]*" href="#(n-[^"]+)"( tabindex="-1")? aria-describedby="(t\d+)"', page)
    assert {key for _, _, key in described} == set(tips)
    assert any(not skipped for _, skipped, _ in described)
    assert all(f'id="{target}"' in page for target, _, _ in described)


def test_layers_can_be_hidden(call: TestClient) -> None:
    one = items(call, "articles")[0]
    assert re.search(r'class="n [^"]*actor', call.get(f"/article/{one['id']}").text)
    only = call.get(f"/article/{one['id']}?show=event").text
    assert 'class="n event' in only
    assert not re.search(r'class="n [^"]*actor', only)
    assert 'class="n ' not in call.get(f"/article/{one['id']}?show=none").text


def test_an_article_as_json_is_its_exchange_form_and_as_csv_its_spans(call: TestClient) -> None:
    one = next(one for one in items(call, "articles") if one["outlet"] == "Presidency of Uruguay")
    form = call.get(f"/article/{one['id']}.json").json()
    assert list(form) == ["article", "times", "actors", "statements", "events", "commitments", "figures"]
    told = rows(call, f"/article/{one['id']}.csv")
    assert told
    assert all(form["article"]["text"][int(row["start"]) : int(row["end"])] == row["text"] for row in told)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1),
        ("by=URY", 1),
        ("by=Tomás Olivera", 1),
        ("by=ISL", 0),
        ("to=Iceland", 1),
        ("kind=pledge", 1),
        ("kind=threat", 0),
        ("status=begun", 1),
        ("status=broken", 0),
        ("made_from=2031-04", 0),
    ],
)
def test_filters_of_the_ledger(call: TestClient, query: str, found: int) -> None:
    assert len(items(call, f"ledger?{query}")) == found


def test_a_trail_leads_to_the_event_that_moved_it(call: TestClient) -> None:
    one = items(call, "ledger")[0]
    page = call.get(f"/commitment/{one['id']}").text
    assert f'<a href="/event/{one["trail"][0]["event"]}">begun</a>' in page
    assert "the quay is opened to the ship" in page
    assert {row["row"] for row in rows(call, f"/commitment/{one['id']}.csv")} == {"report", "move"}


def test_an_actor_s_page_holds_offices_names_events_and_statements(call: TestClient) -> None:
    one = next(one for one in items(call, "actors") if one["name"] == "Edda Brimdal")
    words = seen(call, f"/actor/{one['id']}")
    for expected in (
        "Prime Minister of Iceland",
        "from 1 November 2029",
        "Prime Minister Brimdal",
        "Events 2",
        "“the two countries would run four research cruises",
        "Undertakings 1",
    ):
        assert expected in words
    form = call.get(f"/actor/{one['id']}.json").json()
    assert len(form["statements"]) == 1
    assert len(form["events"]) == 2


def test_a_story_shows_where_it_turns_and_why(call: TestClient) -> None:
    story = next(href for href in links(call, f"/event/{the_call(call)}") if href.startswith("/timeline?storyline="))
    page = call.get(story).text
    points = re.search(r'<ol class="turns".*?</ol>', page, re.S)
    assert points
    assert f'href="/event/{the_call(call)}"' in points[0]
    assert "opens: the first event that is told of it" in points[0]
    for address in ("/timeline", f"/event/{the_call(call)}"):
        assert seen(call, address).count("Turning point of Research cruises: opens: the first event that is told of it") == 1, address
    assert '<ol class="turns"' not in call.get("/timeline").text
    told = {one["event_type"]: [turn["story"] for turn in one["turns"]] for one in items(call, "timeline")}
    assert told == {"CONSULT": ["Research cruises"], "COOPERATE": [], "AGREE": []}
    assert [row["turns"] for row in rows(call, "/timeline.csv")] == ["Research cruises: opens: the first event that is told of it", "", ""]


def test_an_actor_s_page_tells_why_each_page_s_actor_is_this_one(call: TestClient) -> None:
    key = next(one["id"] for one in items(call, "actors") if one["name"] == "Edda Brimdal")
    form = call.get(f"/actor/{key}.json").json()
    assert form["pages"]
    assert {link["article"] for link in form["pages"]} <= {one["id"] for one in items(call, "articles")}
    words = seen(call, f"/actor/{key}")
    for link in form["pages"]:
        assert 0 < link["confidence"] <= 1
        assert f"{link['confidence']:.2f}" in words
        assert link["reason"] in words


def test_search_marks_words_and_names_who_said_them(call: TestClient) -> None:
    page = call.get("/search?q=cruises").text
    assert "<mark>cruises</mark>" in page
    assert "said by <bdi>Edda Brimdal</bdi>" in page
    assert len(items(call, "search?q=cruises&by=Edda+Brimdal")) == 1
    assert len(items(call, "search?q=%22joint+cruises%22")) == 1
    assert len(items(call, "search?q=zeppelin")) == 0
    assert "No article holds this" in call.get("/search?q=zeppelin").text


def test_storylines_are_listed_with_their_days_and_countries(call: TestClient) -> None:
    (story,) = items(call, "storylines")
    assert (story["title"], story["days"], story["countries"]) == ("Research cruises", ["2031-03-04", "2031-04-20"], ["ISL", "URY"])
    assert len(items(call, story["address"].removeprefix("/"))) == len(story["events"]) == 2
    words = seen(call, "/storylines")
    assert "4 March – 20 April 2031" in words
    assert "2 events" in words
    assert "Iceland, Uruguay" in words
    assert story["address"] in links(call, "/storylines")
    (row,) = rows(call, "/storylines.csv")
    assert (row["title"], row["first_day"], row["last_day"], row["events"], row["countries"]) == ("Research cruises", "2031-03-04", "2031-04-20", "2", "ISL URY")


@pytest.mark.parametrize(
    ("query", "found"),
    [("country=Iceland", 1), ("country=KOR", 0), ("title=cruis", 1), ("title=quay", 0), ("from=2031-04-21", 0), ("from=2031-04", 1), ("to=2031-03-03", 0), ("to=2031-03-04", 1)],
)
def test_filters_of_the_storylines(call: TestClient, query: str, found: int) -> None:
    assert len(items(call, f"storylines?{query}")) == found


def test_storylines_come_a_page_at_a_time_those_with_most_events_first(many: TestClient) -> None:
    first, second = (many.get(f"/storylines.json?per=1&page={page}").json() for page in (1, 2))
    assert first["pages"] == first["total"] == 3
    assert [len(one["items"][0]["events"]) for one in (first, second)] == [4, 3]
    assert "/storylines?per=1&page=2" in links(many, "/storylines?per=1")


def test_an_outlet_stands_once_beside_a_disputed_value(tmp_path: Path) -> None:
    world = call_world()
    for sheet in world.sheets:
        sheet.outlet = "Skerry Wire"
    first, second, third = (sheet.id for sheet in world.sheets[:3])
    values = (DisputedValue("PT20M", (first, second), ()), DisputedValue("PT30M", (third,), ()))
    world.events = [replace(one, disagreements=(Disagreement("duration", values),)) if one.disagreements else one for one in world.events]
    with TestClient(make_app(world.record(tmp_path / "twice.db")), base_url="http://127.0.0.1:8765") as client:
        words = seen(client, f"/event/{the_call(client)}")
    differ = words[words.index("Where the reports differ") : words.index("Accounts side by side")]
    assert differ.split("20 minutes")[1].split("30 minutes")[0].count("Skerry Wire") == 1


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("689000000 USD", "689 million USD"),
        ("28500", "28,500"),
        ("100000000000 JPY", "100 billion JPY"),
        ("450 MW", "450 MW"),
        ("PT30M", "30 minutes"),
        ("1234567", "1,234,567"),
        ("KOR", "KOR"),
    ],
)
def test_disputed_values_are_written_for_people(told: str, shown: str) -> None:
    assert value(told) == shown


def test_problems_stand_with_their_reason(call: TestClient) -> None:
    assert "broken.pdf this file is no news page reading" in seen(call, "/problems").replace("broken.pdfthis", "broken.pdf this").replace("pagereading", "page reading")


def test_former_and_shortened_ids_lead_to_the_event(call: TestClient) -> None:
    key = the_call(call)
    answer = call.get(f"/event/{key[:8]}.json", follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == f"/event/{key}.json"


def test_long_lists_are_turned_page_by_page_and_nothing_is_lost(many: TestClient) -> None:
    first = many.get("/timeline.json").json()
    assert first["pages"] > 2
    shown = [one["id"] for page in range(1, first["pages"] + 1) for one in many.get(f"/timeline.json?page={page}").json()["items"]]
    assert len(shown) == len(set(shown)) == first["total"]
    assert 'rel="next" href="/timeline?type=CONSULT&amp;page=2"' in many.get("/timeline?type=CONSULT&per=5").text.replace("&amp;per=5", "")
    assert many.get("/timeline?page=9999").status_code == 200


@pytest.mark.parametrize("name", ["timeline", "ledger", "actors", "articles", "search?q=river"])
def test_no_page_is_heavy(many: TestClient, name: str) -> None:
    assert len(many.get(f"/{name}").content) < LONGEST_PAGE
    for kind, listing in (("event", "timeline"), ("actor", "actors"), ("article", "articles"), ("commitment", "ledger")):
        key = items(many, listing)[0]["id"]
        assert len(many.get(f"/{kind}/{key}").content) < LONGEST_PAGE


def test_a_list_asks_only_for_the_articles_it_quotes(many: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    many.get("/articles")
    asked, plain = [], Record.article

    def counting(record: Record, key: str) -> Coded:
        asked.append(key)
        return plain(record, key)

    monkeypatch.setattr(Record, "article", counting)
    monkeypatch.setattr(Record, "articles", None)
    many.get("/timeline")
    assert 0 < len(asked) <= 2 * 25
    asked.clear()
    many.get("/articles")
    assert not asked


def test_what_is_added_while_the_server_runs_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "growing.db"
    world = call_world()
    everything, world.events = world.events, world.events[:1]
    world.commitments, world.storylines = [], []
    world.record(path)
    with TestClient(make_app(path), base_url="http://localhost") as client:
        assert len(items(client, "timeline")) == 1
        world.events = everything
        world.record(path, always=True)
        assert len(items(client, "timeline")) == 3
