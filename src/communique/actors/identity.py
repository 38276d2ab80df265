# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who a person of the document is: the tables' person, office, country and sector on the article's day.

What the text says of an office outranks the tables, which may be out of date; the tables outrank silence. A holder whose
terms are all over is a former one (PLOVER's ELI).
"""

import difflib

from communique import tables
from communique.actors.board import Board, Entity
from communique.actors.cluster import Cluster
from communique.actors.titles import FORMER, TitleFound

# Words of one family: who is called by one may be taken up by another.
KIN = {"envoy": {"envoy", "negotiator", "representative"}, "negotiator": {"envoy", "negotiator"}, "representative": {"envoy", "representative"},
       "premier": {"premier", "minister", "leader"},
       "spokesman": {"spokesman", "spokesperson"}, "spokeswoman": {"spokeswoman", "spokesperson"}, "secretary": {"secretary", "diplomat"}, "president": {"president", "leader"},
       "king": {"king", "monarch", "leader"}, "chancellor": {"chancellor", "leader"}, "chief": {"chief", "head"}, "director": {"director", "chief", "head"},
       "secretary-general": {"secretary-general", "chief"}}  # fmt: skip
SMALL = frozenset({"of", "the", "for", "and", "to", "on", "in", "at", "with"})


def score(person: tables.Person, titles: list[TitleFound], day: str | None) -> float:
    """How well a person of the tables fits what the text says: country, office that day, list."""
    countries = {t.country for t in titles if t.country}
    served = {person.nation} | {t.country for t in person.terms}
    total = 1.0 if any(t.basis.startswith(("editor", "user")) for t in person.terms) else 0.5
    if countries:
        total += 3.0 if countries & served else -4.0
    if day is not None:
        held = person.on(day)
        total += 2.0 if held is not None else -1.0
        if held is not None and held.office and any(_alike(t.words, held.office) for t in titles):
            total += 1.0
    elif any(t.office and _alike(x.words, t.office) for t in person.terms for x in titles):
        total += 1.0
    return total


def choose(known: tuple[tables.Person, ...], titles: list[TitleFound], day: str | None) -> tables.Person | None:
    """The one person of the tables whom the text fits, or None where none does or two do as well."""
    ranked = sorted(((score(p, titles, day), p) for p in known), key=lambda sp: (-sp[0], sp[1].id))
    if not ranked or ranked[0][0] <= -1.0:
        return None
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][1]


def by_surname(
    word: str, title: TitleFound | None, day: str | None, *, country: str | None = None, sure: bool = False, named: frozenset[str] = frozenset()
) -> tables.Person | None:
    """A family name alone -> the office holder of that day, if there is one only.

    With a title that fits; a leader; one of the state that stands before the name ('Iran's X'); or, where the tagger sees a person, anyone.
    Among namesakes one leader counts whose state is `named` in the article.
    """
    fits = []
    for person in tables.persons_named(word):
        held = person.on(day) if day is not None else None
        terms = [held] if held is not None else list(person.terms) if day is None else [t for t in person.terms if title is not None and title.former and t.over(day)]
        if title is not None and title.kind != "honorific":
            if title.country and title.country not in {person.nation, *(t.country for t in person.terms)}:
                continue
            fit = [t for t in terms if t is not None and t.office and _alike(title.words, t.office)]
        elif country is not None or (sure and day is not None):
            fit = [t for t in terms if t is not None and t.office and country in (None, t.country, person.nation) and (_leads(t.office) or {t.country, person.nation} & named)]
        else:
            fit = [t for t in terms if t is not None and t.office and _leads(t.office)]
        if fit and (day is not None or len(tables.persons_named(word)) == 1 or title is not None):
            fits.append((title is not None and title.country in {t.country for t in fit}, person))
    if len(fits) > 1 and title is None and country is None:  # one leader among namesakes, whose state the article names
        fits = [f for f in fits if f[1].nation in named and any(t.office and t.covers(day or "") and _leads(t.office) for t in f[1].terms)]
        if len({f[1].nation for f in fits}) == 1:  # of two of one state the one who is called its leader, not its premier
            fits = [f for f in fits if any(t.office and t.covers(day or "") and "leader" in t.office.lower().split() for t in f[1].terms)] or fits
    fits.sort(key=lambda fp: (not fp[0], fp[1].id))
    if len(fits) == 1 or (len(fits) > 1 and fits[0][0] and not fits[1][0]):
        return fits[0][1]
    return None


def respelt(cluster: Cluster, titles: list[TitleFound], day: str | None) -> tables.Person | None:
    """A name that no list has in this spelling -> who, on that day, held the office that the text names for the state it names, under a name spelt much alike."""
    if cluster.known or day is None or len(cluster.words) < 2:
        return None
    mine = " ".join(cluster.words)
    for title in titles:
        if not title.country or title.words.lower().endswith("counterpart"):
            continue
        terms = tables.holders_on(day, title.country) if not title.former else tuple((p, t) for p in tables.served(title.country) for t in p.terms if t.over(day))
        if not title.former:
            terms += tuple((p, t) for p in tables.persons_named(cluster.words[-1]) if p.nation == title.country and (t := p.on(day)) is not None)
        named = [(p, t) for p, t in terms if any(_near(mine, tables.key(n)) or _initials(mine, tables.key(n)) for n in (p.name, *p.aliases))]
        fits = {p.id: p for p, t in named if t.office and _alike(title.words, t.office)} or {p.id: p for p, t in named if not t.office and p.nation == title.country}
        if len(fits) == 1:
            return next(iter(fits.values()))
    return None


def _near(one: str, other: str) -> bool:
    """Two spellings of one full name: as many words, each much alike, one of them the same or the last nearly so."""
    a, b = one.split(), other.split()
    if len(a) != len(b):
        a, b = [a[0], a[-1]], [b[0], b[-1]]
    return all(difflib.SequenceMatcher(None, x, y).ratio() >= LIKE for x, y in zip(a, b, strict=True))


def _initials(one: str, other: str) -> bool:
    """'sellapan rama nathan', 's r nathan': one family name, the names before it by their first letters."""
    a, b = one.split(), other.split()
    short = min(a, b, key=lambda n: sum(map(len, n)))
    return len(a) == len(b) > 1 and a[-1] == b[-1] and all(len(x) == 1 for x in short[:-1]) and all(x[0] == y[0] for x, y in zip(a, b, strict=True))


LIKE = 0.74  # 'rajapaksa' and 'rajapakse' share 0.89 of their letters, 'haneya' and 'haniyeh' 0.77, 'shaoul' and 'shaul' 0.91; 'kang' and 'kim' 0.29


def _leads(office: str) -> bool:
    """Whether an office is a state's or great body's first."""
    words = set(office.lower().split())
    return bool(LEADING & words) and not {"vice", "deputy", "first"} & words


LEADING = frozenset({"president", "prime", "premier", "leader", "chancellor", "king", "emir", "secretary-general", "pope"})


def _alike(said: str, office: str) -> bool:
    """Whether a title as said names an office: its last word, or kin of it, is among the office's words."""
    split = [_spelled(w) for w in said.lower().split()]
    words = [w for w in split if w not in SMALL]
    have = {_spelled(w.strip(",")) for w in office.lower().replace("-general", "-general general").split()}
    if not words:
        return False
    core = set(words[: max(1, next((n for n, w in enumerate(split) if w in SMALL), len(words)))])
    if "secretary" in core and "secretary" in have and "of" in split and len(of := split[split.index("of") + 1 :]) > 0 and split.index("of") == split.index("secretary") + 1:
        post = next((w for w in of if w not in SMALL), "")  # 'secretary of state' is no other secretary
        if post in MATTERS and post not in have and not (post == "state" and "foreign" in have):
            return False
    if core <= have:
        return True
    last = [w for w in words if w in core][-1]
    if last in ("leader", "chief") and LEADING & have and not {"vice", "deputy"} & have:
        return True
    specific = core - {"chief", "top", "senior", "acting", "interim", "first", "state"}
    return bool(specific) and all(w in have or KIN.get(w, set()) & have for w in specific)


def _spelled(word: str) -> str:
    return word.replace("defence", "defense")


# What a secretary may be of: one of these is not another.
MATTERS = frozenset("state defense treasury homeland commerce energy interior labor agriculture transportation education health justice".split())


def person(board: Board, cluster: Cluster) -> Entity:
    """The document's entity for a cluster of names."""
    day = board.day
    said = [t for t in cluster.titles if t.kind != "honorific"]
    texts = [t for t in said if not t.words.lower().endswith("counterpart")]
    known = choose(cluster.known, said, day) or respelt(cluster, said, day)
    text = max(texts, key=lambda t: (t.body is not None or t.country is not None, len(t.words)), default=None)
    held = _held(known, text, day)
    stated = next((t.country for t in cluster.titles if t.country), None)
    country = (held.country if held is not None and (stated is None or held.office) else None) or stated or (known.nation if known is not None else None)
    office, sector = _standing(known, held, text, country, day)
    sector = sector or next((t.sector for t in cluster.titles if t.kind == "honorific" and t.sector), None)
    past = sector == "ELI"  # 'the former secretary of state' takes up who once was
    now = [t for t in known.terms if t.office and day is not None and (t.over(day) if past else t.covers(day))] if known is not None else []
    return board.entity(
        Entity(
            ("p", known.id) if known is not None else ("p", tables.bag(cluster.spelt()), country or ""),
            "person",
            known.name if known is not None else cluster.spelt(),
            country,
            sector,
            office,
            (known.gender if known is not None else None) or cluster.gender or _gender(texts) or _given(cluster),
            person=known,
            heads={h for t in texts for h in (*_heads(t.words), *_heads(t.also))} | {h for t in now for h in _heads(t.office or "")},
        )
    )


def _held(known: tables.Person | None, text: TitleFound | None, day: str | None) -> tables.Term | None:
    """The term that the person holds that day, the one that the text names among several; without a day, the one that the text names."""
    if known is None:
        return None
    named = [t for t in known.terms if text is not None and (day is None or t.covers(day)) and t.office and _alike(text.words, t.office)]
    return named[0] if named else known.on(day)


def _standing(known: tables.Person | None, held: tables.Term | None, text: TitleFound | None, country: str | None, day: str | None) -> tuple[str | None, str | None]:
    """Office and sector: what the text says, then what the tables say; a former holder is ELI unless another office is held."""
    if text is not None and text.former:
        if held is not None and held.office and not _alike(text.words, held.office):
            return held.office, held.sector
        ended = [t for t in known.terms if t.office and (day is None or t.over(day)) and _alike(text.words, t.office)] if known is not None else []
        past = max(ended, key=lambda t: t.last or "", default=None)
        return (f"former {past.office}" if past is not None else _former(text)), "ELI"
    if text is not None and text.sector:
        return _office(text, held, country), text.sector
    if held is not None:
        return _office(text, held, country), held.sector
    if known is not None and day is not None and all(t.over(day) for t in known.terms):
        latest = max(known.terms, key=lambda t: t.last or "")
        return (f"former {latest.office}" if latest.office else None), "ELI"
    return _office(text, held, country), None


def _given(cluster: Cluster) -> str | None:
    """By a given name that one sex bears."""
    return tables.given_names().get(cluster.words[0]) if len(cluster.words) > 1 else None


POSTS = frozenset({"state", "defense", "defence", "staff", "foreign", "parliament", "government", "the treasury", "unification"})


def _heads(words: str) -> list[str]:
    """The titles by which a person may be taken up: 'South Korean foreign minister' by 'foreign minister' and 'minister'."""
    core = words.lower().split()
    for number, word in enumerate(core):
        if word in SMALL and number and not (number + 1 < len(core) and core[number + 1] in POSTS):
            core = core[:number]
            break
    if not core:
        return []
    phrases = {" ".join(core[n:]) for n in range(len(core))}
    if {"vice", "deputy"} & set(core):
        phrases -= {"president", "prime minister", "premier", "chairman", "secretary of state"}
    base = core[0] if len(core) == 3 and core[1] == "of" else core[-1]
    phrases |= (
        KIN.get(base, set()) | ({"premier", "leader"} if "prime minister" in phrases or "premier" in phrases else set()) | ({"prime minister"} if "premier" in phrases else set())
    )
    return sorted(phrases | {base})


# Words before a title's last that do not set one office apart from another: the envoy is the nuclear envoy is the special envoy.
LOOSE = frozenset("chief top nuclear special senior state presidential press peace acting interim general new paramount supreme".split())


def taken_up(title: str, entity: Entity) -> bool:
    """Whether a nominal's title may mean an entity: by the whole title where it is a particular one, else by its last word."""
    title = {"pm": "prime minister", "fm": "foreign minister"}.get(title, title)
    words = title.split()
    if title in entity.heads:
        return True
    return words[-1] in entity.heads and all(w in LOOSE for w in words[:-1])


def _gender(texts: list[TitleFound]) -> str | None:
    words = {w for t in texts for w in t.words.lower().split()}
    if words & {"spokeswoman", "chairwoman", "queen", "congresswoman", "princess", "businesswoman"}:
        return "f"
    return "m" if words & {"spokesman", "chairman", "king", "prince", "congressman", "businessman", "pope"} else None


def _office(text: TitleFound | None, held: tables.Term | None, country: str | None) -> str | None:
    if held is not None and held.office and (text is None or (_alike(text.words, held.office) and not (held.office.startswith("Leader of ") and text.country is not None))):
        return held.office
    if text is None:
        return held.office if held is not None else None
    words = text.words.replace(" 's", "'s").replace(" - ", "-")
    words = words[:1].upper() + words[1:]
    state = tables.country(text.country or country or "")
    region = tables.regions().get(words.split()[0]) or tables.regions().get(" ".join(words.split()[:2]))
    named = text.body is not None or " of " in words or (state is not None and state.name in words) or region is not None
    return words if named or state is None else f"{words} of {tables.spoken(state.name)}"


def _former(text: TitleFound | None) -> str | None:
    if text is None:
        return None
    words = " ".join(w for w in text.words.split() if w.lower() not in FORMER).removeprefix("- ")
    state = tables.country(text.country or "")
    return f"former {words}" + (f" of {tables.spoken(state.name)}" if state is not None and " of " not in words else "")
