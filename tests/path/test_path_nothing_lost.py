# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Nothing is lost: what cannot be read or coded is kept with its reason, and the run goes on."""

import importlib
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.record import Record

DOORS = [("cleaning", "clean"), ("annotation", "annotate"), ("actors", "resolve"), ("attribution", "attribute"), ("coding", "code")]
NOTHING_READ = 2


@pytest.mark.parametrize(("room", "door"), DOORS)
def test_a_room_that_fails_on_one_page_costs_that_page_alone(room: str, door: str, tmp_path: Path, six: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    real = getattr(importlib.import_module(f"communique.{room}"), door)
    calls = 0

    def failing(*given: Any, **options: Any) -> Any:
        """The second page that comes is handed to the room as nothing at all, over which the room itself stumbles."""
        nonlocal calls
        calls += 1
        return real(*(None if calls == 2 else one for one in given), **options)

    monkeypatch.setattr(f"communique.{room}.{door}", failing)
    with Record(tmp_path / "r.db") as record:
        summary = record.add(six[:3])
        assert (summary.coded, [problem.source for problem in summary.problems]) == (2, [six[1]])
        (kept,) = record.problems()
        assert kept.source == six[1]
        assert kept.reason.startswith(f"{room} failed on this page: ")
        assert {coded.article.source for coded in record.articles()} == {six[0], six[2]}
        assert all(coded.events for coded in record.articles())


# Our own words: a Korean weather page, and prose in markup that nobody closed.
KOREAN = """서울의 아침 기온은 영하로 내려갔다

기상청은 수요일 아침 서울의 기온이 영하 칠 도까지 떨어졌다고 밝혔다. 오후에는 눈이 내릴 것으로 보이며,
주말에는 날씨가 풀릴 것이라고 예보관은 말했다. 시민들은 두꺼운 옷을 입고 출근길에 나섰다.

도로가 얼어붙은 곳이 많아 운전자들은 조심해야 한다고 경찰은 당부했다.
"""
BROKEN_PROSE = """<html><body<div class="x"><h1>Ministers meet in Oslo</h1>
<p>OSLO, 3 March 2021 - Norway's foreign minister met her Swedish counterpart on Wednesday to talk about fishing.
<p>"We agreed to share the patrols," she told reporters after the meeting, which lasted an hour.</div></p></table>
<p>The Swedish minister said that his country would send two ships by the end of May.</i></b></table>"""
REASONS = {  # file -> what its reason says
    "empty.txt": "empty",
    "binary.txt": "",
    "film.mp4": "",
    "huge.txt": "larger than 20 MB",
    "korean.txt": "ko",
    "broken-empty.html": "",
    "lines.jsonl:1": "not JSON",
    "lines.jsonl:3": "not an object",
    "lines.jsonl:4": "no text",
    "dangling.txt": "no such file",
    "broken.zip": "cannot be read",
    "pipe.txt": "neither a file nor a folder",
}


def bad(folder: Path) -> Path:
    """A folder of what cannot be read."""
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + os.urandom(20_000))
    with (folder / "huge.txt").open("wb") as huge:
        for _ in range(50):
            huge.write(b"The ministers met. " * 52_632)
    (folder / "korean.txt").write_text(KOREAN, encoding="utf-8")
    (folder / "broken-empty.html").write_text("<html><body onload='x()'><div></span><p><img src=\"a.png\"></table>", encoding="utf-8")
    (folder / "lines.jsonl").write_text('{"text": "cut short\n\n[1, 2]\n{"colour": "red"}\n', encoding="utf-8")
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and then nothing of an archive")
    os.mkfifo(folder / "pipe.txt")
    return folder


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=True)


def problems(record: Path) -> dict[str, str]:
    lines = ask("problems", "--json", "--record", str(record)).stdout.splitlines()
    return {row["source"]: row["reason"] for row in map(json.loads, lines)}


def test_bad_input_is_kept_with_its_reason_and_the_rest_is_coded(tmp_path: Path, six: Sequence[str]) -> None:
    folder, record = bad(tmp_path / "bad"), tmp_path / "r.db"
    (folder / "broken.html").write_text(BROKEN_PROSE, encoding="utf-8")
    first = ask("build", str(folder), six[0], "--record", str(record))
    assert first.exit_code == 0, first.output
    assert f"2 pages coded · {len(REASONS)} problems" in first.stdout
    found = problems(record)
    assert set(found) == {str(folder / name) for name in REASONS}
    for name, words in REASONS.items():
        reason = found[str(folder / name)]
        assert words in reason
        assert len(re.findall(r"\w+", reason)) >= 3, f"{name}: {reason!r} is no sentence"
        assert "Traceback" not in reason
    with Record(record, make=False) as kept:
        assert {coded.article.source for coded in kept.articles()} == {str(folder / "broken.html"), six[0]}
        assert kept.article(str(folder / "broken.html")).article.body_text.endswith("two ships by the end of May.")
        assert all(fault is None for fault in kept.verify())
        before = list(kept.export())

    second = ask("build", str(folder), six[0], "--record", str(record))
    assert second.exit_code == 0, second.output
    assert "0 pages coded" in second.stdout
    assert problems(record) == found
    with Record(record, make=False) as kept:
        assert list(kept.export()) == before


def test_when_nothing_can_be_read_the_exit_status_says_so(tmp_path: Path) -> None:
    folder, record = bad(tmp_path / "bad"), tmp_path / "r.db"
    for _ in range(2):
        done = ask("build", str(folder), "--record", str(record))
        assert done.exit_code == NOTHING_READ, done.output
        assert "0 pages coded" in done.stdout
    assert set(problems(record)) == {str(folder / name) for name in REASONS}
    alone = ask("code", str(folder))
    assert alone.exit_code == NOTHING_READ
    assert all(str(folder / name) in alone.stderr for name in REASONS)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_a_problem(tmp_path: Path, six: Sequence[str]) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text("nobody sees this", encoding="utf-8")
    closed.chmod(0)
    try:
        done = ask("build", str(closed), six[0], "--record", str(tmp_path / "r.db"))
        assert done.exit_code == 0, done.output
        assert problems(tmp_path / "r.db") == {str(closed): "the folder cannot be read: Permission denied"}
        assert ask("build", str(closed), "--record", str(tmp_path / "s.db")).exit_code == NOTHING_READ
    finally:
        closed.chmod(0o700)
