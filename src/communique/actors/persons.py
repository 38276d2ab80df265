# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Persons: where they are named, which names are one person, and who that is."""

import difflib
from dataclasses import replace

from communique import tables
from communique.actors import identity, titles
from communique.actors.board import Board, Entity
from communique.actors.cluster import Cluster
from communique.actors.gazetteer import Found
from communique.actors.titles import Places, TitleFound
from communique.actors.words import Words

JOINTS = frozenset("do das wa zu ter bin bint ibn al el de da di del della van von der den la le abu ben ul ur und y dos ould ap".split())
GIVEN = frozenset(
    "israel jordan chad georgia santiago victoria paris sydney malta india kenya cuba sofia lima german francis roman".split()
)  # states and capitals that people are named
# Last words of names that the tagger takes for persons.
THINGS = frozenset(
    "temple park street road square airport university college hospital school bridge river lake mountain mount island islands bay sea strait valley "
    "province district county city stadium palace hotel center centre museum award prize cup league fc club bank group company corp inc ltd times post "
    "daily news agency act plan treaty accord agreement summit forum conference committee ministry department office council commission party army brigade "
    "brigades front movement house hall tower station base games festival church mosque initiative foundation meeting agenda goals declaration senior "
    "ministerial institute fund doctrine effect crisis trophy marathon open falls region peninsula temples desert beach coast convention transcript "
    "shrine canal dam reservoir territory people capital village protocol".split()
)
# Words that follow a hyphen left open without being its second half, and words so left open: 'pro- and anti-government', 'Asia- Pacific'.
WORDS = frozenset("and or to in on of for the a an at by with from as is was said".split())
PREFIXED = frozenset({"vice-", "anti-", "pro-", "asia-", "non-", "ex-", "post-", "pre-", "multi-", "mid-"})
SMALL = frozenset("of to with the and on in for at by from".split())
SAYS = frozenset({"said", "says", "told", "added", "noted", "warned", "announced", "stressed", "wrote", "explained"})
HONORIFICS = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "madam": "f", "madame": "f", "baroness": "f", "sheikha": "f"}


def find(board: Board, found: list[Found], places: Places) -> None:
    """Person mentions onto the board; hits of the gazetteer that turn out to be parts of names are taken from `found`."""
    words = board.words
    tagged = _tagged(words)
    fulls: list[tuple[int, int]] = []
    singles: list[tuple[int, int, bool]] = []
    at = 0
    while at < words.count:
        if not words.capital(at) or (words.pos[at] in ("PUNCT", "DET", "PRON", "ADP", "NUM") and at not in tagged):
            at += 1
            continue
        first, last, sure = _name(words, places, tagged, at)
        if (
            last > first
            and words.low[first - 1 : first] == ["the"]
            and titles.phrase(words, first, kinds=titles.ANY) is None
            and not tables.persons_named(words.shown(first, last))
        ):
            first = last  # 'the Shaolin Temple'
        if last > first and (words.low[last - 1] in THINGS or (last - first == 1 and words.low[first] in titles.PASSED)):
            first = last
        if last - first > 2 and all(words.text[i].isupper() for i in range(first, last)) and SMALL & {*words.low[first:last]}:
            first = last  # a heading in capitals: 'PRESIDENT SPEAKS WITH PRIME MINISTER'
        if last > first and (titles.joined(words.low[first:last]) in tables.titles() or _place(words, board, first, last)):
            first = last  # a title without a name; a town or region
        while last - first > 1 and _calendar(words, last - 1):
            last -= 1  # 'President X Y Tuesday'
        if last - first > 1 and sum(1 for k in words.key[first:last] if k) != 1:
            fulls.append((first, last))
        elif last > first:
            singles.append((first, last, sure))
        at = max(last, at + 1)
    clusters: list[Cluster] = []
    fulls = [_bare(words, *span) for span in fulls]
    for first, last in sorted(fulls, key=lambda s: (-len(_key(words, *s)), s)):
        _join(words, places, clusters, first, last, floor=words.bounds(first)[0])
    for first, last, sure in singles:
        _attach(board, places, clusters, first, last, sure)
    for hit in [h for h in found if any(s < h.last and h.first < e for c in clusters for s, e in c.spans)]:
        found.remove(hit)
    made = [(cluster, identity.person(board, cluster)) for cluster in clusters]
    for cluster, entity in made:
        for title in cluster.titles:
            for spot in range(title.start, title.last):
                board.titled[spot] = 1
        for first, last in cluster.spans:
            board.add(first, last, "person", entity)
    for cluster, entity in made:
        _owned(board, cluster, entity)
    for cluster, entity in made:
        _alike(board, cluster, entity)


