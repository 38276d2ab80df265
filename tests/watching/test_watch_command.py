# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The command from end to end, against a host of our own, with the record's small rooms."""

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.watching.server import Host, Reply
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
from record_rooms import WAY

from communique.cli import app
from communique.cli.watch import beside, seconds
from communique.errors import InputError
from communique.record import Record


@pytest.fixture
def told(host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("communique.record.record.Way", lambda: WAY)
    monkeypatch.chdir(tmp_path)
    host.feed("a", "b")
    host.replies["/a"] = Reply(b"Kings meet\nArland met Borduria on 2021-02-04.", headers={"Content-Type": "text/plain"})
    host.replies["/b"] = Reply(status=404)
    (tmp_path / "feeds.toml").write_text(f'[manners]\ndelay_seconds = 0\n[[feed]]\naddress = "{host.url("/feed.xml")}"\noutlet = "The Gazette"\n')
    return tmp_path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["watch", *arguments], env={"COMMUNIQUE_RECORD": ""})


def test_pages_come_into_the_record_once(told: Path, host: Host) -> None:
    first = run("feeds.toml", "--record", "r.db", "--allow-private", "--once")
    assert first.exit_code == 0, first.output
    assert "1 list read, 1 page fetched" in first.output
    assert "404 (Not Found)" in first.output
    second = run("feeds.toml", "--record", "r.db", "--allow-private")
    assert "0 pages fetched" in second.output
    assert host.paths() == ["/feed.xml", "/a", "/b", "/feed.xml"]
    assert [name for name in os.listdir(told) if "watched" in name] == [".r.db.watched"]
    with Record("r.db", make=False, way=WAY) as record:
        assert [event.date_range for event in record.events()] == [("2021-02-04", "2021-02-04")]
        assert record.counts()["articles"] == 1


def test_a_dry_run_shows_and_keeps_nothing(told: Path, host: Host) -> None:
    done = run("feeds.toml", "--record", "r.db", "--allow-private", "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [f"{host.url('/a')}\t2021-02-04\tStory a", f"{host.url('/b')}\t2021-02-04\tStory b"]
    assert host.paths() == ["/feed.xml"]
    assert os.listdir(told) == ["feeds.toml"]


def test_without_leave_no_private_host_is_asked(told: Path, host: Host) -> None:
    done = run("feeds.toml", "--record", "r.db")
    assert done.exit_code == 2
    assert "no public address" in re.sub(r"\s+", " ", done.output)
    assert host.asked == []
    assert told.exists()


def test_a_list_that_was_not_written_for_a_terminal_does_not_steer_it(told: Path, host: Host) -> None:
    (told / "list.csv").write_text(f'url,title\n{host.url("/a")},"Red \x1b[31malert"\n')
    assert "\x1b" not in run("list.csv", "--dry-run").stdout


def test_each_record_has_a_memory_of_its_own(tmp_path: Path) -> None:
    assert beside(str(tmp_path / "r.db"), None) == tmp_path / ".r.db.watched"
    assert beside("postgresql://me@host/r", None) == Path(".communique.watched")
    assert beside("r.db", tmp_path / "s") == tmp_path / "s"


@pytest.mark.parametrize(("text", "wanted"), [("30m", 1800), ("2h", 7200), ("1 d", 86_400)])
def test_times_are_read(text: str, wanted: float) -> None:
    assert seconds(text) == wanted


@pytest.mark.parametrize("text", ["0m", "5", "5s", "soon"])
def test_what_is_no_time_is_said_to_be_none(text: str) -> None:
    with pytest.raises(InputError, match="30m"):
        seconds(text)


def test_options_that_exclude_one_another(told: Path) -> None:
    assert told.exists()
    assert isinstance(run("feeds.toml", "--every", "1h", "--once", "-r", "r.db").exception, InputError)


def test_every_goes_on_until_it_is_stopped(told: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told.exists()
    pauses = []

    def pause(length: float) -> None:
        pauses.append(length)
        if len(pauses) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("communique.cli.watch.time.sleep", pause)
    assert run("feeds.toml", "--every", "30m", "-r", "r.db", "--allow-private").exit_code != 0
    assert pauses == [1800, 1800]
    assert host.paths().count("/feed.xml") == 2
