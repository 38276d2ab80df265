# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The state that a passage is about: where it tells of 'the police' or 'five soldiers' without saying whose."""

from collections.abc import Mapping
from types import MappingProxyType

from communique import tables
from communique.actors.gazetteer import Found
from communique.actors.words import Words

NEAR = 4  # sentences away, beyond which a name tells of the passage only as one of the article's
WHOLE = 0.12  # what each name in the article adds wherever it stands
SOLE = 1.3  # how much more the first must have than the second
STORY = 0.6  # share of the article's names that a state must have to be the one that the article is about
LEAST = 3  # names of it that an article must have for that
PLACED = frozenset({"in", "near", "at", "across", "outside", "inside", "around", "from"})
DATELINE = 2.0
TAGS = frozenset({"GPE", "LOC", "FAC"})


class Home:
    """Names of states, their people, towns and regions in an article, and which state they speak for."""

    def __init__(self, words: Words, found: list[Found]) -> None:
        self.place: list[str | None] = [None] * words.count  # state of a town or region by token, where the gazetteer has nothing
        self.begins: dict[int, int] = {}  # first token of each such place -> its end
        self.marks: list[tuple[int, str, float]] = []  # sentence, state, how much the name says of where things happen
        self.words = words
        self.bodies = frozenset(hit.ref for hit in found if hit.kind == "body")
        self.apart = 0.0  # names of bodies between states
        self.signs: list[tuple[int, str, str]] = []  # token, code and kind of each name of a state, its people, towns and bodies, or of a body between states
        self.names: list[tuple[int, str]] = []  # first token and code of each state's own name
        self.apart_from_bodies = frozenset(hit.ref for hit in found if hit.kind not in ("body", "outlet"))  # states named by more than their institutions
        self.dateline = dateline(words.doc.article.dateline)
        self.issuer = issuer(words.doc.article.outlet)
        self._taken = bytearray(words.count)
        for hit in found:
            for at in range(hit.first, hit.last):
                self._taken[at] = 1
            code = tables.organisations()[hit.ref].country if hit.kind == "body" else None if hit.kind == "outlet" else hit.ref
            if hit.kind in ("name", "abbreviation"):
                self.names.append((hit.first, hit.ref))
            if code is not None and tables.country(code) is not None:
                self._mark(hit.first, hit.last, code, hit.kind)
            elif hit.kind == "outlet":
                outlet = tables.outlet_of(hit.ref)
                if outlet is not None and outlet.country:
                    self.signs.append((hit.first, outlet.country, "outlet"))
            elif code is not None:
                self.apart += 1.0
                self.signs.append((words.top(hit.first, hit.last), code, "between"))
        self._towns()
        self.named = frozenset(code for _, code, _ in self.marks)
        if self.dateline is not None:
            self.marks.append((0, self.dateline, DATELINE))
        self.total = self._weights()
        self._near: dict[int, str | None] = {}

    def _mark(self, at: int, last: int, code: str, kind: str) -> None:
        words = self.words
        prep, _ = words.governor(at)
        dateline = words.sentence[at] == 0 and words.text[at].isupper() and at < 4
        weight = DATELINE if dateline else 1.5 if prep in PLACED else 0.7 if kind == "capital" else 1.0
        self.marks.append((words.sentence[at], code, weight))
        self.signs.append((words.top(at, last), code, kind))

    def _weights(self) -> dict[str, float]:
        """What the marks so far say of each state together."""
        found: dict[str, float] = {}
        for _, code, weight in self.marks:
            found[code] = found.get(code, 0.0) + weight
        return found

    def _towns(self) -> None:
        """Towns and regions that the tagger takes for places, and regions however tagged."""
        words = self.words
        named = self._weights()
        if self.dateline is not None:
            named[self.dateline] = named.get(self.dateline, 0.0) + DATELINE
        for name in words.doc.names:
            if name.span[0] not in words.starts or not (name.label in TAGS or name.label in ("ORG", "PERSON")):
                continue
            first = last = words.starts[name.span[0]]
            while last < words.count and words.tokens[last].end <= name.span[1]:
                last += 1
            if words.low[first] == "the" and last - first > 1:
                first += 1
            if last <= first or any(self._taken[first:last]):
                continue
            code = state_of(words.shown(first, last), named)
            if code is None or (name.label not in TAGS and not self._reached(words.top(first, last))):
                continue
            self.begins[first] = last
            for at in range(first, last):
                self.place[at] = code
            self._mark(first, last, code, "town")

    def _reached(self, top: int) -> bool:
        """Whether a name that the tagger takes for a person or body stands where a place is visited."""
        prep, above = self.words.governor(top)
        return self.words.lemma[above] in ("visit", "arrive", "travel", "tour") and prep in ("", "in", "to") and self.words.role(top) in ("dobj", "pobj")

    def spoken(self, at: int) -> bool:
        """Whether a token is part of a state's, town's or body's name."""
        return bool(self._taken[at]) or self.place[at] is not None

    def near(self, at: int) -> str | None:
        """The state that the passage around a token is about; None where two are as likely, or none is named."""
        here = self.words.sentence[at]
        if here not in self._near:
            scores = {code: WHOLE * weight for code, weight in self.total.items()}
            for sentence, code, weight in self.marks:
                if abs(here - sentence) <= NEAR:
                    scores[code] += weight / (1 + abs(here - sentence) + (0.5 if sentence > here else 0.0))
            best = sorted(scores.items(), key=lambda cs: (-cs[1], cs[0]))[:2]
            self._near[here] = best[0][0] if best and (len(best) == 1 or best[0][1] >= SOLE * best[1][1]) else None
        return self._near[here]

    def story(self) -> str | None:
        """The state that the whole article is about; None where it is about several."""
        best = max(self.total, key=lambda c: (self.total[c], c), default=None)
        if best is None or self.total[best] < LEAST or self.total[best] < STORY * (sum(self.total.values()) + self.apart):
            return None
        return best


