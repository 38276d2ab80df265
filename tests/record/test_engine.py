# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.engine import engine_version, run, workers_for
from communique.model import Coded, Page, Problem


def step(page: Page) -> Coded | Problem:
    """What the page says happens: sleep, die, die once, or answer with the process it ran in."""
    order, _, value = page.data.decode().partition(" ")
    if order == "sleep":
        time.sleep(float(value))
    if order == "die" or (order == "die-once" and not os.path.exists(value)):
        if value:
            with open(value, "w", encoding="utf-8"):
                pass
        os._exit(9)
    return Problem(source=page.source, reason=f"done by {os.getpid()}")


def pages(*orders: str) -> list[Page]:
    return [Page(source=str(at), data=order.encode()) for at, order in enumerate(orders)]


def test_in_process_streams_one_page_at_a_time() -> None:
    taken: list[str] = []

    def source() -> object:
        for page in pages("a", "b", "c"):
            taken.append(page.source)
            yield page

    results = run(source(), step=step)  # type: ignore[arg-type]
    next(results)
    assert taken == ["0"]
    assert [result.reason for _, result in results if isinstance(result, Problem)] == [f"done by {os.getpid()}"] * 2


def test_a_pool_keeps_the_order_and_survives_death_and_delay(tmp_path: object) -> None:
    given = pages("sleep 0.4", "a", "die", "b", f"die-once {tmp_path}/mark", "sleep 60", *"cdefgh")
    results = list(run(given, step=step, workers=2, seconds_a_page=3))
    assert [page for page, _ in results] == given
    reasons = [result.reason for _, result in results if isinstance(result, Problem)]
    assert "died twice" in reasons[2]
    assert "longer than 3 seconds" in reasons[5]
    assert all(reason.startswith("done by") and str(os.getpid()) not in reason for at, reason in enumerate(reasons) if at not in (2, 5))


def test_a_pool_reads_only_a_little_ahead() -> None:
    taken = 0

    def source() -> object:
        nonlocal taken
        for page in pages("sleep 1.5", *["x"] * 200):
            taken += 1
            yield page

    results = run(source(), step=step, workers=2)  # type: ignore[arg-type]
    next(results)
    assert 10 < taken <= 40
    results.close()  # type: ignore[attr-defined]


def test_a_page_given_a_second_go_comes_before_new_ones(tmp_path: object) -> None:
    results = list(run(pages(f"die-once {tmp_path}/mark", *["x"] * 80), step=step, workers=2))
    assert len(results) == 81
    assert [page.source for page, _ in results] == [str(at) for at in range(81)]


def test_a_script_without_its_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from communique.engine import run\nfrom communique.errors import CommuniqueError\nfrom test_engine import pages, step\n"
        "try:\n    print(list(run(pages('a', 'b'), step=step, workers=2)))\nexcept CommuniqueError as fault:\n    print('TOLD', fault)\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.stdout.startswith("TOLD the worker processes cannot begin")
    assert "__main__" in done.stdout


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (19, 1), (20, os.cpu_count() or 1)])
def test_few_pages_are_not_worth_a_pool(count: int, expected: int) -> None:
    workers, again = workers_for(pages(*["x"] * count))
    assert workers == expected
    assert len(list(again)) == count


def test_the_engine_version_is_a_digest() -> None:
    assert len(engine_version()) == 12
    assert int(engine_version(), 16) >= 0
