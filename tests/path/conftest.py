# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The example pages, walked with the real rooms and weights: coded once for all tests that only look."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from communique.model import Coded
from communique.record import Record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of all example pages."""
    path = tmp_path_factory.mktemp("built") / "examples.db"
    with Record(path) as record:
        summary = record.add(EXAMPLES / "pages", EXAMPLES / "pages.csv")
    assert summary.problems == []
    return path


@pytest.fixture(scope="session")
def coded(built: Path) -> dict[str, Coded]:
    """All example pages by file name, as the record holds them."""
    with Record(built, make=False) as record:
        found = {Path(one.article.source).name: one for one in record.articles()}
    assert set(found) == {path.name for path in (EXAMPLES / "pages").iterdir()}
    return found


@pytest.fixture(scope="session")
def six() -> list[str]:
    """Six pages that know of one another: a wire story, its copy and its update, a government's readout, and a page without a date after one with."""
    names = ("02-santiago", "04-meridian", "05-harbour", "06-meridian", "11-promise", "13-troops")
    return [str(path) for name in names for path in (EXAMPLES / "pages").glob(f"{name}*")]


@pytest.fixture(scope="session")
def export() -> Callable[[Path], list[str]]:
    """What a record holds, line by line."""

    def lines(path: Path) -> list[str]:
        with Record(path, make=False) as record:
            return [json.dumps(row, ensure_ascii=False) for row in record.export()]

    return lines


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory, six: Sequence[str], export: Callable[[Path], list[str]]) -> list[str]:
    """The export of the six pages, added in one undisturbed go."""
    path = tmp_path_factory.mktemp("clean") / "six.db"
    with Record(path) as record:
        assert record.add(six).coded == len(six) == 6
    return export(path)