HUBS = frozenset(
    {"Geneva", "Vienna", "Brussels", "New York", "The Hague", "Strasbourg", "Nairobi", "Addis Ababa"}
)  # seats of bodies between states: a story from there is seldom about the host


def dateline(line: str | None) -> str | None:
    """The state that an article is written from, by the towns before its date; None where it is unknown, or a seat of bodies between states."""
    for part in (line or "").split("(")[0].split(","):
        name = part.strip().title()
        if name in HUBS or not name or name.split()[0] in ("United", "Jan.", "Feb."):
            return None
        code = state_of(name) or tables.country_of(name)
        if code is not None:
            return code
    return None


def state_of(name: str, near: Mapping[str, float] = MappingProxyType({})) -> str | None:
    """The state of a town or region by name as written, in a text that speaks of states with these weights."""
    region = tables.regions().get(name)
    if region is not None:
        return region[0] if region[1] == "region" else None
    city = tables.place_of(name, near)
    return city.country if city is not None else None


OFFICES = frozenset("ministry department presidency office government embassy chancellery affairs directorate cabinet secretariat chancery house palace".split())
HOSTED = frozenset({"in", "to", "at"})  # before the host of an embassy, which does not speak there
PARTS_TOO = frozenset({"Georgia"})  # names that a part of another state bears, whose offices are departments where the state's own are ministries


def issuer(outlet: str | None) -> str | None:
    """The state whose ministry, presidency or other office publishes a page, by its name; None for news outlets and bodies between states."""
    words = [w.strip(",.;:()") for w in (outlet or "").split()]
    words = words[: next((at for at, word in enumerate(words) if word in HOSTED), len(words))]
    runs = [" ".join(words[first:last]) for width in (5, 4, 3, 2, 1) for first in range(len(words)) if (last := first + width) <= len(words)]
    body = next((b for b in map(tables.body_of, runs) if b is not None), None)
    if body is not None and body.kind in ("seat", "ministry") and tables.country(body.country) is not None:
        return body.country
    if body is None and (OFFICES & {w.lower() for w in words} or words[:2] == ["President", "of"]):
        return _first_state(words)
    return None


def _first_state(words: list[str]) -> str | None:
    """The state that an office's name names first; None where it names a part of one, which has offices of its own."""
    for first in range(len(words)):
        for last in range(min(first + 5, len(words)), first, -1):
            name = " ".join(words[first:last])
            code, kind = tables.regions().get(name, (None, ""))
            if kind == "region" or (name in PARTS_TOO and words[last : last + 1] == ["Department"]):
                return None
            code = tables.country_of(name)
            if code is not None:
                return code
    return None
