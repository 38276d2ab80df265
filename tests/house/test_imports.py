# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Rooms keep to their doors: read from the imports, those inside functions included."""

import ast
from pathlib import Path

import pytest

from communique.pipeline import PATH

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "communique"
GROUND = {"model", "errors", "text", "dates", "words", "config", "kept"}
SHARED = {"tables", "weights"}
STAGES = set(PATH) - {"record", "views"}
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Modules of our own that a file imports, anywhere in it, as dotted names without the package."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "communique":
            inner = node.module.split(".")[1:]
            for alias in node.names:
                named = [*inner, alias.name]
                is_module = PACKAGE.joinpath(*named).with_suffix(".py").exists() or PACKAGE.joinpath(*named, "__init__.py").exists()
                found.add(".".join(named if is_module or not inner else inner))
        elif isinstance(node, ast.Import):
            found |= {".".join(alias.name.split(".")[1:]) for alias in node.names if alias.name.startswith("communique.")}
    return found


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_stage_room_imports_only_ground_floor_tables_and_weights(path: Path) -> None:
    here = room(path)
    allowed = {here} | GROUND | (SHARED if here in STAGES else set())
    if here in STAGES:
        assert {name.split(".")[0] for name in imported(path)} <= allowed
    elif here in GROUND | SHARED:
        assert {name.split(".")[0] for name in imported(path)} <= {here} | GROUND | SHARED


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nobody_reaches_past_a_door(path: Path) -> None:
    here = room(path)
    past = {name for name in imported(path) if "." in name and name.split(".")[0] in set(PATH) - {here} and name not in OPEN}
    assert not past, f"{path.name} reaches past a door: {past}"


# The command line prints through these; they are the doors of their rooms' halves.
OPEN = {"views.terminal", "views.exports", "views.web"}


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("spacy", {"annotation"}), ("trafilatura", {"cleaning"}), ("lxml", {"cleaning"}), ("sqlalchemy", {"record"}), ("onnxruntime", {"weights"}),
        ("tokenizers", {"weights"}), ("fastwarc", {"reading"}), ("urllib3", {"watching"}), ("protego", {"watching"}),
    ],
)
def test_a_heavy_library_is_imported_in_its_room_alone(library: str, rooms: set[str]) -> None:
    users = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if any(name.split(".")[0] == library for name in names):
                users.add(room(path))
    assert users <= rooms


# What opens a connection; the browser's views are served by a library of their own, on this machine.
NETWORK = {"socket", "ssl", "http.client", "urllib.request", "urllib3", "requests", "httpx", "ftplib"}


def test_only_watching_reaches_the_network() -> None:
    users = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = {node.module or ""} if isinstance(node, ast.ImportFrom) else {a.name for a in node.names} if isinstance(node, ast.Import) else set()
            if any(name == network or name.startswith(network + ".") for name in names for network in NETWORK):
                users.add(room(path))
    assert users == {"watching"}


def test_imports_make_no_cycle() -> None:
    modules = {".".join(p.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__").replace("__init__", ""): p for p in FILES}
    edges = {name: {m for m in imported(path) if m in modules and m != name} for name, path in modules.items()}
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, f"a cycle: {' -> '.join([*way[way.index(name) :], name])}"
        if name not in done:
            for target in sorted(edges[name]):
                walk(target, (*way, name))
            done.add(name)

    for name in sorted(edges):
        walk(name, ())