def _bare(words: Words, first: int, last: int) -> tuple[int, int]:
    """A name without what a headline or an epithet puts before it, where the tables know the rest: 'Billionaire X Y'."""
    for start in range(first + 1, last - 1):
        if (
            " " in tables.key(words.shown(start, last))
            and not tables.persons_named(words.shown(first, last))
            and any(not t.basis.startswith("Phoenix") for p in tables.persons_named(words.shown(start, last)) for t in p.terms)
        ):
            return start, last
    return first, last


def _owned(board: Board, cluster: Cluster, entity: Entity) -> None:
    """'Moon's spokesman Kang': the country of the one to whom the title belongs."""
    for title in cluster.titles:
        if title.owner is not None and entity.country is None:
            if board.words.low[title.owner] in ("his", "her"):
                board.serving.setdefault(entity, title.owner)
            mention = board.taken[title.owner]
            if mention is not None and mention.entities[0] is not entity:
                entity.country = mention.entities[0].country


def _alike(board: Board, cluster: Cluster, entity: Entity) -> None:
    """'His Bulgarian counterpart Y': the office of the one whose counterpart it is, for his own state."""
    if entity.office is not None:
        return
    for title in cluster.titles:
        if not title.words.lower().endswith("counterpart"):
            continue
        at = title.start
        sentence = board.words.bounds(at)[0]
        before = [m.entities[0] for m in board.mentions if m.kind == "person" and sentence <= m.first < at and m.entities[0] is not entity and m.entities[0].office]
        state = tables.country(entity.country or "")
        if not before or state is None:
            continue
        model = before[0]
        theirs = tables.country(model.country or "")
        if theirs is None or model.office is None:
            continue
        office = model.office.removesuffix(f" of {tables.spoken(theirs.name)}").removeprefix(f"{theirs.name} ")
        if office.startswith("former ") or any(form in office for form in (theirs.name, *theirs.adjectives, *theirs.abbreviations)):
            continue
        entity.office, entity.sector = f"{office} of {tables.spoken(state.name)}", entity.sector or model.sector
        entity.heads |= model.heads
        return


def _tagged(words: Words) -> dict[int, int]:
    """First token -> end of each name that the tagger calls a person."""
    out = {}
    for name in words.doc.names:
        if name.label == "PERSON" and name.span[0] in words.starts:
            first = last = words.starts[name.span[0]]
            while last < words.count and words.tokens[last].start < name.span[1]:
                last += 1
            out[first] = last
    return out


def _key(words: Words, first: int, last: int) -> tuple[str, ...]:
    return tuple(w for k in words.key[first:last] for w in k.split())


