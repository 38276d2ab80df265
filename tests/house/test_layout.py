# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Sizes, doors and the drawing of the way."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from communique.pipeline import PATH

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "communique"
LONG, LONGEST = 450, 800  # lines; of the libraries that this house is modelled on, nine files in ten are below the first and none above the second
MOST_NAMES = 5  # a door: one to three verbs, a type or two


def test_no_file_is_a_tower() -> None:
    lines = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in PACKAGE.rglob("*.py")}
    assert not {name: n for name, n in lines.items() if n > LONGEST}
    assert sum(n > LONG for n in lines.values()) <= len(lines) / 10
    # The nouns stand in one file, top to bottom; nothing else has a reason to be long.
    assert {name for name, n in lines.items() if n > LONG} <= {"src/communique/model.py"}


def test_no_function_is_a_tower() -> None:
    long = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno > 80:
                long.append(f"{path.relative_to(PACKAGE)}:{node.name}")
    assert not long


@pytest.mark.parametrize("room", PATH)
def test_every_room_of_the_way_has_a_door(room: str) -> None:
    module = importlib.import_module(f"communique.{room}")
    assert module.__doc__
    assert 1 <= len(module.__all__) <= MOST_NAMES or room == "views"


def test_the_readme_draws_the_way_as_the_code_walks_it() -> None:
    drawing = re.search(r"<!-- way -->\n```\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert drawing
    assert re.findall(r"^ *(?:-> )?([a-z]+) ", drawing[1], re.M) == list(PATH)


def test_the_package_tells_the_way_in_the_same_order() -> None:
    words = re.findall(r"\w+", importlib.import_module("communique").__doc__ or "")
    assert list(dict.fromkeys(w for w in words if w in PATH)) == list(PATH)


def test_help_loads_no_model() -> None:
    heavy = ("spacy", "onnxruntime", "trafilatura", "lxml", "torch")
    probe = f"import sys; from communique.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint('LOADED', *[m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip().splitlines()[-1] == "LOADED"
