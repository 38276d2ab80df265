# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which nodes are one actor. Each step looks at the whole set and joins only what is unambiguous in it, so that order has no say."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from communique import tables
from communique.identity.nodes import Node, full_name, office_key
from communique.identity.places import Places
from communique.identity.variants import alike

Group = tuple[Node, ...]
NEAR_BY_NAME = 400  # days within which a surname alone is taken for the fuller name. Editor's choice: a news cycle, not a generation.
NEAR_BY_OFFICE = 200  # days for an office alone: offices change hands
HELD_BY_MANY = frozenset(
    {"ambassador", "envoy", "special envoy", "representative", "special representative", "senator", "general", "deputy", "negotiator", "governor", "judge", "mayor"}
)
OF_THE_STATE = frozenset("government governments administration authorities state regime side".split())


def joined(nodes: Sequence[Node], places: Places) -> tuple[tuple[str, Group], ...]:
    """Nodes -> groups, one for each actor, each with its root: the least key among its fullest names, which what attaches to it does not change."""
    groups = _union([(n,) for n in nodes], _wikidata)
    groups = _by_key(groups, _named_alike)
    groups = _mistaken(groups)
    groups = _transliterated(groups)
    roots = {n.key: (_one_word(g) or _office_alone(g), min(m.key for m in g)) for g in groups for n in g}
    groups = _attached(groups, _one_word, _fits_surname, NEAR_BY_NAME, places)
    groups = _attached(groups, _office_alone, _fits_office, NEAR_BY_OFFICE, places)
    groups = _by_key(groups, _left_over)
    return tuple(sorted((min(roots[n.key] for n in g)[1], g) for g in groups))


# Steps ----------------------------------------------------------------------------------------------------------


def _wikidata(group: Group) -> Hashable | None:
    known = {w for n in group for w in n.wikidata}
    return min(known) if len(known) == 1 else None


def _named_alike(group: Group) -> Hashable | None:
    """What an actor is known by on any page: a state by its code, a body by its name, a person by full name."""
    node = group[0]
    kind, name = node.kind, _name(group)
    if kind == "anonymous":
        return None
    if kind == "country":
        return ("country", _country(group) or tables.bag(name))
    if kind == "government" and is_state(name):
        return ("government", _country(group) or tables.bag(name))
    if kind in ("government", "organisation", "group"):
        body = tables.body_of(name)
        return ("body", body.id) if body else ("named", tables.bag(name.removeprefix("the ").removeprefix("The ")))
    if kind == "person" and len(full_name(name)) > 1:
        return ("person", *sorted(full_name(name)))
    return None


def _left_over(group: Group) -> Hashable | None:
    """Surnames and offices that no fuller person was found for: the same word of the same country, or the same office."""
    if not _country(group):
        return None
    if _one_word(group):
        return ("surname", _country(group), full_name(_name(group)))
    if _office_alone(group):
        return ("office", _country(group), tuple(sorted(_offices(group))))
    return None


