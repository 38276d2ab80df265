# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Of which state, or body between states, is somebody whom the text names without one? A learnt choice among those that the article speaks of, and none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from communique import tables
from communique.actors import learned
from communique.actors.board import Board
from communique.actors.signs import Sign, Signs

TIE, OPEN = 0.5, 0.95  # below that likelihood the state is left open where another option has nearly as much
ONE = 0.7  # likelihood from which two sides are one state's own
FAR = 4  # sentences away, beyond which distance says no more
CLASSES = {"MIL": "force", "COP": "force", "REB": "rebel", "CRM": "rebel", "UAF": "rebel", "GOV": "state", "SPY": "state", "LEG": "state", "JUD": "state",
           "PTY": "party", "OPP": "party"}  # fmt: skip
DETERMINERS = {"the": "the", "this": "the", "that": "the", "these": "the", "those": "the", "a": "a", "an": "a", "one": "a", "another": "a",
               "his": "poss", "her": "poss", "its": "poss", "their": "poss", "our": "our", "my": "our"}  # fmt: skip
AWAY = frozenset("foreign international multinational coalition allied western visiting peacekeeping expatriate world global overseas led backed".split())
LOCAL = frozenset("local national government state security federal".split())
SIDES = frozenset({"side", "party", ""})  # words for the sides of one state's own conflict too
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

    @property
    def family(self) -> str:
        return self.kind if self.kind in ("land", "government", "count", "org", "pair", "person") else CLASSES.get(self.sector, "other")


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

    def judge(self, asked: Asked) -> Judged:
        words = self.words
        if asked.kind not in ("org", "person") and (AWAY & {*words.low[max(0, asked.first - 1) : asked.last]} - {*asked.word.split()} or words.low[asked.first] in ("our", "my")):
            return Judged(None, None)  # 'foreign troops', 'NATO-led forces'; 'ours' are whoever speaks'
        if asked.sector == "MIL" and (sent := _sender(self.board, asked.head)):
            return Judged(sent, "who sends or withdraws them (1.00)")
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
        options = dict(self.options(asked))
        none = options.pop("")
        options = {code: fired for code, fired in options.items() if _side(code) and (not among or code in among)}
        choose = learned.home().choose
        if not options:
            return ()
        first = choose(options)[0]
        del options[first]
        if asked.word in SIDES:
            best, likely, _ = choose(options | {"": none})
            if not best and likely >= ONE:
                return (first,)
        return (first, choose(options)[0]) if options else (first,)

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
        for code in codes:
            mine = [s for s in signs if s.code == code]
            share = home.total.get(code, 0.0) / whole if tables.country(code) is not None else sum(s.kind == "between" for s in mine) / whole
            acting, placing = parts[code]
            fired: dict[str, float] = {"share": share, f"share {family}": share, f"share {form}": share, "acting": acting, f"acting {family}": acting, "placing": placing}
            fired[f"placing {family}"] = placing
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

    def _none(self, asked: Asked, options: int, top: float, family: str, form: str) -> dict[str, float]:
        words = self.words
        fired = dict.fromkeys(("none", f"none {family}", f"none {form}", f"none {asked.word}", f"none {asked.kind}"), 1.0)
        fired |= {"none options": min(options, 8) / 4, "none top": top}
        around = set(words.low[max(0, asked.first - 1) : asked.last])
        fired |= {f"none {name}": 1.0 for name, list_ in (("away", AWAY), ("local", LOCAL)) if around & list_}
        if words.quoted[asked.head]:
            fired["none quoted"] = 1.0
        return fired


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
