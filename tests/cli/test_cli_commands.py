# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
from record_rooms import WAY, code, pages_of, read

from communique import pipeline
from communique.cli import app, main
from communique.record import Record

MEETING = "Kings meet\nArland met Borduria on 2021-02-04.\nBorduria said: Arland met Borduria on 2021-02-05, with 300 troops."
PAGES = {"a.txt": MEETING, "b.txt": "Grain\nArland promised Borduria grain by 2021-05-01.", "c.txt": "Visit\nCascara met Arland on 2021-03-09.", "d.txt": "fail"}
HEAVY = ("spacy", "onnxruntime", "trafilatura", "lxml", "numpy", "sqlalchemy", "starlette", "uvicorn", "tokenizers")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("r") / "r.db"
    with Record(path, way=WAY) as record:
        record.add_pages(pages_of(PAGES))
    return str(path)


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small rooms in the places of the real ones."""
    monkeypatch.setattr("communique.record.record.Way", lambda: WAY)
    monkeypatch.setattr(pipeline, "code_page", code)
    monkeypatch.setattr(pipeline, "door", lambda room, name: lambda paths, **_: read(paths, None, None) if (room, name) == ("reading", "read") else None)


def ask(*arguments: str, record: str | None = None) -> Any:
    return CliRunner().invoke(app, list(arguments), env={"COMMUNIQUE_RECORD": record or ""}, catch_exceptions=True)


def shown(*arguments: str, record: str) -> str:
    result = ask(*arguments, record=record)
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def fails(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str, record: str = "") -> tuple[int, str]:
    """Exit status and what stands on standard error, through the console script's own door."""
    monkeypatch.setattr(sys, "argv", ["communique", *arguments])
    monkeypatch.setenv("COMMUNIQUE_RECORD", record)
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0), capsys.readouterr().err


def test_help_loads_nothing_heavy() -> None:
    for arguments in (["--help"], ["build", "--help"], ["timeline", "--help"]):
        program = f"import atexit, sys\nsys.argv = ['communique', *{arguments!r}]\natexit.register(lambda: print('LOADED', *sys.modules))\nfrom communique.cli import main\nmain()"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        loaded = set(done.stdout.rpartition("LOADED")[2].split())
        assert not loaded & set(HEAVY)
        assert "Usage: communique" in done.stdout


def test_importing_communique_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", "import sys, communique; communique.relations; print(*sys.modules)"], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & set(HEAVY)
    assert "communique.relations" in done.stdout.split()


def commands() -> list[str]:
    return sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", commands())
def test_each_command_has_help_with_examples_that_parse(command: str) -> None:
    text = ask(command, "--help").stdout
    examples = re.findall(rf"^\s+communique ({command}\b.*)$", text, re.M)
    assert examples, text
    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    for example in examples:
        words = shlex.split(example.split(" > ")[0])[1:]
        one = found
        if hasattr(found, "commands"):  # a group: its own commands have the examples
            one, words = found.commands[words[0]], words[1:]
        assert one.make_context(command, words, resilient_parsing=False).params


def test_timeline(address: str) -> None:
    text = shown("timeline", record=address)
    assert [line[:10] for line in text.splitlines() if re.match(r"\d{4}-", line)] == ["2021-02-04", "2021-02-05", "2021-03-09"]
    assert "CONSULT visit  Arland (ARL), Borduria (BOR)  0.90" in text
    assert "“Arland met Borduria on 2021-02-04”" in text
    assert "\x1b[" not in text


@pytest.mark.parametrize(
    ("options", "days"),
    [
        (["--country", "cas"], ["2021-03-09"]),
        (["--dyad", "ARL-BOR"], ["2021-02-04", "2021-02-05"]),
        (["--dyad", "BOR,CAS"], []),
        (["--type", "consult", "--to", "2021-02-04"], ["2021-02-04"]),
        (["--from", "2021-03"], ["2021-03-09"]),
        (["--voice", "attributed"], ["2021-02-05"]),
        (["--min-confidence", "0.7"], ["2021-02-04", "2021-03-09"]),
        (["--actor", "cascara"], ["2021-03-09"]),
    ],
)
def test_timeline_filters(address: str, options: list[str], days: list[str]) -> None:
    rows = [json.loads(line) for line in shown("timeline", "--json", *options, record=address).splitlines()]
    assert [row["date_range"][0] for row in rows] == days
    assert all(set(row["names"]) == {*row["actors"], *row["recipients"]} for row in rows)


def test_an_id_from_the_timeline_opens_the_event(address: str) -> None:
    key = re.findall(r"E:\w+", shown("timeline", record=address))[0]
    text = shown("event", key, record=address)
    assert "Reports (1)" in text
    assert "in the outlet's own voice" in text
    assert "~2021       a.txt" in text
    form = json.loads(shown("event", key[2:8], "--json", record=address))
    assert form["id"].startswith(key)
    assert form["reports"][0]["evidence"] == ["Arland met Borduria on 2021-02-04"]


