# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What the README and the demonstration tell a reader to type is what the program takes."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from communique.cli import app

ROOT = Path(__file__).resolve().parents[2]


def told() -> list[str]:
    """Commands of the README's shell blocks and of the demonstration, as a reader would type them."""
    readme, demo = (ROOT / "README.md").read_text("utf-8"), (ROOT / "tools" / "demo.py").read_text("utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", readme, re.S) for line in block.splitlines()] + demo.splitlines()
    typed = [found[1] for line in lines if (found := re.match(r"\s*communique (.+?)(?:\s{2,}\S.*)?(?:\"\"\")?$", line))]
    run = [" ".join(re.findall(r"\"([^\"]+)\"", call)) for call in re.findall(r"^    run\((.*)\)$", demo.replace("str(RECORD)", '"demo/examples.db"'), re.M)]
    return [command.replace("{RECORD}", "demo/examples.db") for command in typed + run]


def test_there_are_commands_to_try() -> None:
    assert {command.split()[0] for command in told()} >= {"code", "build", "timeline", "accounts", "ledger", "search", "verify", "serve"}


@pytest.mark.parametrize("command", told())
def test_each_command_is_one_that_the_program_takes(command: str) -> None:
    name, *words = shlex.split(command, comments=True)
    found = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    assert found.make_context(name, words, resilient_parsing=False).params
    for word in words:
        if word.startswith("examples/"):
            assert list(ROOT.glob(word)), f"{word} is not there"


def test_the_files_that_the_readme_links_to_are_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