def _name(words: Words, places: Places, tagged: dict[int, int], at: int) -> tuple[int, int, bool]:
    """The person's name that begins at a token: its range (empty where none does), and whether the tagger says so."""
    run = _run(words, at)
    hit = places.at[at]
    for last in range(run, at + 1, -1):
        if last - at <= 7:
            known = tables.persons_named(words.shown(at, last))
            if known and (at in tagged or any(not t.basis.startswith("Phoenix") for p in known for t in p.terms) or titles.phrase(words, at, kinds=titles.ANY) is not None):
                if hit is not None and hit.kind == "body" and hit.last >= last:
                    continue
                while last - at > 2 and titled(words, at):  # an alias of the lists may begin with a title
                    at += 1
                return at + (last - at == 2 and titled(words, at)), last, True
    if hit is not None and not (at in tagged and hit.first == at and _named(hit, words, tagged[at])):
        return hit.last, hit.last, False
    end = tagged.get(at) or next((e for s, e in tagged.items() if s < at < e), 0)
    if end:
        end = min(max(end, at + 1), max(run, at + 1))
        while end < run and words.pos[end] == "PROPN" and places.at[end] is None and not titled(words, end) and not _calendar(words, end):
            end += 1
        while at < end and (_is_title(words, at, end) or (words.tokens[at].tag in ("VBG", "VBD", "VBZ", "IN") and end - at > 1)):
            at += 1
        at = _past_titles(words, at, end)
        if places.at[at] is not None if at < words.count else False:
            return at, at, False
        while end > at and not (words.capital(end - 1) and words.text[end - 1][0].isalpha()) and not (end - 2 >= at and words.low[end - 2][-1] == "-"):
            end -= 1
        while end < words.count - 1 and words.low[end] == "-" and words.tight(end) and words.tight(end + 1) and words.text[end + 1].isalpha():
            end += 2
        if end > at and ((places.at[end - 1] is not None and places.at[end - 1].kind == "body") or words.low[end - 1] in THINGS):  # type: ignore[union-attr]
            return end, end, False
        return at, end, True
    if run - at in (2, 3) and words.low[run : run + 1] and words.low[run] in SAYS and all(words.pos[i] == "PROPN" and places.at[i] is None for i in range(at, run)):
        body = any(n.label == "ORG" and n.span[1] == words.tokens[run - 1].end for n in words.doc.names)
        if not body and not any(titled(words, i) for i in range(at, run)) and words.text[run - 1].isalpha() and not words.text[run - 1].isupper():
            return at, run, True  # 'in Paris Kishore Rao said'
    if run - at in (2, 3) and words.low[at - 1 : at] and words.low[at - 1] in titles.MATTERS and words.low[at] not in titles.MATTERS:
        floor = words.bounds(at)[0]
        if all(words.pos[i] == "PROPN" and places.at[i] is None for i in range(at, run)) and titles.before(words, places, at, floor=floor) is not None:
            return at, run, True  # 'Minister for Agriculture and Fisheries X Y', whom the tagger missed
    if words.pos[at] == "PROPN" or titles.phrase(words, at, kinds=titles.ANY, limit=1) is not None:
        at = _past_titles(words, at, run)
        title = titles.phrase(words, at, kinds=titles.ANY)
        if title is not None and run > at and words.low[title[0]] != words.low[at]:
            return at, run, title[1].kind in ("honorific", "leader")
        if run - at > 1 and places.at[run - 1] is None and titles.after(words, places, run) is not None:
            return at, run, True
        if run - at in (2, 3) and places.at[run - 1] is None and words.low[run : run + 1] == [","] and titles.ahead(words, places, at, floor=words.bounds(at)[0]) is not None:
            return at, run, True  # 'its government spokesman, X Y, said'
    return at, at + 1, False


def _named(hit: Found, words: Words, end: int) -> bool:
    """Whether what the gazetteer found is part of a person's name, or a row of the old lists that is a person's: 'Jordan X', an expert listed as a body."""
    return (hit.last < end and words.low[hit.first] in GIVEN) or (
        hit.ref.startswith("PHX.") and hit.last == end and hit.last - hit.first in (2, 3) and not words.text[hit.first].isupper()
    )


def _past_titles(words: Words, first: int, last: int) -> int:
    """Where a name begins within words that may begin with titles: behind the last of them, and behind 'President-elect'."""
    at = max((spot + 1 for spot in range(first, last - 1) if titled(words, spot)), default=first)
    while at < last - 2 and words.low[at] == "-":
        at += 2
    return at


def titled(words: Words, at: int) -> bool:
    """Whether a word alone is a title."""
    return any(r.kind in titles.ANY for r in tables.titles().get(words.low[at], ()))


def _is_title(words: Words, first: int, last: int) -> bool:
    return last - first > 1 and titled(words, first)


