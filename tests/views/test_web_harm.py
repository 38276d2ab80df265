# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pages are hostile: their text stays text, the server only shows, and no fault tells more than it should."""

import csv
import html
import io
import json
import re
import sqlite3
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from view_stories import BIDI, LONG, NASTY

from communique.errors import RecordError
from communique.record import Record
from communique.views.web import make_app, serve
from communique.views.web.guard import host_of, loopback
from communique.views.web.reader import Reader

LISTS = ("timeline", "storylines", "ledger", "actors", "articles", "search?q=promised", "problems")
OURS = {
    "a", "article", "b", "bdi", "blockquote", "body", "button", "dd", "details", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "input", "label",
    "li", "link", "main", "mark", "meta", "nav", "ol", "optgroup", "option", "p", "section", "select", "span", "strong", "summary", "table", "tbody", "td", "th",
    "thead", "title", "tr", "ul",
}  # fmt: skip


class Elements(HTMLParser):
    """Elements and attributes of a page as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def every_page(client: TestClient) -> list[str]:
    """Addresses of all lists and of each thing that they lead to."""
    out = [f"/{name}" for name in LISTS]
    for name, kind in (("timeline", "event"), ("ledger", "commitment"), ("actors", "actor"), ("articles", "article")):
        out += [f"/{kind}/{one['id']}" for one in client.get(f"/{name}.json").json()["items"]]
    return out


def test_no_text_of_a_page_becomes_markup(hostile: TestClient) -> None:
    pages = every_page(hostile)
    assert len(pages) > 25
    for address in pages:
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        read = Elements()
        read.feed(answer.text)
        assert read.names <= OURS, (address, read.names - OURS)
        assert not {name for name in read.attributes if name.startswith("on") or name == "style"}, address
        assert all(re.match(r"(/|#|\?|https?://)", one) for one in read.addresses), [one for one in read.addresses if not re.match(r"(/|#|\?|https?://)", one)]
    assert "{{7*7}}{% raw %}" in hostile.get("/actors").text


def test_the_text_itself_is_shown(hostile: TestClient) -> None:
    one = next(one for one in hostile.get("/articles.json").json()["items"] if one["headline"] == NASTY)
    assert html.escape(NASTY, quote=False).replace('"', "&#34;") in hostile.get(f"/article/{one['id']}").text


def test_characters_that_turn_the_direction_of_text_do_not_reach_the_page_but_its_data(hostile: TestClient) -> None:
    for address in every_page(hostile):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", hostile.get(address).text), address
    assert any(BIDI in one["headline"] for one in hostile.get("/articles.json").json()["items"])


def test_a_name_without_end_is_cut_in_lists(hostile: TestClient) -> None:
    for name in LISTS[:5]:
        assert LONG not in hostile.get(f"/{name}").text, name
    assert any(one["name"].strip() == LONG for one in hostile.get("/actors.json").json()["items"])


def test_no_cell_of_a_table_is_a_formula(hostile: TestClient) -> None:
    seen = 0
    for address in every_page(hostile):
        path, _, query = address.partition("?")
        for row in csv.reader(io.StringIO(hostile.get(f"{path}.csv?{query}").text)):
            assert not [cell for cell in row if cell[:1] in ("=", "+", "@", "-", "\t", "\r")], address
            seen += sum(cell.startswith("'=HYPERLINK") for cell in row)
    assert seen > 4


@pytest.mark.parametrize(
    "address", [*(f"/{name}" for name in LISTS), "/timeline.json", "/timeline.csv", "/nowhere", "/timeline?page=x", "/static/style.css", "/static/nothing", "/"]
)
def test_every_answer_carries_the_headers(call: TestClient, address: str) -> None:
    headers = call.get(address, follow_redirects=False).headers
    policy = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert "script-src" not in policy
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize(
    "address", ["/nowhere", "/nowhere/at-all", "/event/E:000000000000", "/actor/x", "/article/a:0", "/commitment/zz", "/event/E:0.json", "/static/../serving.py", "/a/b/c/d"]
)
def test_what_is_not_there_is_told_so(call: TestClient, address: str) -> None:
    answer = call.get(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_a_fault_tells_nothing_of_itself(call: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of /home/someone")

    monkeypatch.setattr(Reader, "events_part", broken)
    for ending in ("", ".json", ".csv"):
        answer = call.get("/timeline" + ending)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_the_server_only_shows(call: TestClient, method: str) -> None:
    assert call.request(method, "/timeline").status_code == 405
    assert call.request(method, "/event/E:1").status_code == 405


def test_head_is_answered(call: TestClient) -> None:
    assert call.head("/timeline").status_code == 200


def test_looking_changes_nothing(kept: Callable[[str], Path], call: TestClient) -> None:
    def content() -> list[str]:
        with sqlite3.connect(kept("call")) as db:
            found = list(db.iterdump())
        db.close()
        return found

    before = content()
    for address in every_page(call):
        call.get(address)
    assert content() == before


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1:8765", 200), ("localhost", 200), ("[::1]:8765", 200), ("evil.example", 421), ("127.0.0.1.evil.example", 421), ("", 421)])
def test_a_foreign_name_for_this_machine_is_refused(call: TestClient, host: str, status: int) -> None:
    answer = call.get("/timeline", headers={"host": host})
    assert answer.status_code == status
    assert ("Brimdal" in answer.text) == (status == 200)


def test_another_address_answers_any_host_if_the_user_serves_it(kept: Callable[[str], Path]) -> None:
    with TestClient(make_app(kept("call"), hosts=None), base_url="http://desk.example") as client:
        assert client.get("/timeline").status_code == 200


@pytest.mark.parametrize(("host", "foreign"), [("127.0.0.1", 421), ("::1", 421), ("0.0.0.0", 200)])
def test_the_door_serves_this_machine_alone_unless_told_otherwise(kept: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, host: str, foreign: int) -> None:
    ran: list[tuple[Any, dict[str, Any]]] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **options: ran.append((app, options)))
    with Record(kept("call"), make=False) as record:
        serve(record, host=host, port=4321)
    ((app, options),) = ran
    assert (options["host"], options["port"], options["server_header"]) == (host, 4321, False)
    with TestClient(app, base_url="http://elsewhere.example") as client:
        assert client.get("/timeline").status_code == foreign


def test_which_addresses_are_this_machine() -> None:
    assert loopback("127.0.0.1")
    assert loopback("[::1]")
    assert not loopback("0.0.0.0")
    assert not loopback("192.168.0.4")
    assert host_of("[::1]:80") == "::1"
    assert host_of("LOCALHOST:80") == "localhost"


def test_no_record_is_our_fault_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="communique build"):
        make_app(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("query", ["at=5-1", "at=0-999999999", "at=x-y", "at=" + "1-2," * 2000, "at=1-2-3", "at=²-³", "show=everything", "show="])
def test_odd_marks_in_an_address_do_no_harm(call: TestClient, query: str) -> None:
    one = call.get("/articles.json").json()["items"][0]
    assert call.get(f"/article/{one['id']}?{query}").status_code == 200


def test_json_of_hostile_pages_is_json(hostile: TestClient) -> None:
    for address in every_page(hostile):
        path, _, query = address.partition("?")
        assert json.loads(hostile.get(f"{path}.json?{query}").text)
