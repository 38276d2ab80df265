# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Linked actors after a change: nodes that it can touch are joined anew among those that may have a say, and come out as if all had been."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.identity.describe import described
from communique.identity.joining import joined
from communique.identity.nodes import Node, Told, key_of, seen_on
from communique.identity.places import Places
from communique.identity.region import Region, keys_of, may_be_person
from communique.kept import Kept
from communique.model import Coded, LinkedActor

NODE, KEY, ON, OFFICE, ROOT, GROUP, ACTOR, JOINED = (f"identity {name}" for name in ("node", "key", "on", "office", "root", "group", "actor", "joined"))


@dataclass(frozen=True)
class Relinked:
    actors: tuple[LinkedActor, ...]  # those that this touches, by id, each with its members
    gone: frozenset[str]  # their ids before
    articles: frozenset[str]  # other pages that name an actor whose id or country is another now


def relink(kept: Kept, *, gone: Sequence[Coded] = (), new: Sequence[Coded] = (), whole: bool = True) -> Relinked:
    """Takes pages away and adds others -> the linked actors that this touches; without `whole`, without their members.

    What is kept of a node are counts of pages, so that an addition costs the same however many pages name it.
    """
    places = Places(kept)
    touched = sorted({key for page in (*gone, *new) for key, _, _ in seen_on(page)})
    before = nodes_at(kept, touched)
    places.add(gone, -1)
    places.add(new)
    now = _counted(kept, before, gone, new)
    for key in touched:
        old, fresh = before.get(key), now.get(key)
        was, will = keys_of(old) if old else set(), keys_of(fresh) if fresh else set()
        kept.drop((KEY, name, key) for name in was - will)
        kept.put((KEY, name, key, "") for name in will - was)
    kept.drop((NODE, key, "") for key in before.keys() - now.keys())
    kept.put((NODE, key, "", _written(node)) for key, node in sorted(now.items()))
    shaped = [key for key in touched if _moves(before.get(key)) or _moves(now.get(key)) or _shape(before.get(key)) != _shape(now.get(key))]
    roots = _rooted(kept, shaped, before, now, places)
    touched_roots = {root for key in touched if (root := kept.value(ROOT, key)) is not None} | roots
    return _described(kept, touched_roots, {page.article.id for page in (*gone, *new)}, whole=whole)


def actors_of(kept: Kept, pages: Iterable[Coded]) -> tuple[LinkedActor, ...]:
    """The linked actors of some pages: ids, countries, and members on these pages only."""
    members: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for page in pages:
        for actor in page.actors:
            members[key_of(actor, page.article.id)].append((page.article.id, actor.id))
    roots = kept.values(ROOT, members)
    known = kept.values(ACTOR, roots.values())
    of: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, some in members.items():
        of[roots[key]] += some
    out = []
    for root, some in of.items():
        actor, country = json.loads(known[root])
        out.append(LinkedActor(actor, actor, (), country, None, (), tuple(sorted(some))))
    return tuple(sorted(out, key=lambda a: a.id))


# Nodes ----------------------------------------------------------------------------------------------------------------


def nodes_at(kept: Kept, keys: Iterable[str]) -> dict[str, Node]:
    return {key: _read(key, text) for key, text in kept.values(NODE, keys).items()}


def _read(key: str, text: str) -> Node:
    called, countries, sectors, wikidata, told = json.loads(text)
    return Node(key, {(kind, name): n for kind, name, n in called}, countries, sectors, wikidata, {office: (a, b, c) for office, a, b, c in told})


def _written(node: Node) -> str:
    called = sorted([kind, name, n] for (kind, name), n in node.called.items())
    return json.dumps([called, dict(node.countries), dict(node.sectors), dict(node.wikidata), sorted([office, *at] for office, at in node.told.items())])