def _run(words: Words, at: int) -> int:
    """The end of the row of capitalised words that begins at a token; particles and hyphens may stand within."""
    last = at + 1
    limit = min(words.bounds(at)[1], at + 7)
    while last < limit:
        low = words.low[last]
        if words.capital(last) and words.pos[last] not in ("PUNCT", "PRON", "DET", "NUM", "CCONJ"):
            last += 1
        elif low == "-" and words.tight(last) and last + 1 < limit and words.tight(last + 1) and words.text[last + 1].isalpha():
            last += 2
        elif words.low[last - 1][-1] == "-" and len(words.low[last - 1]) > 1 and low.isalpha() and low not in WORDS and words.low[last - 1] not in PREFIXED:
            last += 1  # 'Jae- in': a line was broken here
        elif low in JOINTS and last + 1 < limit and (words.capital(last + 1) or (words.low[last + 1] == "-" and words.tight(last + 1))):
            last += 1
        else:
            break
    return last


def _place(words: Words, board: Board, first: int, last: int) -> bool:
    """Whether a row of words that no title precedes is a town or region, and not part of a name."""
    if last - first < 2 or titles.phrase(words, first, kinds=titles.ANY) is not None or tables.persons_named(words.shown(first, last)):
        return False
    name = words.shown(first, last)
    return name in tables.regions() or (board.home.begins.get(first) == last) or tables.city_of(name, least=tables.LARGE) is not None


def _titles(words: Words, places: Places, first: int, last: int, floor: int) -> list[TitleFound]:
    front, behind = titles.before(words, places, first, floor=floor) or titles.ahead(words, places, first, floor=floor), titles.after(words, places, last)
    if front is not None and front.country is None and front.body is None and words.low[last : last + 1] == ["of"]:
        at = last + 1 + (words.low[last + 1 : last + 2] == ["the"])
        hit = places.at[at] if at < words.count else None
        if hit is not None and hit.first == at and hit.kind in ("name", "abbreviation"):
            front = replace(front, country=hit.ref)  # 'President X of Ghana'
    return [t for t in (front, behind) if t is not None]


def _join(words: Words, places: Places, clusters: list[Cluster], first: int, last: int, *, floor: int) -> None:
    """A full name joins the person it names already, or makes a new one."""
    mine = _key(words, first, last)
    known = tables.persons_named(" ".join(mine))
    if not known and any(len(w) == 1 for w in mine[1:-1]):  # 'John R. Kasich'
        known = tables.persons_named(" ".join(w for n, w in enumerate(mine) if len(w) > 1 or n in (0, len(mine) - 1)))
    home = next((c for c in clusters if _same(c, mine, known)), None)
    if home is None:
        home = Cluster(mine, words.shown(first, last), known=known)
        clusters.append(home)
    home.spans.append((first, last))
    home.forms[words.shown(first, last).replace("- ", "-")] += 1
    home.titles += _titles(words, places, first, last, floor)


def _same(cluster: Cluster, mine: tuple[str, ...], known: tuple[tables.Person, ...]) -> bool:
    """Whether a full name is a cluster's: the same words in any order, some of its words, another spelling, the tables' same person."""
    return sorted(cluster.words) == sorted(mine) or (len(mine) > 1 and set(mine) < set(cluster.words)) or _spelt(cluster.words, mine) or bool(set(known) & set(cluster.known))


