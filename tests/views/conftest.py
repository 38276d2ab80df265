# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Records of the invented worlds, made once, and a client for each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from view_stories import big_world, call_world, hostile_world
from view_worlds import World

from communique.views.web import make_app

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The record file of a world by its name."""
    made: dict[str, Path] = {}
    worlds: dict[str, Callable[[], World]] = {"call": call_world, "hostile": hostile_world, "many": lambda: big_world(90)}

    def record(name: str) -> Path:
        if name not in made:
            made[name] = worlds[name]().record(tmp_path_factory.mktemp("web") / f"{name}.db")
        return made[name]

    return record


def _client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path), base_url=HERE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def call(kept: Callable[[str], Path]) -> Iterator[TestClient]:
    yield from _client(kept("call"))


@pytest.fixture
def hostile(kept: Callable[[str], Path]) -> Iterator[TestClient]:
    yield from _client(kept("hostile"))


@pytest.fixture
def many(kept: Callable[[str], Path]) -> Iterator[TestClient]:
    yield from _client(kept("many"))
