# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Of which state, or body between states, is somebody whom the text names without one? A learnt choice among those that the article speaks of, and none."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from communique import tables
from communique.actors import learned
from communique.actors.board import Board, Mention
from communique.actors.saying import sayer, sayers
from communique.actors.signs import Sign, Signs
from communique.actors.spelling import spelling

TIE, OPEN = 0.5, 0.95  # below that likelihood the state is left open where another option has nearly as much
WIDEST = 7  # states, named most, of which two are chosen
FAR = 4  # sentences away, beyond which distance says no more
CLASSES = {"MIL": "force", "COP": "force", "REB": "rebel", "CRM": "rebel", "UAF": "rebel", "GOV": "state", "SPY": "state", "LEG": "state", "JUD": "state",
           "PTY": "party", "OPP": "party"}  # fmt: skip
ISSUED = "the state whose office publishes the page (1.00)"
DETERMINERS = {"the": "the", "this": "the", "that": "that", "these": "the", "those": "the", "a": "a", "an": "a", "one": "a", "another": "a",
               "his": "poss", "her": "poss", "its": "poss", "their": "poss", "our": "our", "my": "our"}  # fmt: skip
AWAY = frozenset("foreign international multinational coalition allied western visiting peacekeeping expatriate world global overseas led backed".split())
LOCAL = frozenset("local national government state security federal".split())
SIDES = frozenset({"side", "party", ""})  # words for the sides of one state's own conflict too
SERVING = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})
VISITS = frozenset("visit trip tour travel arrive arrival go fly return come head invite host welcome receive".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A noun whose state is asked for: tokens [first, last) with their head, what kind of actor it is, and its title or role."""

    first: int
    last: int
    head: int
    kind: str  # office, body, group, anonymous, count, land (the country itself), government, org, pair, person
    word: str
    sector: str
    plural: bool
    sure: bool = False  # it is some state's: an institution that states have
    key: tuple[str, ...] = ()  # of a person: what tells of themselves says nothing
    name: str = ""  # of a person
    listed: tables.Person | None = None  # the tables' row of the person, which is no sign of how others of a nation are named

    @property
    def family(self) -> str:
        if self.kind == "person":
            return "official" if self.sector in SERVING else "person"
        return self.kind if self.kind in ("land", "government", "count", "org", "pair") else CLASSES.get(self.sector, "other")


@dataclass(frozen=True, slots=True)
class Judged:
    """The state or body chosen (None: no one's), and why, with how likely."""

    code: str | None
    basis: str | None


class Whose:
    """Answers for one article. Asked from the left to the right: nouns found before count as signs."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.words = board.words
        self.signs = Signs(board)
        self.lead = self._lead()
        self._said: tuple[int, dict[int, list[Mention]]] = (-1, {})

    def judge(self, asked: Asked) -> Judged:
        words = self.words
        if asked.kind not in ("org", "person") and (AWAY & {*words.low[max(0, asked.first - 1) : asked.last]} - {*asked.word.split()} or words.low[asked.first] in ("our", "my")):
            return Judged(None, None)  # 'foreign troops', 'NATO-led forces'; 'ours' are whoever speaks'
        if asked.sector == "MIL" and (sent := _sender(self.board, asked.head)):
            return Judged(sent, "who sends or withdraws them (1.00)")
        issuer = self.board.home.issuer
        if issuer and asked.family in ("official", "state") and asked.kind in ("person", "office", "body") and not asked.plural:
            return Judged(issuer, ISSUED)
        options = dict(self.options(asked))
        if asked.sure:
            del options[""]
        if len(options) < (1 if asked.sure else 2):
            return Judged(None, None)
        code, likely, reason = learned.home().choose(options)
        if code and likely < TIE and len(options) > 1 and learned.home().choose({c: f for c, f in options.items() if c != code})[1] * (1 - likely) > OPEN * likely:
            return Judged(None, None)  # two as likely
        return Judged(code or None, f"{reason} ({likely:.2f})" if code else None)

    def pair(self, asked: Asked, *, among: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The two states or bodies of a pair that the text does not name, or the one whose sides they are; () where none is known."""
        options = self.pairs(asked, among)
        return tuple(learned.home().choose(options)[0].split("+")) if options else ()

    def pairs(self, asked: Asked, among: frozenset[str] = frozenset()) -> dict[str, dict[str, float]]:
        """Each two that might be meant ('FRA+DEU'), and, for sides, each one, with what speaks for it."""
        words = self.words
        single = {code: fired for code, fired in self.options(asked) if code and _side(code) and (not among or code in among)}
        codes = sorted(single, key=lambda c: (-sum(s.code == c for s in self.signs.all()), c))[:WIDEST]
        here = words.sentence[asked.head]
        told: dict[str, set[int]] = {code: set() for code in codes}
        doing = set[str]()
        for sign in self.signs.all():
            if sign.code in told and not asked.first <= sign.at < asked.last and sign.kind != "outlet":
                told[sign.code].add(words.sentence[sign.at])
                if words.sentence[sign.at] == here and sign.at < asked.first and self.signs.clause(sign.at)[1] == "subject":
                    doing.add(sign.code)
        duo = self._duo([s for s in self.signs.all() if s.at < asked.head])
        joined = self._joined()
        found: dict[str, dict[str, float]] = {}
        for one, other in itertools.combinations(sorted(codes), 2):
            fired = {name: single[one].get(name, 0.0) + single[other].get(name, 0.0) for name in {**single[one], **single[other]}}
            both, either = told[one] & told[other], told[one] | told[other]
            fired["two together"] = len(both) / (len(either) or 1)
            for flag, on in {
                "two duo": duo == {one, other},
                "two here": here in both,
                "two last": here - 1 in both,
                "two before": any(s < here for s in both),
                "two never": not both,
                "two joined": frozenset((one, other)) in joined,
                "two one does": len(doing & {one, other}) == 1,
                "two both do": doing >= {one, other},
            }.items():
                if on:
                    fired[flag] = fired[f"{flag} {asked.word}"] = 1.0
            found[f"{one}+{other}"] = fired
        if asked.word in SIDES or len(codes) == 1:
            for code in codes:
                found[code] = single[code] | {
                    "one": 1.0,
                    f"one {asked.word}": 1.0,
                    "one share": self.board.home.total.get(code, 0.0) / (sum(self.board.home.total.values()) or 1.0),
                }
        return found

    def _joined(self) -> frozenset[frozenset[str]]:
        """Those named side by side: 'France and Germany', 'between Seoul and Beijing', 'Sino-Russian'."""
        signs = [s for s in self.signs.all() if s.kind not in ("outlet", "noun")]
        return frozenset(
            frozenset((a.code, b.code)) for a, b in itertools.pairwise(signs) if a.code != b.code and b.at - a.at <= 4 and {"and", "-", "with"} & {*self.words.low[a.at + 1 : b.at]}
        )

    def _lead(self) -> str | None:
        """The state of whoever opens the story."""
        first = next((m for m in sorted(self.board.mentions, key=lambda m: m.first) if self.words.role(m.head) in ("nsubj", "nsubjpass")), None)
        return first.entities[0].country if first is not None and self.words.sentence[first.first] < 2 else None

    def options(self, asked: Asked) -> Iterator[tuple[str, dict[str, float]]]:
        """Each state or body that might be meant, and '' for none, with what speaks for it."""
        words, home = self.words, self.board.home
        here = words.sentence[asked.head]
        signs = [s for s in self.signs.all() if not asked.first <= s.at < asked.last and not (s.key and s.key == asked.key)]
        whole = sum(home.total.values()) + home.apart or 1.0
        codes = dict.fromkeys([s.code for s in signs] + ([home.dateline] if home.dateline else []))
        before = [s for s in signs if s.at < asked.head]
        recent = list(dict.fromkeys(s.code for s in reversed(before)))[:3]
        placed = next((s.code for s in reversed(before) if s.kind in ("town", "name", "capital") and self.signs.clause(s.at)[1] == "in"), None)
        following = next((s.code for s in signs if s.at > asked.head and words.sentence[s.at] == here), None)
        alike = next((s.code for s in reversed(before) if s.kind == "noun" and s.lemma == asked.word.rpartition(" ")[2]), None)
        near, story = home.near(asked.head), home.story()
        parts = self._parts(signs)
        duo = self._duo(before) if asked.kind == "pair" else frozenset()
        family, form = asked.family, self._form(asked)
        verb = words.lemma[words.governor(asked.head)[1]]
        top = max((home.total.get(c, 0.0) for c in codes), default=0.0)
        local, holds = self._local(signs, here), self._holds(signs)
        word = asked.word.rpartition(" ")[2]
        doer = next((s.code for s in reversed(before) if self.signs.clause(s.at)[1] == "subject"), None)
        first = next((s.code for s in signs if s.kind != "outlet"), None)
        speaker = self._speaker(asked)
        for code in codes:
            mine = [s for s in signs if s.code == code]
            share = home.total.get(code, 0.0) / whole if tables.country(code) is not None else sum(s.kind == "between" for s in mine) / whole
            acting, placing = parts[code]
            fired: dict[str, float] = {"share": share, f"share {family}": share, f"share {form}": share, "acting": acting, f"acting {family}": acting, "placing": placing}
            fired[f"placing {family}"] = placing
            for name, value in (("local", local.get(code, 0.0)), ("holds", holds.get(code, 0.0))):
                fired[name] = fired[f"{name} {family}"] = value
            if asked.name:
                fired["spelt"] = max(-2.0, min(2.0, spelling().like(asked.name, code, asked.listed)))
            flags = {
                "top": share > 0 and home.total.get(code, 0.0) == top,
                "near": code == near,
                "story": code == story,
                "dateline": code == home.dateline,
                "lead": code == self.lead,
                "placed": code == placed,
                "following": code == following,
                "alike": code == alike,
                "outlet": any(s.kind == "outlet" for s in mine),
                "headline": any(words.headline(s.at) for s in mine),
                "sole": len(codes) == 1,
                "doer": code == doer,
                "first": code == first,
                "told so": any(self.signs.owned(s.at) == word for s in mine),
                "speaker": code == speaker,
                "body": tables.country(code) is None,
                "duo": asked.kind == "pair" and code in duo,
                "recent 1": recent[:1] == [code],
                "recent 2": recent[1:2] == [code],
                "recent 3": recent[2:3] == [code],
            }
            back = min((here - words.sentence[s.at] for s in mine if s.at < asked.head), default=FAR + 1)
            flags[f"back {min(back, FAR + 1)}"] = True
            flags["ahead"] = any(words.sentence[s.at] == here for s in mine if s.at > asked.head)
            for flag, on in flags.items():
                if on:
                    fired[flag] = 1.0
                    fired[f"{flag} {family}"] = 1.0
                    if flag in ("near", "recent 1", "dateline", "body", "top", "placed"):
                        fired[f"{flag} {form}"] = 1.0
            self._near(asked, [s for s in mine if words.sentence[s.at] == here], verb, fired, family)
            for s in mine:
                if words.sentence[s.at] == here - 1:
                    fired["last " + self._part(s)] = 1.0
            yield code, fired
        yield "", self._none(asked, len(codes), top / whole, family, form)

    def _parts(self, signs: list[Sign]) -> dict[str, tuple[float, float]]:
        """Of each code, its share of the names that act or possess, and of those that only say where."""
        acting, placing = Counter[str](), Counter[str]()
        for s in signs:
            if s.kind != "outlet":
                (placing if s.kind == "town" or self.signs.clause(s.at)[1] == "in" else acting)[s.code] += 1
        some, where = acting.total() or 1, placing.total() or 1
        return {code: (acting[code] / some, placing[code] / where) for code in {*(s.code for s in signs), self.board.home.dateline or ""}}

    def _local(self, signs: list[Sign], here: int) -> dict[str, float]:
        """Each code's share of the names around, those of a sentence farther away counting half as much."""
        return _shares([(s.code, 0.5 ** min(abs(here - self.words.sentence[s.at]), 9)) for s in signs if s.kind != "outlet"])

    def _holds(self, signs: list[Sign]) -> dict[str, float]:
        """Each code's share of the offices and institutions that are said to be some state's."""
        return _shares([(s.code, 1.0) for s in signs if self.signs.owned(s.at) in INSTITUTIONS])

    def _speaker(self, asked: Asked) -> str | None:
        """Within a quotation, the state of whoever says it."""
        if not self.words.quoted[asked.head]:
            return None
        if self._said[0] != self.board.changes:
            self._said = self.board.changes, sayers(self.board)
        found = sayer(self.board, self._said[1], asked.head)
        return found.country if found is not None else None

    def _duo(self, before: list[Sign]) -> frozenset[str]:
        """The two of the last sentence that speaks of just two."""
        named: dict[int, set[str]] = {}
        for s in before:
            named.setdefault(self.words.sentence[s.at], set()).add(s.code)
        return frozenset(next((codes for _, codes in sorted(named.items(), reverse=True) if len(codes) == 2), ()))

    def _near(self, asked: Asked, signs: list[Sign], verb: str, fired: dict[str, float], family: str) -> None:
        """What signs of the same sentence say."""
        closest = min((abs(s.at - asked.head) for s in signs), default=0)
        if signs:
            fired["gap"] = min(closest, 30) / 10
        for s in signs:
            how = self.signs.relation(s, asked.head)
            kind = "place" if s.kind in ("town", "capital") else s.kind
            for name in (how, f"{how} {family}", f"{how.split(' of ')[0]} {kind}"):
                fired[name] = 1.0
            if verb in VISITS and how.startswith("same"):
                fired[f"{how} visit"] = 1.0

    def _part(self, sign: Sign) -> str:
        _, role, direct = self.signs.clause(sign.at)
        return role if direct else f"{role}'s"

    def _form(self, asked: Asked) -> str:
        words = self.words
        low = words.low[asked.first]
        return DETERMINERS.get(low) or ("number" if words.pos[asked.first] == "NUM" else "many" if asked.plural else "bare")

    def _many_states(self, asked: Asked) -> bool:
        """'Leaders from 34 countries': of states that the phrase counts and does not name."""
        words, at = self.words, asked.last
        if words.low[at : at + 1] not in (["of"], ["from"]):
            return False
        limit = min(words.bounds(asked.head)[1], at + 9)
        return any(words.lemma[i] in ("country", "nation", "state", "economy", "member") and words.low[i].endswith("s") for i in range(at + 1, limit) if self._inside(i, at))

    def _inside(self, spot: int, prep: int) -> bool:
        """Whether a word hangs on a preposition."""
        for _ in range(6):
            if spot == prep:
                return True
            if self.words.head[spot] == spot:
                return False
            spot = self.words.head[spot]
        return False

    def _none(self, asked: Asked, options: int, top: float, family: str, form: str) -> dict[str, float]:
        words = self.words
        fired = dict.fromkeys(("none", f"none {family}", f"none {form}", f"none {asked.word}", f"none {asked.kind}"), 1.0)
        fired |= {"none options": min(options, 8) / 4, "none top": top}
        around = set(words.low[max(0, asked.first - 1) : asked.last])
        fired |= {f"none {name}": 1.0 for name, list_ in (("away", AWAY), ("local", LOCAL)) if around & list_}
        if words.quoted[asked.head]:
            fired["none quoted"] = 1.0
        if around & WIDE or self._many_states(asked):
            fired["none wide"] = fired[f"none wide {form}"] = 1.0
        return fired


WIDE = frozenset("world african european asian arab american western eastern southern regional neighboring neighbouring various".split())


def _shares(weighed: list[tuple[str, float]]) -> dict[str, float]:
    whole = sum(weight for _, weight in weighed) or 1.0
    found: dict[str, float] = {}
    for code, weight in weighed:
        found[code] = found.get(code, 0.0) + weight / whole
    return found


# Nouns for what a state has of its own: whose story it is tells by them.
INSTITUTIONS = frozenset(
    "government president minister ministry parliament police army military force troop soldier opposition party court official authority cabinet "
    "premier leader lawmaker spokesman secretary side king chancellor embassy ambassador".split()
)


def _side(code: str) -> bool:
    """Whether a code may be one of a pair's: a state's, or that of a body that meets states."""
    return code in ("UNO", "EUR", "IGO") or tables.country(code) is not None


def _sender(board: Board, at: int) -> str | None:
    """'Italy will withdraw 1,600 soldiers': the state of whoever sends or withdraws them."""
    words = board.words
    while words.pos[at] != "NOUN" and words.head[at] > at:
        at = words.head[at]
    verb = words.governor(at)[1]
    if words.dep[at] != "dobj" or words.lemma[verb] not in SEND:
        return None
    above = words.head[verb] if words.dep[verb] in ("xcomp", "conj") else verb
    for spot in range(at - 1, words.bounds(at)[0] - 1, -1):
        mention = board.taken[spot]
        if mention is not None and words.dep[mention.head] in ("nsubj", "poss") and words.head[mention.head] in (verb, above) and len(mention.entities) == 1:
            return mention.entities[0].country
    return None


SEND = frozenset("send withdraw deploy dispatch contribute recall mobilize mobilise station keep maintain pull order redeploy have".split())
