# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who stands behind a page: its outlet, the agencies it credits, its dateline."""

import functools
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from communique import tables
from communique.cleaning.daywords import MONTH
from communique.tables import Outlet

# SEOUL, Sept. 4 (Yonhap) -- ; BEIJING, Nov. 1, 2005 (Xinhua) -- ; Seoul (Reuters) - ; WASHINGTON — . A place in capitals, or a place and an agency.
_PLACE = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /-][A-ZÀ-Þ][\w.'’-]*){0,3}"
_DAY = rf"{MONTH} \d{{1,2}}(?: ?,? \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?"
_DATELINE = re.compile(rf"(?P<line>(?P<place>{_PLACE})(?:, ?{_PLACE}){{0,2}}(?P<day>, {{0,2}}(?:{_DAY}))?(?:,? {{0,2}}\((?P<agency>[^()]{{2,40}})\))?) ?(?:--|—|–|-|:) ?(?=\S)")
_NAMED = r"([A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,3})"
_CREDITING = re.compile(
    rf"\((?:[Vv]ia |[Ss]ource: |[Pp]hoto by |[Pp]hoto: |[Pp]hoto via )?{_NAMED}(?: photo| file photo| images?)?\)"
    rf"|(?:according to|reported by|told|citing|[Ss]ource ?:|[Vv]ia|quoted by|cited by|[Ww]ith(?: inputs? from)?|avec|carried by|©|REUTERS/|AFP/|dpa/) ?(?:the )?{_NAMED}"
    rf"|\(?[\w ]{{2,30}}/ ?{_NAMED}(?: [Pp]hoto| via .{{2,30}})?\)?$|^[—–-] ?{_NAMED}\b|^{_NAMED} [Pp]hoto\b|[(|] ?{_NAMED} [|/] ?")  # fmt: skip
_CREDITED = re.compile(rf"{_NAMED}(?: news agency)? (?:reported|reports|said in a report)\b|{_NAMED} news agency\b")

_COPYRIGHT = re.compile(
    r"(?:©|ⓒ|\([cC]\)|\b[Cc]opyright\b|\bCOPYRIGHT\b)[\s©,]*(?:\([cC]\)\s*)?(?:\d{4}(?:\s*[-–/]\s*\d{2,4})?)?[\s,.]*(?:by )?"
    r"(?P<name>(?:The |the )?[A-ZÀ-Þ][\w&'’-]*(?:\.(?=\w)[\w]*)*(?: (?:of|the|and|&|for|de|del|der)(?= [A-ZÀ-Þ])| [A-ZÀ-Þ][\w&'’-]*(?:\.(?=\w)[\w]*)*){0,5})")
_LEGAL = re.compile(r"(?:,? (?:All(?: [Rr]ights.*)?|Inc|Ltd|LLC|GmbH|AG|AS|Pty|Plc|PLC|Company|Co|Corporation|Corp|Limited|S\.A|Interactive|Holdings))+$")
_RESERVED = re.compile(r"(?:all rights|the author|policy|notice|privacy|terms|reuters / )", re.I)
_DULL = re.compile(
    r"\b(?:skip|home|menu|sign|log|search|breaking|news|latest|top|stories|share|print|subscribe|read|more"
    r"|advertisement|we|you|your|by|cookies?|privacy|press release)\b", re.I)  # fmt: skip
_TITLE_BREAK = re.compile(r"\s+[|–—»«·•~-]+\s+|\s*[|»]\s*|: ")
_CAPITAL = re.compile(r"\b[A-Z]\w*")
# Names of outlets that are also words of menus.
_IN_MENUS = frozenset("nation time independent economist trend map guardian world bild welt dawn punch vanguard abc tap app tempo kan".split())


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
    texts = (line or "", *captions, *body)
    there = _agencies().intersection(_CAPITAL.findall("\n".join(texts)))
    for words in texts if there else ():
        if any(name in words for name in there):
            for name in _credited(words):
                if (known := agency(name)) is not None:
                    found.setdefault(known.name)
    return tuple(found)


@functools.cache
def _agencies() -> frozenset[str]:
    """What agencies' names begin with, as written and in capitals: a text that has none of it credits none."""
    names = (name for outlet in tables.outlets() if outlet.kind == "agency" for name in (outlet.name, *outlet.aliases))
    first = [found[0] for name in names if (found := _CAPITAL.search(name.removeprefix("The ")))]
    return frozenset((*first, *map(str.upper, first)))


def _credited(words: str) -> Iterator[str]:
    found = [*_CREDITING.finditer(words), *(_CREDITED.finditer(words) if "report" in words or "agency" in words else ())]
    for one in sorted(found, key=lambda m: m.start()):
        parts = next(group for group in one.groups() if group).split()
        yield from (" ".join(parts[a:b]) for a in range(len(parts)) for b in range(len(parts), a, -1))


def outlet_at(url: str | None) -> Outlet | None:
    """The outlet that has this address."""
    host = urlsplit(url).hostname if url else None
    return tables.outlet_of(host=host) if host else None


def site_in(titles: Sequence[str], headline: str | None) -> str | None:
    """The site's name beside the headline in a page's title: "Headline | Section | Site", "Site: Headline"."""
    said = _squashed(headline or "")
    for title in titles:
        parts = [part.strip() for part in _TITLE_BREAK.split(title) if part.strip()]
        if len(parts) < 2 or len(said) < 8:
            continue
        if _squashed(parts[0]) in said and _is_site(parts[-1], said):
            return parts[-1]
        if _squashed(parts[-1]) in said and _is_site(parts[0], said):
            return parts[0]
    return None


def _is_site(words: str, headline: str) -> bool:
    return 1 <= len(words.split()) <= 6 and words[0].isupper() and _squashed(words) not in headline and any(map(str.isalpha, words))


def signed(first: Sequence[str], last: Sequence[str]) -> str | None:
    """The name of the outlet that the furniture of a text page shows, as the tables know it or as it is printed there.

    A copyright line's holder; a short line at the end or head of the page that begins with the name of a known outlet; the name at the very
    top, where another line has it too. A single word that menus also hold ("Nation", "Time") counts in a copyright line only.
    """
    for words in (*reversed(last), *first):
        if len(words) <= 300 and (holder := _holder(words)) is not None:
            return holder
    for words in (*reversed(last), *first):
        if len(words) <= 120 and (found := _beginning(words)) is not None:
            return found.name
    return _topmost(first, last)


def agency_in(line: str | None) -> str | None:
    """The agency or outlet that a dateline names in brackets."""
    inside = re.search(r"\(([^()]{2,40})\)", line or "")
    found = tables.outlet_of(inside[1]) if inside else None
    return found.name if found is not None else inside[1] if inside and all(w[:1].isupper() for w in inside[1].split()) else None


def _holder(words: str) -> str | None:
    """Who holds the copyright, by a line that says so."""
    found = _COPYRIGHT.search(words)
    if found is None:
        return None
    name = _LEGAL.sub("", found["name"]).strip(" .,")
    known = tables.outlet_of(name)
    return known.name if known is not None else name if len(name) > 2 and " " in name and not _RESERVED.match(name) else None


def _topmost(first: Sequence[str], last: Sequence[str]) -> str | None:
    """The name with which the page begins, if it is one and stands on the page again."""
    name = re.split(r" [|–—-] |  +", first[0], maxsplit=1)[0].strip() if first else ""
    if not (2 <= len(name.split()) <= 5 and len(name) <= 40) or any(map(str.isdigit, name)) or _DULL.search(name):
        return None
    if not all(w[:1].isupper() or w in ("of", "the", "and", "&", "del", "de", "der") for w in name.split()):
        return None
    for words in (*first[1:], *last):
        at = words.lower().find(name.lower())
        if at >= 0 and words.lower() != name.lower():
            return words[at : at + len(name)]
    return None


def _squashed(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()


def _beginning(words: str) -> Outlet | None:
    said = re.sub(r"^(?:©|\(c\)|copyright|all rights reserved)?[\s\d©|,.-]*(?:by )?", "", words, flags=re.I)
    parts = re.findall(r"[\w.&'’-]+", said)
    for n in range(min(5, len(parts)), 0, -1):
        name = re.sub(r"['’]s$", "", " ".join(parts[:n]))
        found = tables.outlet_of(name)
        if found is not None and (len(parts) <= n + 3 or parts[n - 1].endswith(("'s", "’s")) or said != words) and not (name.lower() in _IN_MENUS and said == words):
            return found
    return None