def _counted(kept: Kept, before: dict[str, Node], gone: Sequence[Coded], new: Sequence[Coded]) -> dict[str, Node]:
    """The touched nodes with the pages that go taken from their counts, and those that come added."""
    changes: defaultdict[str, list[dict[object, int]]] = defaultdict(lambda: [defaultdict(int) for _ in range(4)])
    offices: set[tuple[str, str]] = set()
    for pages, sign in ((gone, -1), (new, 1)):
        ons, told = [], []
        for page in pages:
            for key, actor, days in seen_on(page):
                for counts, value in zip(changes[key], ((actor.kind, actor.name), actor.country, actor.sector, actor.wikidata), strict=True):
                    if value:
                        counts[value] += sign
                ons.append((ON, key, f"{page.article.id} {actor.id}", ""))
                if actor.office:
                    offices.add((key, actor.office))
                    told.append((OFFICE, f"{key} {actor.office}", " ".join((*days, actor.id)), ""))
        if sign < 0:
            kept.drop(row[:3] for row in (*ons, *told))
        else:
            kept.put((*ons, *told))
    held: defaultdict[str, dict[str, Told]] = defaultdict(dict)
    for key, office in offices:
        if first := kept.rows(OFFICE, f"{key} {office}", limit=1):
            held[key][office] = _told(first[0][0])
    gone_offices = {(key, office) for key, office in offices if office not in held[key]}
    out = {}
    for key, more in changes.items():
        old = before.get(key)
        four = [_sum(had, by) for had, by in zip((old.called, old.countries, old.sectors, old.wikidata) if old else ({}, {}, {}, {}), more, strict=True)]
        if four[0]:
            told_now = {office: at for office, at in (old.told if old else {}).items() if (key, office) not in gone_offices} | held[key]
            out[key] = Node(key, four[0], four[1], four[2], four[3], told_now)  # type: ignore[arg-type]
    return out


def _told(place: str) -> Told:
    first, last, article, _ = place.split(" ")
    return first, last, article


def _sum(counts: object, more: dict[object, int]) -> dict[object, int]:
    out: dict[object, int] = dict(counts)  # type: ignore[call-overload]
    for value, n in more.items():
        out[value] = out.get(value, 0) + n
    return {value: n for value, n in out.items() if n}


def _moves(node: Node | None) -> bool:
    """Whether each of its pages may have a say in what it is joined with."""
    return node is not None and (node.kind == "office" or may_be_person(node))


def _shape(node: Node | None) -> object:
    return node and (node.kind, node.country, node.names, frozenset(node.wikidata), node.offices)


# Groups ---------------------------------------------------------------------------------------------------------------


def _rooted(kept: Kept, shaped: Sequence[str], before: dict[str, Node], now: dict[str, Node], places: Places) -> set[str]:
    """Roots of the nodes that the change may have moved -> the roots before and now."""
    region = Region(lambda keys: nodes_at(kept, keys), lambda name: [place for place, _ in kept.rows(KEY, name)], lambda key: _companions(kept, key))
    moved = region.around([*(before[key] for key in shaped if key in before), *(now[key] for key in shaped if key in now)])
    found = {node.key: root for root, group in joined(sorted(region.nodes.values(), key=lambda n: n.key), places) for node in group}
    out: set[str] = set()
    for key in sorted(moved | set(shaped)):
        old, root = kept.value(ROOT, key), found.get(key)
        if old == root:
            continue
        if old is not None:
            out.add(old)
            kept.drop([(ROOT, key, ""), (GROUP, old, key)])
        if root is not None:
            out.add(root)
            kept.put([(ROOT, key, "", root), (GROUP, root, key, "")])
    return out


def _companions(kept: Kept, key: str) -> list[str]:
    root = kept.value(ROOT, key)
    return [] if root is None else [place for place, _ in kept.rows(GROUP, root)]


def _described(kept: Kept, roots: set[str], changed: set[str], *, whole: bool) -> Relinked:
    actors: list[LinkedActor] = []
    gone: set[str] = set()
    articles: set[str] = set()
    for root in sorted(roots):
        keys = [place for place, _ in kept.rows(GROUP, root)]
        old = kept.value(ACTOR, root)
        if old is not None:
            gone.add(json.loads(old)[0])
        if not keys:
            kept.drop([(ACTOR, root, ""), *((JOINED, root, place) for place, _ in kept.rows(JOINED, root))])
            continue
        group = tuple(sorted(nodes_at(kept, keys).values(), key=lambda n: (n.kind != "person", n.key)))
        members = [tuple(place.split(" ")) for key in keys for place, _ in kept.rows(ON, key)] if whole else []
        one = described(group, members)  # type: ignore[arg-type]
        now = json.dumps([one.id, one.country])
        kept.put([(ACTOR, root, "", now)])
        actors.append(one)
        joins = {place for place, _ in kept.rows(JOINED, root)}
        if old != now or joins != set(keys):
            stays = joins & set(keys) if old == now else set()
            articles |= {place.split(" ")[0] for key in keys if key not in stays for place, _ in kept.rows(ON, key)}
            kept.drop((JOINED, root, key) for key in joins - set(keys))
            kept.put((JOINED, root, key, "") for key in set(keys) - joins)
    return Relinked(tuple(sorted(actors, key=lambda a: a.id)), frozenset(gone), frozenset(articles - changed))
