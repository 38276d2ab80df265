# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How long the pages of a record take, and how heavy they are as HTML: each kind asked for a sample of addresses, in process.

    python benchmarks/web.py RECORD [--sample 20] [--seed 1]

The first answer reads the record's lines (`first_ms`, told apart); then each address once, in an order drawn from the seed. Aims:
a median under 100 ms and no page over 150 kB for every kind; `misses` names the kinds that fail one.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Iterator
from typing import Any

from starlette.testclient import TestClient

from communique.views.web import make_app

MEDIAN_MS, HEAVIEST_KB = 100.0, 150.0
THINGS = {"event": "timeline", "commitment": "ledger", "actor": "actors", "article": "articles"}


def timed(client: TestClient, address: str) -> tuple[float, int]:
    """Milliseconds until the whole answer is there, and its bytes."""
    begun = time.perf_counter()
    answer = client.get(address)
    spent = 1000 * (time.perf_counter() - begun)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}")
    return spent, len(answer.content)


def items(client: TestClient, listing: str) -> Iterator[dict[str, Any]]:
    """All lines of a list, page by page."""
    page = pages = 1
    while page <= pages:
        form = client.get(f"/{listing}.json?per=500&page={page}").json()
        yield from form["items"]
        page, pages = page + 1, form["pages"]


def addresses(client: TestClient, sample: int, chance: random.Random) -> dict[str, list[str]]:
    """Addresses of each kind of page: pages of lists with and without filters, things drawn at random, and the longest of each."""
    lists = {kind: list(items(client, listing)) for kind, listing in THINGS.items()}

    def drawn(found: list[str]) -> list[str]:
        return chance.sample(found, min(sample, len(found)))

    def pages(listing: str, many: int, per: int) -> list[str]:
        return drawn([f"/{listing}?page={number}" for number in range(1, -(-many // per) + 1)])

    out = {kind: drawn([f"/{kind}/{one['id']}" for one in found]) for kind, found in lists.items()}
    most = max(lists["event"], key=lambda one: len(one["mentions"]), default=None)
    if most:
        out["event"].append(f"/event/{most['id']}")
    if lists["actor"]:
        out["actor"].append(f"/actor/{lists['actor'][0]['id']}")  # the one with most events stands first
    types = sorted({one["event_type"] for one in lists["event"]})
    out["timeline"] = pages("timeline", len(lists["event"]), 25) + [f"/timeline?type={kind}&per=60" for kind in types]
    out["ledger"] = pages("ledger", len(lists["commitment"]), 25) + [f"/ledger?kind={kind}&per=60" for kind in sorted({one["commitment_kind"] for one in lists["commitment"]})]
    out["actors"] = pages("actors", len(lists["actor"]), 50)
    out["articles"] = pages("articles", len(lists["article"]), 50)
    words = sorted({word for one in lists["event"] if one["evidence"] for word in one["evidence"]["text"].lower().split() if word.isalpha() and len(word) > 3})
    out["search"] = [f"/search?q={word}" for word in drawn(words)] + ["/search?q=president", "/search?q=%22foreign+minister%22"]
    out["problems"] = ["/problems"]
    return {kind: found for kind, found in out.items() if found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    with TestClient(make_app(args.record), base_url="http://127.0.0.1") as client:
        first, _ = timed(client, "/timeline")
        asked = addresses(client, args.sample, chance)
        order = [(kind, address) for kind, found in asked.items() for address in found]
        chance.shuffle(order)
        found: dict[str, list[tuple[float, int, str]]] = {kind: [] for kind in asked}
        for kind, address in order:
            found[kind].append((*timed(client, address), address))
        counts = {kind: client.get(f"/{listing}.json?per=1").json()["total"] for kind, listing in THINGS.items()}
    kinds = {}
    print(f"{'kind':11}{'asked':>6}{'median ms':>11}{'slowest':>9}{'median kB':>11}{'heaviest':>10}")
    for kind, told in sorted(found.items()):
        spent, sizes = [ms for ms, _, _ in told], [size / 1000 for _, size, _ in told]
        kinds[kind] = {
            "asked": len(told), "median_ms": round(statistics.median(spent), 1), "slowest_ms": round(max(spent), 1), "median_kb": round(statistics.median(sizes), 1),
            "heaviest_kb": round(max(sizes), 1), "slowest": max(told)[2],
        }  # fmt: skip
        row = kinds[kind]
        print(f"{kind:11}{row['asked']:>6}{row['median_ms']:>11}{row['slowest_ms']:>9}{row['median_kb']:>11}{row['heaviest_kb']:>10}")
    misses = sorted(kind for kind, told in found.items() if statistics.median(ms for ms, _, _ in told) >= MEDIAN_MS or max(size for _, size, _ in told) >= 1000 * HEAVIEST_KB)
    print(json.dumps({"measure": "web", "record": counts, "first_ms": round(first, 1), "kinds": kinds, "misses": misses}))


if __name__ == "__main__":
    main()
