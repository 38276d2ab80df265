# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which nodes a change can move to another actor, and which others have a say in it: found by keys that any two must share to be joined."""

from collections.abc import Callable, Iterable, Iterator

from communique import tables
from communique.identity.joining import held_by_one, is_state
from communique.identity.nodes import Node, full_name, office_key
from communique.identity.variants import alike

STRONG = ("wikidata ", "name ", "bag ", "body ", "country ", "state ")


def keys_of(node: Node) -> set[str]:
    """Names under which a node is found by those that it may be joined with."""
    if node.kind == "anonymous":
        return set()
    return {*_strong(node), *_spellings(node), *_weak(node)}


def _strong(node: Node) -> Iterator[str]:
    for known in node.wikidata:
        yield f"wikidata {known}"
    for name in node.names:
        yield f"name {' '.join(sorted(full_name(name)))}"
        yield f"bag {tables.bag(name.removeprefix('the ').removeprefix('The '))}"
        yield f"bag {tables.bag(name)}"
        if node.kind in ("government", "organisation", "group") and (body := tables.body_of(name)) is not None:
            yield f"body {body.id}"
    if node.country and node.kind == "country":
        yield f"country {node.country}"
    if node.country and node.kind == "government" and any(is_state(name) for name in node.names):
        yield f"state {node.country}"


def _spellings(node: Node) -> Iterator[str]:
    """Blocks in which another spelling of a full name is looked for; who is found there must be alike besides."""
    if node.kind != "person":
        return
    for name in node.names:
        words = full_name(name)
        if len(words) > 1:
            yield from (f"word {word}" for word in {*words, "".join(words)})
            yield from (f"begins {word[:2]}" for word in (words[0], words[-1]))


def may_be_person(node: Node) -> bool:
    """Whether it is a person, or may have been taken for a body by mistake."""
    return node.kind == "person" or (node.kind == "organisation" and not node.country)


def _weak(node: Node) -> Iterator[str]:
    if may_be_person(node):
        for name in node.names:
            words = full_name(name)
            if len(words) == 1 and node.kind == "person":
                yield f"lacks {words[0]}"
            elif len(words) > 1:
                yield from (f"ends {word}" for word in (words[0], words[-1]))
    for office in _offices(node):
        if held_by_one(office):
            yield f"holds {office}"
        if node.kind == "office":
            yield f"office {office}"


def _offices(node: Node) -> set[str]:
    return {*node.offices, *((office_key(name) for name in node.names) if node.kind == "office" else ())}


class Region:
    """The nodes around a change. `found`: keys of nodes under a name; `companions`: those that are one actor with a node so far."""

    def __init__(self, nodes_at: Callable[[Iterable[str]], dict[str, Node]], found: Callable[[str], list[str]], companions: Callable[[str], list[str]]) -> None:
        self._nodes_at, self._found, self._companions = nodes_at, found, companions
        self.nodes: dict[str, Node] = {}
        self._asked: dict[str, list[str]] = {}
        self._closed: set[str] = set()

    def around(self, changed: Iterable[Node]) -> set[str]:
        """The changed as they were and as they are -> keys of all that may move; `nodes` then holds these and all that have a say."""
        start: set[str] = set()
        changed = list(changed)
        for node in changed:
            start |= {node.key, *self._near(node), *self._companions(node.key)}
        fuller = self._strongly(start)
        known = [*changed, *self._of(fuller)]
        lacking = self._under(known, "ends ", "lacks ") | self._under(known, "lacks ", "lacks ")
        fuller |= self._strongly(lacking | self._under(self._of(lacking), "lacks ", "ends "))
        holders = [*changed, *self._of(fuller | lacking)]
        offices = {key for key in self._under(holders, "holds ", "holds ") if self.nodes[key].kind == "office"} | self._under(holders, "office ", "office ")
        moving = fuller | lacking | offices | self._with(fuller | lacking | offices)
        # Those who may be meant by the offices, with what attaches to them by name.
        meant = self._strongly(offices | self._under(self._of(offices), "holds ", "holds "))
        named = self._under(self._of(meant), "ends ", "lacks ") | {key for key in meant if self.nodes[key].kind == "person"}
        self._strongly(named | self._under(self._of(named), "lacks ", "ends "))
        self._strongly(moving)
        return moving & self.nodes.keys()

    def _with(self, keys: set[str]) -> set[str]:
        return {other for key in keys for other in self._companions(key)}

    def _of(self, keys: Iterable[str]) -> list[Node]:
        return [self.nodes[key] for key in sorted(keys) if key in self.nodes]

    def _load(self, keys: Iterable[str]) -> set[str]:
        self.nodes |= self._nodes_at([key for key in keys if key not in self.nodes])
        return {key for key in keys if key in self.nodes}

    def _keys(self, name: str) -> list[str]:
        if name not in self._asked:
            self._asked[name] = self._found(name)
        return self._asked[name]

    def _under(self, nodes: Iterable[Node], mine: str, theirs: str) -> set[str]:
        """Nodes that have under one kind of key what these have under another."""
        words = {key.removeprefix(mine) for node in nodes for key in keys_of(node) if key.startswith(mine)}
        return self._load({other for word in sorted(words) for other in self._keys(theirs + word)})

    def _near(self, node: Node) -> set[str]:
        """Nodes that may be one with it by name."""
        same = {other for key in keys_of(node) if key.startswith(STRONG) for other in self._keys(key)}
        blocks = {other for key in _spellings(node) for other in self._keys(key)} - same
        spelt = {full_name(name) for name in node.names}
        for other in self._of(self._load(blocks)):
            if any(alike(a, full_name(b)) for a in spelt for b in other.names):
                same.add(other.key)
        return same

    def _strongly(self, keys: Iterable[str]) -> set[str]:
        """All that are joined with these by names alone, or might be."""
        todo = list(self._load(set(keys)))
        out = set(todo)
        while todo:
            key = todo.pop()
            for other in self._load(self._near(self.nodes[key])) - out:
                out.add(other)
                todo.append(other)
        return out
