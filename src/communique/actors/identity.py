# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who a person of the document is: the tables' person, office, country and sector on the article's day.

What the text says of an office outranks the tables, which may be out of date; the tables outrank silence. A holder whose
terms are all over is a former one (PLOVER's ELI).
"""

from typing import TYPE_CHECKING

from communique import tables
from communique.actors.board import Board, Entity
from communique.actors.titles import FORMER, TitleFound

if TYPE_CHECKING:
    from communique.actors.persons import Cluster

# Words of one family: who is called by one may be taken up by another.
KIN = {"envoy": {"envoy", "negotiator", "representative"}, "negotiator": {"envoy", "negotiator"}, "representative": {"envoy", "representative"}, "premier": {"premier", "minister"},
       "spokesman": {"spokesman", "spokesperson"}, "spokeswoman": {"spokeswoman", "spokesperson"}, "secretary": {"secretary", "diplomat"}, "president": {"president", "leader"},
       "king": {"king", "monarch", "leader"}, "chancellor": {"chancellor", "leader"}, "chief": {"chief", "head"}, "director": {"director", "chief", "head"},
       "secretary-general": {"secretary-general", "chief"}}  # fmt: skip
SMALL = frozenset({"of", "the", "for", "and", "to", "on", "in", "at", "with"})


def score(person: tables.Person, titles: list[TitleFound], day: str | None) -> float:
    """How well a person of the tables fits what the text says: country, office that day, list."""
    countries = {t.country for t in titles if t.country}
    served = {person.nation} | {t.country for t in person.terms}
    total = 1.0 if any(t.basis.startswith("editor") for t in person.terms) else 0.5
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
            fit = [
                t
                for t in terms
                if t is not None and t.office and country in (None, t.country, person.nation) and (_leads(t.office) or {t.country, person.nation} & named)
            ]
        else:
            fit = [t for t in terms if t is not None and t.office and _leads(t.office)]
        if fit and (day is not None or len(tables.persons_named(word)) == 1 or title is not None):
            fits.append((title is not None and title.country in {t.country for t in fit}, person))
    if len(fits) > 1 and title is None and country is None:  # one leader among namesakes, whose state the article names
        fits = [f for f in fits if f[1].nation in named and any(t.office and t.covers(day or "") and _leads(t.office) for t in f[1].terms)]
    fits.sort(key=lambda fp: (not fp[0], fp[1].id))
    if len(fits) == 1 or (len(fits) > 1 and fits[0][0] and not fits[1][0]):
        return fits[0][1]
    return None


def _leads(office: str) -> bool:
    """Whether an office is a state's or great body's first."""
    words = set(office.lower().split())
    return bool(LEADING & words) and not {"vice", "deputy", "first"} & words


LEADING = frozenset({"president", "prime", "premier", "leader", "chancellor", "king", "emir", "secretary-general", "pope"})


def _alike(said: str, office: str) -> bool:
    """Whether a title as said names an office: its last word, or kin of it, is among the office's words."""
    words = [w for w in said.lower().split() if w not in SMALL]
    have = {w.strip(",") for w in office.lower().replace("-general", "-general general").split()}
    if not words:
        return False
    core = set(words[: max(1, next((n for n, w in enumerate(said.lower().split()) if w in SMALL), len(words)))])
    if core <= have:
        return True
    last = [w for w in words if w in core][-1]
    if last in ("leader", "chief") and LEADING & have and not {"vice", "deputy"} & have:
        return True
    specific = core - {"chief", "top", "senior", "acting", "interim", "first", "state"}
    spelled = {w.replace("defence", "defense") for w in specific}
    return bool(specific) and all(w in have or KIN.get(w, set()) & have for w in spelled)


def person(board: Board, cluster: "Cluster") -> Entity:
    """The document's entity for a cluster of names."""
    day = board.day
    texts = [t for t in cluster.titles if t.kind != "honorific" and not t.words.lower().endswith("counterpart")]
    known = choose(cluster.known, [t for t in cluster.titles if t.kind != "honorific"], day)
    held = known.on(day) if known is not None and day is not None else None
    text = max(texts, key=lambda t: (t.body is not None or t.country is not None, len(t.words)), default=None)
    if known is not None and held is not None and text is not None:
        match = [t for t in known.terms if day is not None and t.covers(day) and t.office and _alike(text.words, t.office)]
        held = match[0] if match else held
    if known is not None and day is None and text is not None:
        held = next((t for t in known.terms if t.office and _alike(text.words, t.office)), None)
    former = bool(text and text.former)
    country = next((t.country for t in cluster.titles if t.country), None)
    country = (held.country if held is not None and (country is None or held.office) else None) or country or (known.nation if known is not None else None)
    office, sector = _office(text, held, country), None
    if former:
        sector = "ELI"
        past = (
            next((t for t in known.terms if t.office and text is not None and (day is None or t.over(day)) and _alike(text.words, t.office)), None)
            if known is not None
            else None
        )
        office = f"former {past.office}" if past is not None else _former(text)
    elif text is not None and text.sector:
        sector = text.sector
    elif held is not None:
        sector = held.sector
    elif known is not None and day is not None and all(t.over(day) for t in known.terms):
        sector = "ELI"
        latest = max(known.terms, key=lambda t: t.last or "")
        office = f"former {latest.office}" if latest.office else None
    name = known.name if known is not None else cluster.name
    key = ("p", known.id) if known is not None else ("p", tables.bag(name), country or "")
    gender = (known.gender if known is not None else None) or cluster.gender or _gender(texts)
    heads = {h for t in texts for h in (*_heads(t.words), *_heads(t.also))} | {
        h for t in (known.terms if known is not None and day is not None else ()) if t.office and t.covers(day or "") for h in _heads(t.office)
    }
    entity = Entity(key, "person", name, country, sector, office, gender, person=known, heads=heads)
    return board.entity(entity)


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
        KIN.get(base, set()) | ({"premier"} if "prime minister" in phrases or "premier" in phrases else set()) | ({"prime minister"} if "premier" in phrases else set())
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
    if held is not None and held.office and (text is None or _alike(text.words, held.office)):
        return held.office
    if text is None:
        return held.office if held is not None else None
    words = text.words.replace(" 's", "'s").replace(" - ", "-")
    words = words[:1].upper() + words[1:]
    state = tables.country(text.country or country or "")
    named = text.body is not None or " of " in words or (state is not None and state.name in words)
    return words if named or state is None else f"{words} of {tables.spoken(state.name)}"


def _former(text: TitleFound | None) -> str | None:
    if text is None:
        return None
    words = " ".join(w for w in text.words.split() if w.lower() not in FORMER).removeprefix("- ")
    state = tables.country(text.country or "")
    return f"former {words}" + (f" of {tables.spoken(state.name)}" if state is not None and " of " not in words else "")