def test_ledger_actors_search_problems(address: str) -> None:
    assert "pledge  Arland (ARL) → Borduria (BOR)  open  due 2021-05-01" in shown("ledger", "--by", "ARL", "--open", record=address)
    assert shown("ledger", "--by", "Borduria", record=address) == ""
    assert json.loads(shown("ledger", "--json", "--due-before", "2021-06", record=address))["what"] == "grain"
    assert [json.loads(line)["events"] for line in shown("actors", "--json", record=address).splitlines()] == [3, 2, 1]
    assert "“grain”" in shown("actors", "Arland", record=address)
    (arland,) = map(json.loads, shown("actors", "Arland", "--json", record=address).splitlines())
    dossier = shown("actors", "Arland", record=address)
    assert arland["pages"]
    for link in arland["pages"]:
        assert f"{link['confidence']:.2f} {link['reason']}" in dossier
    (hit,) = [json.loads(line) for line in shown("search", "troops", "--said-by", "Borduria", "--json", record=address).splitlines()]
    assert hit["passage"] == "Arland met Borduria on 2021-02-05, with 300 troops."
    assert shown("problems", record=address) == "d.txt  the page says so\n"


def test_export_is_stable_and_csv_is_a_table(address: str) -> None:
    assert shown("export", record=address) == shown("export", "--format", "jsonl", record=address)
    rows = list(csv.DictReader(io.StringIO(shown("export", "--format", "csv", record=address))))
    assert [row["first_day"] for row in rows] == ["2021-02-04", "2021-02-05", "2021-03-09"]
    assert rows[1]["voice"] == "attributed"
    assert '"text": null' in shown("export", "--no-text", record=address)


@pytest.mark.usefixtures("rooms")
def test_build_twice_then_verify_and_recode(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    record = str(tmp_path / "r.db")
    first = shown("build", str(tmp_path), "--record", record, record=record)
    assert "3 pages coded · 1 problem" in first
    assert "d.txt  the page says so" in first
    assert "0 pages coded · 4 known already · 1 of them kept as problems" in shown("build", str(tmp_path), record=record)
    assert shown("verify", record=record) == "4 pages verified, no fault\n"
    assert "0 pages coded again" in shown("recode", record=record)
    assert "3 pages coded again (1 problem): 0 events added, 0 gone, 0 changed" in shown("recode", "--all", record=record)


@pytest.mark.usefixtures("rooms")
def test_nothing_that_can_be_read_is_exit_status_2(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("fail", encoding="utf-8")
    for _ in range(2):
        assert ask("build", str(tmp_path / "d.txt"), "--record", str(tmp_path / "r.db")).exit_code == 2
    assert ask("code", str(tmp_path / "none.txt")).exit_code == 2


@pytest.mark.usefixtures("rooms")
def test_code_in_three_forms(tmp_path: Path) -> None:
    pages = [tmp_path / name for name in ("a.txt", "b.txt")]
    for page in pages:
        page.write_text(PAGES[page.name], encoding="utf-8")
    readable = ask("code", *map(str, pages)).stdout
    assert "Events (2)" in readable
    assert "according to Borduria" in readable
    assert "pledge  Arland (ARL) → Borduria (BOR)".replace(" (ARL)", "").replace(" (BOR)", "") in readable
    lines = [json.loads(line) for line in ask("code", "--format", "jsonl", *map(str, pages)).stdout.splitlines()]
    assert json.loads(ask("code", "--format", "json", *map(str, pages)).stdout) == lines
    assert [line["article"]["headline"] for line in lines] == ["Kings meet", "Grain"]
    sure = json.loads(ask("code", "--format", "jsonl", "--min-confidence", "0.7", str(pages[0])).stdout)
    assert [event["voice"] for event in sure["events"]] == ["outlet"]


def test_faults_say_the_next_step(address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, record, words in [
        (["timeline"], "", "COMMUNIQUE_RECORD"),
        (["timeline", "--record", "nowhere.db"], "", "communique build PAGES"),
        (["timeline", "--country", "Sylvania"], address, "three letters"),
        (["timeline", "--type", "MEET"], address, "CONSULT"),
        (["timeline", "--from", "soon"], address, "2021-02"),
        (["timeline", "--voice", "loud"], address, "attributed, outlet"),
        (["timeline", "--dyad", "KOR"], address, "KOR-USA"),
        (["ledger", "--status", "lost"], address, "open"),
        (["event", "zz"], address, "communique timeline"),
        (["build", "x", "--field", "body"], address, "--field text=body"),
    ]:
        status, said = fails(capsys, monkeypatch, *arguments, record=record)
        assert (status, said.count("\n")) == (1, 1), said
        assert words in said


def test_an_actor_of_another_country_is_told(address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for form in ((), ("--json",)):
        status, told = fails(capsys, monkeypatch, "actors", "Arland", "--country", "JPN", *form, record=address)
        assert status != 0
        assert "Arland is none of JPN; leave --country out" in told


def test_a_closed_pipe_is_quiet(address: str) -> None:
    program = "import sys; from communique.cli import main; main()"
    environment = {**os.environ, "COMMUNIQUE_RECORD": address}
    with subprocess.Popen([sys.executable, "-c", program, "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
