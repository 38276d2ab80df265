# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pages of lines with labels: web pages flattened as a crawler leaves them, and plain articles without furniture."""

import gzip
import html as entities
import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

DATA = Path(os.environ.get("COMMUNIQUE_DATA", "../shared/data"))


OWN = Path(__file__).parent / "pages"


@dataclass
class Written:
    """A page of our own: `after` is the site whose shape it follows, if it follows one, so that it is left out where that site's pages are judged."""

    name: str
    lines: list[str]
    body: list[bool]
    after: str | None


def written() -> list[Written]:
    """The pages in the folder beside this file: a line each begins with + if it is body and - if not; lines with # speak of the page."""
    out = []
    for path in sorted(OWN.glob("*.txt")):
        rows = path.read_text(encoding="utf-8").splitlines()
        lines = [row for row in rows if row[:2] in ("+ ", "- ")]
        after = next((row.split()[-1] for row in rows if row.startswith("# after ")), None)
        out.append(Written(path.stem, [row[2:] for row in lines], [row[0] == "+" for row in lines], after))
    return out


def rows(name: str) -> list[dict]:
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def flatten(page: str) -> str:
    """Every visible text of the page, a line a block, tags gone."""
    page = re.sub(r"(?is)<(script|style|noscript|template|svg|head)\b.*?</\1>", " ", page)
    page = re.sub(r"(?i)<(br|/p|/div|/li|/h[1-6]|/tr|/section|/article|/header|/footer|/nav|/ul|/td)\b[^>]*>", "\n", page)
    page = entities.unescape(re.sub(r"<[^>]+>", " ", page))
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in page.splitlines())
    return "\n".join(line for line in lines if line)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text or "")


def grams(found: list[str], n: int) -> Counter:
    return Counter(tuple(found[i : i + n]) for i in range(len(found) - n + 1))


def label(lines: list[str], gold: str) -> list[bool]:
    """A line is body if most of its words stand in the body in the same order; a short one only among other body lines."""
    body = words(gold)
    fours, all_of = grams(body, 4), " " + " ".join(body) + " "
    out = []
    for line in lines:
        found = words(line)
        if len(found) >= 6:
            mine = grams(found, 4)
            out.append(sum(1 for g in mine if g in fours) >= 0.5 * len(mine))
        else:
            out.append(bool(found) and f" {' '.join(found)} " in all_of)
    sure = [i for i, (line, b) in enumerate(zip(lines, out, strict=True)) if b and len(words(line)) >= 6]
    low, high = (sure[0], sure[-1]) if sure else (0, len(lines))
    return [b and (len(words(line)) >= 6 or low <= i <= high) for i, (line, b) in enumerate(zip(lines, out, strict=True))]
