# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Names that the tables hold, found in a row of words: states, bodies, outlets."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from communique import tables
from communique.actors.words import Words

# One-word names of outlets and bodies that are words of the language or other names as well: they count only where news speaks of them as such.
NEWS = frozenset("news newspaper agency daily television tv radio reported report reports quoted cited channel magazine dispatch".split())


@dataclass(frozen=True, slots=True)
class Found:
    first: int
    last: int
    kind: str  # name, abbreviation, adjective, people, capital; body; outlet
    ref: str  # ISO3, body id, outlet name


def split(name: str) -> tuple[str, ...]:
    """A name's words as `Words.key` has them."""
    return tuple(w for part in name.replace("'s", " 's").replace("’s", " 's").replace("-", " ").split() for w in (("s",) if part == "'s" else (tables.key(part),)) if w)


@functools.cache
def _trie() -> Mapping[str, tuple[tuple[tuple[str, ...], str, str, str], ...]]:
    """First word -> (words, form as written, kind, ref), the longest first; bodies before countries, and these before outlets."""
    rows: dict[str, list[tuple[tuple[str, ...], str, str, str]]] = {}

    def put(form: str, kind: str, ref: str) -> None:
        words = split(form.removeprefix("the ").removeprefix("The ") if form not in ("the North", "the South", "the Kingdom", "The Hague") else form)
        if words:
            rows.setdefault(words[0], []).append((words, form, kind, ref))

    for body in tables.organisations().values():
        if body.kind == "company":
            continue
        for form in (body.name, *body.aliases):
            if not (body.id.startswith("PHX.") and " " not in form and not form.isupper()):
                put(form, "body", body.id)
    for form, (iso3, kind) in tables.names_of_countries().items():
        put(form, kind, iso3)
    for outlet in tables.outlets():
        for form in (outlet.name.split(" (")[0], *outlet.aliases):
            put(form, "outlet", outlet.name)
    return MappingProxyType({first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in rows.items()})


def scan(words: Words) -> Iterator[Found]:
    """Every longest name of the tables in the text, from the left, none overlapping."""
    trie = _trie()
    keys, count = words.key, words.count
    at = 0
    while at < count:
        entries = trie.get(keys[at])
        hit = None
        if entries:
            for form_words, form, kind, ref in entries:
                end = match(words, at, form_words)
                if end and _written(words, at, end, form, kind):
                    hit = Found(at, end, kind, ref)
                    break
        if hit is None:
            at += 1
            continue
        if not _other(words, hit):
            yield hit
        at = hit.last


MONEY = frozenset("dollar yen yuan won peso pound euro rupee ruble rouble franc".split())
PARTS = frozenset({"south", "latin", "north", "central", "ibero", "african", "afro", "asian", "hispanic"})  # before 'America': a continent, or Americans of some descent
PREFIXES = frozenset({"anti", "pro", "non", "post", "pre", "ibero", "african", "afro", "asian"})
# Names of organs that other bodies have as well.
ORGANS = frozenset({"general assembly", "security council", "secretariat", "human rights council", "standing committee", "central committee", "supreme court", "executive board"})


def _other(words: Words, hit: Found) -> bool:
    """Whether a form found is part of something else: 'anti-Syrian', 'US dollars', 'South America', 'African-American', 'English' as a language, an organ of another body."""
    before = words.low[hit.first - 1] if hit.first else ""
    after = hit.last < words.count and words.lemma[hit.last]
    if (before == "-" and hit.first > 1 and words.low[hit.first - 2] in PREFIXES) or (before[-1:] == "-" and before[:-1] in PREFIXES):
        return True
    if hit.kind in ("abbreviation", "adjective", "name") and after in MONEY:
        return True
    if hit.ref == "USA" and words.low[hit.first] in ("america", "american", "americas", "americans") and (before in PARTS or before.rstrip("-") in PARTS):
        return True
    if hit.kind == "adjective" and words.low[hit.first] == "english":
        return True
    if hit.kind == "outlet" and hit.last - hit.first == 1:  # 'The Bangladesh Observer', 'National Prosecuting Authority'
        return (hit.last < words.count and words.pos[hit.last] == "PROPN" and words.low[hit.last] not in NEWS) or (
            hit.first > 0
            and words.pos[hit.first - 1] == "PROPN"
            and words.capital(hit.first - 1)
            and before != "the"
            and words.sentence[hit.first - 1] == words.sentence[hit.first]
        )
    return hit.kind == "body" and " ".join(words.low[hit.first : hit.last]) in ORGANS and hit.first > 0 and words.capital(hit.first - 1) and before not in ("un", "u.n.", "the", "")


def match(words: Words, at: int, form: tuple[str, ...]) -> int:
    """The end of a form that begins at a token, or 0. Hyphens between words are passed over."""
    keys, count = words.key, words.count
    for number, word in enumerate(form):
        if number:
            while at < count and not keys[at] and (words.low[at] in ("-", "‐", "–", "‑") or (words.low[at] == "," and len(form) > 5)):
                at += 1
        if at >= count:
            return 0
        if keys[at] == word:
            at += 1
            continue
        # "Hamid-Reza" and "N.Korea" may be one token or several
        parts = keys[at].split()
        if len(parts) > 1 and tuple(parts) == form[number:]:
            return at + 1
        return 0
    return at


def _written(words: Words, first: int, last: int, form: str, kind: str) -> bool:
    """Whether the text writes the form as a name: abbreviations with their capitals, names with one."""
    if form in ("the North", "the South", "the Kingdom"):
        return words.capital(last - 1) and not (last < words.count and (words.capital(last) or words.low[last] == "-"))
    text = words.shown(first, last)
    letters = form.replace(".", "").replace("-", "").replace(" ", "")
    if letters.isupper() and len(letters) <= 8:
        return text.replace(".", "").replace("-", "").replace(" ", "") == letters
    if kind == "outlet" and (last - first == 1 or form in ("Foreign Affairs", "Foreign Policy", "Global Research", "Channel One", "Business Insider")):
        return words.capital(first) and _news(words, first, last)
    if not any(c.isupper() for c in form):
        return True
    if kind == "body" and last - first == 1 and form in ("Diet", "Congress", "Quad", "Wagner", "Arg", "Nation", "Welt"):
        return words.capital(first) and first > 0 and words.low[first - 1] == "the"
    if kind == "body" and last - first > 1:  # 'the Islamic Group' is a name, 'the Islamic group' none
        return all(
            words.capital(at) or len(words.text[at]) <= 3 or not form[:1].isupper() or words.low[at] not in form.lower() or words.text[at] in form for at in range(first, last)
        )
    return words.capital(first) or (words.capital(last - 1) and last - first > 1)


def _news(words: Words, first: int, last: int) -> bool:
    """Whether a one-word outlet name stands as an outlet: 'Kayhan newspaper', 'quoted by Kyodo', 'Yonhap reported'."""
    after = words.low[last : last + 3]
    before = words.low[max(0, first - 3) : first]
    return bool(
        NEWS & set(after) or {"said", "says"} & set(after[:1]) or {"by", "told", "to", "with", "newspaper", "agency", "daily", "paper", "broadcaster", "television"} & set(before)
    ) or any(
        n.label == "ORG" and words.tokens[last - 1].end == n.span[1] and n.span[0] in (words.tokens[first].start, words.tokens[max(0, first - 1)].start) for n in words.doc.names
    )