def _mistaken(groups: Sequence[Group]) -> list[Group]:
    """Names that one page takes for a body of no known country and others for a person, where one person only has that name."""
    persons: defaultdict[str, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        if group[0].kind == "person":
            persons[tables.bag(_name(group))].append(i)
    goes = {
        i: persons[name][0]
        for i, group in enumerate(groups)
        if group[0].kind == "organisation"
        and not _country(group)
        and tables.body_of(_name(group)) is None
        and len(persons.get(name := tables.bag(_name(group)), ())) == 1
        and " " in name
    }
    merged: defaultdict[int, list[Node]] = defaultdict(list)
    for i, group in enumerate(groups):
        merged[goes.get(i, i)] += group
    return [_sorted(g) for g in merged.values()]


def _transliterated(groups: Sequence[Group]) -> list[Group]:
    """Persons of one country whose names are spelt in several ways, where all the ways are alike."""
    by_word: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        if group[0].kind == "person" and _country(group) and len(full_name(_name(group))) > 1:
            for word in set(_name_words(group)) | {"".join(_name_words(group))}:
                by_word[_country(group) or "", word].append(i)
            for word in (_name_words(group)[0], _name_words(group)[-1]):
                by_word[_country(group) or "", "^" + word[:2]].append(i)
    linked: defaultdict[int, set[int]] = defaultdict(set)
    for members in by_word.values():
        for at, i in enumerate(members):
            for j in members[at + 1 :]:
                if i != j and alike(_name_words(groups[i]), _name_words(groups[j])) and not _known_apart(groups[i], groups[j]):
                    linked[i].add(j)
                    linked[j].add(i)
    return _cliques(groups, linked)


def _attached(groups: Sequence[Group], lacks: Callable[[Group], bool], fits: Callable[[Group, Group], bool], near: int, where: Places) -> list[Group]:
    """Each group that lacks a full name into the one fuller group that fits: on the same page first, then near in time."""
    fuller = [i for i, g in enumerate(groups) if g[0].kind == "person" and len(full_name(_name(g))) > 1]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i in fuller:
        places[_country(groups[i]) or ""].append(i)
    goes: dict[int, int] = {}
    for i, group in enumerate(groups):
        if not lacks(group):
            continue
        country = _country(group)
        candidates = [j for c in ({country or "", ""} if country else places) for j in places[c] if fits(group, groups[j])]
        own = [n.key for n in group]
        here = [j for j in candidates if where.together(own, [n.key for n in groups[j]])]
        close = here or [j for j in candidates if where.near(own, [n.key for n in groups[j]], near)]
        if len(close) == 1:
            goes[i] = close[0]
    merged: defaultdict[int, list[Node]] = defaultdict(list)
    for i, group in enumerate(groups):
        merged[goes.get(i, i)] += group
    return [_sorted(g) for g in merged.values()]


def _one_word(group: Group) -> bool:
    return group[0].kind == "person" and all(len(full_name(name)) == 1 for node in group for name in _names(node))


def _office_alone(group: Group) -> bool:
    return group[0].kind == "office"


def _fits_surname(group: Group, fuller: Group) -> bool:
    """The word is the first or the last of the fuller name; not where pages give the two different offices of one kind."""
    word = full_name(_name(group))[0]
    return any(word in (words[0], words[-1]) for node in fuller for name in _names(node) if len(words := full_name(name)) > 1)


def _fits_office(group: Group, fuller: Group) -> bool:
    """They share an office that one person at a time holds."""
    return any(held_by_one(office) for office in _offices(group) & _offices(fuller))


def held_by_one(office: str) -> bool:
    """'President', 'foreign minister', 'energy and water minister'; not 'official', 'minister', 'ambassador'."""
    kinds = {title.kind for title in tables.titles().get(office, ())}
    if kinds & {"anonymous", "role"} or office in HELD_BY_MANY:
        return False
    return bool(kinds & {"leader", "holder"}) or (" " in office and office.endswith(" minister"))


# What groups are ---------------------------------------------------------------------------------------------------


def _by_key(groups: Sequence[Group], key: Callable[[Group], Hashable | None]) -> list[Group]:
    """Groups of one key together, where their countries agree: a namesake of another country stays apart, and one of no
    known country joins only where all the others are of one."""
    keyed: defaultdict[Hashable, list[Group]] = defaultdict(list)
    out: list[Group] = []
    for group in groups:
        found = key(group)
        if found is None:
            out.append(group)
        else:
            keyed[found].append(group)
    for members in keyed.values():
        by_country: defaultdict[str | None, list[Group]] = defaultdict(list)
        for group in members:
            by_country[_country(group)].append(group)
        known = [c for c in by_country if c]
        if len(known) == 1 and None in by_country:
            by_country[known[0]] += by_country.pop(None)
        for same in by_country.values():
            if len({w for g in same if (w := _wikidata(g))}) > 1:
                out += same
            else:
                out.append(_sorted(n for g in same for n in g))
    return sorted(out, key=lambda g: g[0].key)


def _union(groups: Sequence[Group], key: Callable[[Group], Hashable | None]) -> list[Group]:
    keyed: defaultdict[Hashable, list[Node]] = defaultdict(list)
    for group in groups:
        found = key(group)
        keyed[("key", found) if found is not None else ("own", group[0].key)] += group
    return [_sorted(g) for g in keyed.values()]


def _cliques(groups: Sequence[Group], linked: dict[int, set[int]]) -> list[Group]:
    """Connected groups become one only where each is linked to each: a chain of likenesses is a chain of doubts."""
    out: list[Group] = []
    done: set[int] = set()
    for i, group in enumerate(groups):
        if i in done:
            continue
        part, todo = {i}, [i]
        while todo:
            for j in sorted(linked.get(todo.pop(), ())):
                if j not in part:
                    part.add(j)
                    todo.append(j)
        done |= part
        if len(part) > 1 and all(linked[j] >= part - {j} for j in part):
            out.append(_sorted(n for j in part for n in groups[j]))
        else:
            out += [groups[j] for j in sorted(part)] if len(part) > 1 else [group]
    return out


def _sorted(nodes: Iterable[Node]) -> Group:
    return tuple(sorted(nodes, key=lambda n: (n.kind != "person", n.key)))


def _names(node: Node) -> tuple[str, ...]:
    return tuple(sorted(node.names))


def _name(group: Group) -> str:
    """The fullest name, the alphabet's first among equals."""
    return min((name for node in group for name in node.names), key=lambda n: (-len(full_name(n)), n))


def _name_words(group: Group) -> tuple[str, ...]:
    return full_name(_name(group))


def _country(group: Group) -> str | None:
    return next((c for node in group if (c := node.country)), None)


def _offices(group: Group) -> frozenset[str]:
    named = {office_key(n) for node in group if node.kind == "office" for n in node.names}
    return frozenset(named).union(*(node.offices for node in group))


def _known_apart(a: Group, b: Group) -> bool:
    x, y = _wikidata(a), _wikidata(b)
    return x is not None and y is not None and x != y


def is_state(name: str) -> bool:
    return all(w in OF_THE_STATE for w in office_key(name).split())
