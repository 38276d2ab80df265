# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""What must change nothing: the order of pages, their neighbours, the process, a crash, a missing network."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.path.peek import articles_in

from communique import pipeline
from communique.model import Article, Coded, Page
from communique.record import Record

Export = Callable[[Path], list[str]]

# A process of its own, in which whoever makes a socket, or asks for a name's address, is stopped.
OFFLINE = """
import json, socket, sys

def refuse(event, arguments):
    if event.startswith("socket."):
        raise PermissionError(f"no network: {event}")

sys.addaudithook(refuse)
for reach in (socket.socket, lambda: socket.getaddrinfo("localhost", 80)):
    try:
        reach()
    except PermissionError:
        continue
    raise SystemExit("the network is there")

from pathlib import Path
import communique

page = communique.clean(Path(sys.argv[1]).read_bytes())
print(json.dumps(communique.code(page).to_dict()))
"""


def test_neither_reversed_order_nor_single_additions_matter(tmp_path: Path, six: Sequence[str], clean: list[str], export: Export) -> None:
    with Record(tmp_path / "reversed.db") as record:
        record.add(six[::-1])
    shuffled = random.Random(20210119).sample(six, len(six))
    assert shuffled not in (six, six[::-1])
    for path in shuffled:
        with Record(tmp_path / "single.db") as record:
            assert record.add(path).coded == 1
    assert export(tmp_path / "reversed.db") == clean
    assert export(tmp_path / "single.db") == clean
    assert sum('"kind": "event"' in line for line in clean) > 1


def article_of(path: str) -> Article:
    article = pipeline.clean(Page(source="-", data=Path(path).read_bytes()))
    assert isinstance(article, Article)
    return article


@pytest.fixture(scope="module")
def alone(six: Sequence[str]) -> Any:
    """The first page as a process without a network codes it, which sees no other page before or after."""
    done = subprocess.run([sys.executable, "-c", OFFLINE, six[0]], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_page_is_coded_without_a_network(alone: Any) -> None:
    assert alone["events"]
    assert alone["statements"]


def test_neighbours_do_not_matter(alone: Any, six: Sequence[str]) -> None:
    articles = [article_of(path) for path in six]
    there = list(pipeline.code_many([*articles[1:], articles[0]]))
    back = list(pipeline.code_many(articles[::-1]))
    assert json.loads(json.dumps(there[-1].to_dict())) == alone
    by_id: Callable[[Coded], str] = lambda one: one.article.id  # noqa: E731 - a key, used twice
    assert sorted(there, key=by_id) == sorted(back, key=by_id)


def test_a_killed_build_goes_on_and_ends_in_the_same_record(tmp_path: Path, six: Sequence[str], clean: list[str], export: Export) -> None:
    killed = tmp_path / "killed.db"
    with subprocess.Popen([sys.executable, "-m", "communique", "build", *six, "--record", str(killed)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while articles_in(killed) < 2:
            assert process.poll() is None, "the build ended before it could be killed"
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    done = articles_in(killed)
    assert 0 < done < len(six)
    with Record(killed, make=False) as record:
        summary = record.add(six)
    assert (summary.known, summary.coded) == (done, len(six) - done)
    assert export(killed) == clean
