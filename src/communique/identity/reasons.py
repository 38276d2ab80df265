# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Why a page's actor is taken for a linked one: read off what both are called, as joining decides by nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique import tables
from communique.identity.joining import is_state
from communique.identity.nodes import full_name
from communique.identity.variants import alike, same_words
from communique.model import Actor, LinkedActor


@dataclass(frozen=True, slots=True)
class Why:
    """What decided, in words, and how far it can be trusted."""

    reason: str
    confidence: float


def why(actor: LinkedActor, here: Actor, beside: Sequence[Actor] = ()) -> Why:
    """A linked actor and one of its members; `beside` are its members on the same page -> why the one is the other. Pure.

    The confidences are the editor's ranking of what can decide, not shares that were measured: the only page .99, an id of the
    tables .99, a state .97, a body of the tables .97, a full name with its country .95, the same without a country or of a body
    that no table has .85, another spelling .80, a surname or an office beside the full name on its page .80, a surname alone,
    where one fuller person is near in time, .65, an office alone .60, and .50 where no fuller name was ever found.
    """
    fuller = len(full_name(actor.name)) > 1
    if any(person.id == here.id for person in tables.persons_named(here.name)):
        return Why("the tables know one such person who fits the page's day, title and country", 0.99)
    if len(actor.members) == 1:
        return Why("no other page names this one", 0.99)
    if here.wikidata and here.kind != "country":
        return Why(f"the same identifier ({here.wikidata})", 0.99)
    if here.kind == "country" or (here.kind == "government" and is_state(here.name)):
        return Why("the same state" if here.country else "the same name of a state", 0.97 if here.country else 0.85)
    if here.kind in ("government", "organisation", "group"):
        return _body(actor, here)
    if here.kind == "office":
        return _office(here, beside, fuller)
    if here.kind == "anonymous":
        return Why("the same words of the same page", 0.85)
    mine, theirs = full_name(actor.name), full_name(here.name)
    if len(theirs) == 1:
        return _surname(here, beside, fuller)
    if same_words(mine, theirs):
        return Why("the same full name and country", 0.95) if here.country else Why("the same full name; the page tells no country", 0.85)
    if alike(mine, theirs):
        return Why(f"“{here.name}” and “{actor.name}” are two spellings of one name, of one country", 0.80)
    return Why(f"by other pages that write “{here.name}” in ways between", 0.60)


def _body(actor: LinkedActor, here: Actor) -> Why:
    if tables.body_of(here.name):
        return Why("the same body of the tables", 0.97)
    if tables.bag(here.name) == tables.bag(actor.name):
        return Why("the same name", 0.85)
    return Why(f"written “{here.name}”", 0.60)


def _surname(here: Actor, beside: Sequence[Actor], fuller: bool) -> Why:
    if _named_in_full(beside):
        return Why(f"“{here.name}” alone, on a page that has the full name too", 0.80)
    if fuller:
        return Why(f"“{here.name}” alone, where pages near in time name one such person of that country", 0.65)
    return Why(f"“{here.name}” alone, of the same country; no page gives a fuller name", 0.50)


def _office(here: Actor, beside: Sequence[Actor], fuller: bool) -> Why:
    if _named_in_full(beside):
        return Why(f"by the office alone ({here.name}), on a page that names its holder", 0.80)
    if fuller:
        return Why(f"by the office alone ({here.name}), where pages near in time name its holder", 0.60)
    return Why(f"by the office alone ({here.name}) and the country; no page names its holder", 0.50)


def _named_in_full(beside: Sequence[Actor]) -> bool:
    return any(one.kind == "person" and len(full_name(one.name)) > 1 for one in beside)