def _spelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One name in two spellings: 'Rafik Hariri', 'Rafiq Hariri'."""
    return (
        len(one) == len(other) > 1
        and one[1:] == other[1:]
        and one[0] != other[0]
        and one[0][:3] == other[0][:3]
        and min(len(one[0]), len(other[0])) > 3
        and difflib.SequenceMatcher(None, one[0], other[0]).ratio() >= SPELLING
    )


SPELLING = 0.75  # 'rafik' and 'rafiq' share 0.8 of their letters, 'george' and 'gerald' 0.5


def _attach(board: Board, places: Places, clusters: list[Cluster], first: int, last: int, sure: bool) -> None:
    """A single word that names a person of the document, or one whom the tables know to hold office that day."""
    words = board.words
    word = _key(words, first, last)
    if not word:
        return
    if words.pos[first] not in ("PROPN", "NOUN", "VERB", "ADJ", "X", "INTJ") or _calendar(words, last - 1) or (places.at[first] is not None and not sure):
        return
    title = titles.before(words, places, first, floor=words.bounds(first)[0])
    proper = words.pos[first] == "PROPN" or sure or title is not None or words.low[first] not in words.small
    fits = [(c, c.singles()[word[-1]]) for c in clusters if word[-1] in c.singles()]
    if fits and proper:
        best = max(fits, key=lambda cf: _fit(words, cf[0], cf[1], title, first))
        if title is None or not _clash(best[0], title):
            best[0].spans.append((first, last))
            if title is not None:
                best[0].titles.append(title)
                best[0].gender = best[0].gender or HONORIFICS.get(tables.key(title.words))
            return
    if words.text[first].isupper() and len(words.text[first]) > 2 and (first == 0 or words.text[first - 1].isupper()) and title is None:
        return  # a headline in capitals
    if not proper:
        return
    person = identity.by_surname(
        word[-1],
        title,
        board.day,
        country=_state_before(words, places, first),
        sure=words.pos[first] == "PROPN" and (sure or words.dep[first] in ("nsubj", "nsubjpass", "poss")),
        named=board.home.apart_from_bodies,
    )
    if person is None and not (title is not None and title.kind != "spokesperson") and not (sure and words.role(words.top(first, last)) in ("nsubj", "nsubjpass", "poss")):
        return
    if person is None and title is not None and title.last != first and not sure:
        return  # 'chairman of the Senate Armed Services Committee' names nobody
    if person is None and (places.at[first] is not None or tables.city_of(words.text[first], least=tables.LARGE) is not None or not words.text[first].isalpha()):
        return
    made = Cluster(_key_of(person) if person else word, person.name if person else words.shown(first, last), [(first, last)], [title] if title else [], (person,) if person else ())
    made.gender = HONORIFICS.get(tables.key(title.words)) if title else None
    clusters.append(made)


def _calendar(words: Words, at: int) -> bool:
    """Whether a word is a month's or weekday's name, and said of time: 'President X Y Tuesday', not 'Theresa May said'."""
    return tables.key(words.text[at]) in MONTHS and (words.text[at] != "May" or at in words.dated)


MONTHS = frozenset("january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split())


def _state_before(words: Words, places: Places, at: int) -> str | None:
    """'Iran's X', 'Russia's X': the state."""
    spot = at - 2 if at > 1 and words.low[at - 1] in ("'s", "’s") else at - 1
    hit = places.at[spot] if spot >= 0 else None
    return hit.ref if hit is not None and hit.last == spot + 1 and (hit.kind == "name" or (hit.kind == "adjective" and spot == at - 1)) else None


def _key_of(person: tables.Person) -> tuple[str, ...]:
    return tuple(tables.key(person.name).split())


def _clash(cluster: Cluster, title: TitleFound) -> bool:
    """A title of another state than the person's own: two Kims."""
    mine = {t.country for t in cluster.titles if t.country} | {p.nation for p in cluster.known}
    return bool(title.country and mine and title.country not in mine and len(cluster.words) > 1 and title.kind != "honorific")


def _fit(words: Words, cluster: Cluster, how: float, title: TitleFound | None, at: int) -> float:
    """How well a single word fits a person: by title, by how near they were named last, by how often."""
    last = max((s for s, _ in cluster.spans if s < at), default=None)
    score = how + (0.0 if last is None else 2.0 / (1 + words.sentence[at] - words.sentence[last])) + 0.05 * min(len(cluster.spans), 10)
    if title is not None:
        heads = {h for t in cluster.titles for h in t.words.lower().split()} | {h for p in cluster.known for t in p.terms for h in (t.office or "").lower().split()}
        score += 1.5 if title.words.lower().split()[-1] in heads else 0.0
        score -= 3.0 if _clash(cluster, title) else 0.0
        gender = HONORIFICS.get(tables.key(title.words))
        score -= 2.0 if gender and any(p.gender and p.gender != gender for p in cluster.known) else 0.0
    return score
