# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Time expressions against TimeBank: F1 of overlapping spans, and of those with the right type and value, given the article's day.

The corpus is split in two by a digest of each article's id: the grammar is written with the half "tune" in sight, the half "report" decides.

    python benchmarks/times.py [--half tune|report|all] [--show]
"""

import argparse
import gzip
import hashlib
import html
import json
import os
import re
from pathlib import Path

from communique.annotation import times

TAG = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
OTHER_TAGS = re.compile(r"</?(?:EVENT|SIGNAL|MAKEINSTANCE|TLINK|SLINK|ALINK)\b[^>]*>")
Gold = tuple[int, int, str | None, str | None]


def data() -> Path:
    return Path(os.environ.get("COMMUNIQUE_DATA", "../shared/data")) / "timex" / "timebank.jsonl.gz"


def parse(tml: str) -> tuple[str, str | None, list[Gold]]:
    """A TimeML article -> its text, its creation day, its expressions as (start, end, type, value)."""
    created = re.search(r"<DCT>.*?value=\"([^\"]+)\"", tml, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", tml, re.DOTALL)
    raw = OTHER_TAGS.sub("", body[1] if body else "")
    pieces: list[str] = []
    gold: list[Gold] = []
    at = last = 0
    for match in TAG.finditer(raw):
        before, inside = (html.unescape(re.sub(r"<[^>]+>", "", part)) for part in (raw[last : match.start()], match[2]))
        attributes = dict(re.findall(r"(\w+)=\"([^\"]*)\"", match[1]))
        start, at = at + len(before), at + len(before) + len(inside)
        gold.append((start, at, attributes.get("type"), attributes.get("value")))
        pieces += [before, inside]
        last = match.end()
    pieces.append(html.unescape(re.sub(r"<[^>]+>", "", raw[last:])))
    return "".join(pieces), (created[1][:10] if created else None), gold


def half(name: str) -> str:
    return "tune" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0 else "report"


def f1(right: int, found: int, wanted: int) -> dict[str, float]:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(2 * precision * recall / ((precision + recall) or 1), 4)}


def measure(which: str, *, show: bool = False) -> dict[str, object]:
    with gzip.open(data(), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [r for r in rows if which in {"all", half(r["id"])}]
    predicted = wanted = spans = values = 0
    for row in rows:
        text, reference, gold = parse(row["tml"])
        left = times(text, reference=reference)
        predicted, wanted = predicted + len(left), wanted + len(gold)
        for start, end, kind, value in gold:
            hit = next((t for t in left if t.start < end and start < t.end), None)
            if hit:
                left.remove(hit)
                spans += 1
                values += (hit.type, hit.value) == (kind, value)
            if show and (hit is None or (hit.type, hit.value) != (kind, value)):
                around = text[max(0, start - 50) : start] + "[" + text[start:end] + "]" + text[end : end + 25]
                print("MISSED" if hit is None else f"VALUE {hit.type} {hit.value}", "| want", kind, value, "|", reference, "|", re.sub(r"\s+", " ", around))
        if show:
            for timex in left:
                around = text[max(0, timex.start - 50) : timex.start] + "[" + text[timex.start : timex.end] + "]" + text[timex.end : timex.end + 25]
                print("EXTRA", timex.type, timex.value, "|", re.sub(r"\s+", " ", around))
    return {"measure": "times", "half": which, "n": len(rows), "expressions": wanted, "span": f1(spans, predicted, wanted), "value": f1(values, predicted, wanted)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tune", "report", "all"), default="report")
    parser.add_argument("--show", action="store_true", help="list what fell short; only for the half that is tuned on")
    args = parser.parse_args()
    print(json.dumps(measure(args.half, show=args.show)))


if __name__ == "__main__":
    main()
