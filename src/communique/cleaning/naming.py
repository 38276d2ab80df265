# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who stands behind a page: its outlet, the agencies it credits, its dateline."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from communique import tables
from communique.tables import Outlet

# SEOUL, Sept. 4 (Yonhap) -- ; BEIJING, Nov. 1, 2005 (Xinhua) -- ; Seoul (Reuters) - ; WASHINGTON — . A place in capitals, or a place and an agency.
_PLACE = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /-][A-ZÀ-Þ][\w.'’-]*){0,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"{_MONTH} \d{{1,2}}(?: ?,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?"
_DATELINE = re.compile(rf"(?P<line>(?P<place>{_PLACE})(?:, ?{_PLACE}){{0,2}}(?P<day>, {{0,2}}(?:{_DAY}))?(?:,? {{0,2}}\((?P<agency>[^()]{{2,40}})\))?) ?(?:--|—|–|-|:) ?(?=\S)")
_NAMED = r"([A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,3})"
_CREDITING = re.compile(
    rf"\((?:[Vv]ia |[Ss]ource: |[Pp]hoto by |[Pp]hoto: |[Pp]hoto via )?{_NAMED}(?: photo| file photo| images?)?\)"
    rf"|(?:according to|reported by|told|citing|[Ss]ource:|[Vv]ia|quoted by|cited by) (?:the )?{_NAMED}")  # fmt: skip
_CREDITED = re.compile(rf"{_NAMED}(?: news agency)? (?:reported|reports|said in a report)\b|{_NAMED} news agency\b")


def dateline(words: str) -> str | None:
    """The dateline with which a paragraph begins: a place in capitals, or a place with its day or agency; without the dash."""
    found = _DATELINE.match(words[:160])
    if not found:
        return None
    place = found["place"]
    if place.isupper() and len(place) > 2 and (found["day"] or found["agency"] or words[found.end("line") :].lstrip()[:1] in "-—–"):
        return found["line"].strip()
    return found["line"].strip() if found["agency"] and (found["day"] or agency(found["agency"])) else None


def agency(words: str) -> Outlet | None:
    """The agency of that name, if the tables know it as one."""
    found = tables.outlet_of(words.strip())
    return found if found is not None and found.kind == "agency" else None


def credits_in(line: str | None, body: Sequence[str], captions: Sequence[str]) -> tuple[str, ...]:
    """Agencies that a page names as its sources, in the order of their first place: in the dateline, the captions, the text."""
    found: dict[str, None] = {}
    for words in (line or "", *captions, *body):
        for name in _credited(words):
            if (known := agency(name)) is not None:
                found.setdefault(known.name)
    return tuple(found)


def _credited(words: str) -> Iterator[str]:
    found = [*_CREDITING.finditer(words), *(_CREDITED.finditer(words) if "report" in words or "agency" in words else ())]
    for one in sorted(found, key=lambda m: m.start()):
        parts = next(group for group in one.groups() if group).split()
        yield from (" ".join(parts[a:b]) for a in range(len(parts)) for b in range(len(parts), a, -1))


def outlet_at(url: str | None) -> Outlet | None:
    """The outlet that has this address."""
    host = urlsplit(url).hostname if url else None
    return tables.outlet_of(host=host) if host else None


def signed(first: Sequence[str], last: Sequence[str], line: str | None) -> Outlet | None:
    """The outlet that the furniture of a text page names: a short line at its end or head that begins with its name, or an agency in its dateline.

    Only a line that holds little but the name, a possessive ("Name's website") or a copyright mark counts; a page that carries
    another's copy names that other in its dateline, which counts last.
    """
    for words in (*reversed(last), *first):
        if len(words) <= 120 and (found := _beginning(words)) is not None:
            return found
    inside = re.search(r"\(([^()]{2,40})\)", line or "")
    return tables.outlet_of(inside[1]) if inside else None


def _beginning(words: str) -> Outlet | None:
    said = re.sub(r"^(?:©|\(c\)|copyright|all rights reserved)?[\s\d©|,.-]*(?:by )?", "", words, flags=re.I)
    parts = re.findall(r"[\w.&'’-]+", said)
    for n in range(min(5, len(parts)), 0, -1):
        name = re.sub(r"['’]s$", "", " ".join(parts[:n]))
        found = tables.outlet_of(name)
        if found is not None and (len(parts) <= n + 3 or parts[n - 1].endswith(("'s", "’s")) or said != words):
            return found
    return None
