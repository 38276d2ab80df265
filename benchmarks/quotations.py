# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Quotation identity: the same words of one speaker, cut, re-punctuated, bracketed or with a word changed, told from other words. Prints one JSON object last.

    python benchmarks/quotations.py [--show]

Every line of quotations/quotations.txt stands on a page of its own, in quotation marks; paraphrases without, as the outlet's words, and in a second round with
marks, as translated anew. All pages of a round are linked at once. `identity` counts pairs of one speaker's lines that are one quotation; `across` the pairs of all speakers.
`paraphrase` and `translated`: pairs of a quotation and another wording of it that are linked. `changes_shown`: changed words shown, both rounds.
"""

import argparse
import itertools
import json
import re
from collections import defaultdict
from pathlib import Path

from communique.identity import link
from communique.model import Actor, Article, Coded, Statement
from communique.text import digest, sha256
from measure import f1

FILE = Path(__file__).parent / "quotations" / "quotations.txt"
Line = tuple[str, int, str, str]  # speaker, number of the quotation, mark, words


def read() -> list[Line]:
    lines, speaker, number = [], "", 0
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("# "):
            speaker = line[2:]
        if not line.strip() or line.startswith("# "):
            number += 1
        elif line[:2] in ("= ", "~ ", "! "):
            lines.append((speaker, number, line[0], line[2:]))
    return lines


def page(at: int, line: Line, marked: bool) -> Coded:
    """One outlet's page with one statement."""
    speaker, _, _, words = line
    said = f"“{words}”" if marked else words
    text = f"{speaker} said on day {at}: {said}"
    start = text.index(said)
    article = Article(
        id=f"a:{at:04d}{'m' if marked else 'p'}", url=None, source=str(at), outlet=f"Outlet {at}", outlet_country=None, headline=None, byline=(), dateline=None,
        published="2021-02-04",
        published_range=("2021-02-04", "2021-02-04"), published_basis=("given",), language="en", credits=(), text=text, text_sha256=sha256(text), body=((0, len(text)),),
    )  # fmt: skip
    actor = Actor(digest("p", speaker), speaker, "person", "NOR", "GOV", None, None, ((0, len(speaker)),))
    said_by = Statement(
        id=digest("s", article.id), within=None, speakers=(actor.id,), relays=(), channel=None, audience=None, source=((0, len(speaker)),), cue=(), content=((start, len(text)),),
        style="direct" if marked else "indirect", date=None,
    )  # fmt: skip
    return Coded(article, (), (actor,), (said_by,), (), (), ())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    lines = read()
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    faults: list[str] = []
    changes: set[tuple[str, str, str]] = set()
    for marked in (False, True):
        pages = {coded.article.id: (line, coded) for at, line in enumerate(lines) for coded in [page(at, line, marked or line[2] != "~")]}
        found = link([coded for _, coded in pages.values()]).quotations
        one: defaultdict[str, set[str]] = defaultdict(set)
        akin: set[frozenset[str]] = set()
        for quotation in found:
            here = {r.article for r in quotation.statements}
            for article in here:
                one[article] |= here
                akin |= {frozenset((article, other.article)) for other in quotation.paraphrases}
        for (a, (x, _)), (b, (y, _)) in itertools.combinations(pages.items(), 2):
            wanted, given = x[:2] == y[:2] and x[2] == y[2] == "=", b in one[a]
            for name in ("across", *(("identity",) if x[0] == y[0] else ())):
                counts[name][0 if wanted and given else 1 if given else 2] += bool(wanted or given)
            if wanted != given and x[0] == y[0]:
                faults.append(f"{'missed' if wanted else 'joined'}: {x[2]} {x[3]} | {y[2]} {y[3]}")
            told, linked = x[:2] == y[:2] and {x[2], y[2]} == {"=", "~"}, frozenset((a, b)) in akin
            name = "translated" if marked else "paraphrase"
            counts[name][0 if told and linked else 1 if linked else 2] += bool(told or linked)
        changes |= {(c.span.article, words(pages[c.span.article][1].article.text[slice(*c.span.span)]), words(c.instead)) for q in found for c in q.changes}
    if args.show:
        print(*faults, sep="\n")
        print(*sorted(changes), sep="\n")
    shown = {name: f1(*values) for name, values in counts.items()}
    print(json.dumps({"measure": "quotations", "lines": len(lines), **shown, "changes_shown": len(changes)}))


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    main()
