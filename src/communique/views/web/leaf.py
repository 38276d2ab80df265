# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One coded article as the record stores it, unpacked only as far as a page needs.

Making all nouns of an article costs about 16 ms, reading its JSON 0.2 ms (measured on a 25 kB article): a list that quotes
25 articles must not make them all.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from communique.model import Actor, Article, Coded, CommitmentMention, EventMention, Figure, Span, Statement
from communique.views.web import say


@dataclass(frozen=True)
class Leaf:
    """An article's stored form; each noun is made when it is asked for."""

    form: dict[str, Any]  # the exchange form
    inside: dict[str, Any]
    source: str | None  # where it was found, if that is another place now

    @classmethod
    def read(cls, noun: str, source: str | None) -> "Leaf":
        stored = json.loads(noun)
        return cls(stored["exchange"], stored["inside"] or {}, source)

    @cached_property
    def article(self) -> Article:
        found = Article.from_dict(self.form["article"])
        kept = self.inside.get("article") or {}
        headline = kept.get("headline_span")
        return replace(found, source=self.source or found.source, headline_span=None if headline is None else (headline[0], headline[1]), fetched=kept.get("fetched"))

    @property
    def id(self) -> str:
        return str(self.form["article"]["id"])

    @property
    def outlet(self) -> str:
        """The outlet's name, or else the name of the file that was read."""
        return str(self.form["article"]["outlet"] or say.file_name(self.source or self.form["article"]["source"]))

    def quote(self, spans: Sequence[Span]) -> str:
        """The characters of spans, an ellipsis between those that do not touch."""
        text = self.form["article"]["text"]
        return " … ".join(text[s:e] for s, e in spans)

    @cached_property
    def _by_id(self) -> dict[str, tuple[str, dict[str, Any]]]:
        return {one["id"]: (part, one) for part in ("actors", "statements", "events", "commitments") for one in self.form[part]}

    def actor(self, key: str) -> Actor | None:
        part, form = self._by_id.get(key, ("", {}))
        return Actor.from_dict(form) if part == "actors" else None

    def actor_name(self, key: str) -> str | None:
        part, form = self._by_id.get(key, ("", {}))
        return str(form["name"]) if part == "actors" else None

    def statement(self, key: str | None) -> Statement | None:
        part, form = self._by_id.get(key or "", ("", {}))
        return Statement.from_dict(form) if part == "statements" else None

    def event(self, key: str) -> EventMention | None:
        part, form = self._by_id.get(key, ("", {}))
        return EventMention.from_dict(form) if part == "events" else None

    def commitment(self, key: str) -> CommitmentMention | None:
        part, form = self._by_id.get(key, ("", {}))
        return CommitmentMention.from_dict(form) if part == "commitments" else None

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(Figure.from_dict(form) for form in self.form["figures"])

    def statements_by(self, speakers: set[str]) -> list[Statement]:
        """What these actors of the article said, in the order of the text."""
        found = [Statement.from_dict(form) for form in self.form["statements"] if speakers & set(form["speakers"])]
        return sorted(found, key=lambda s: (s.content or s.source or ((0, 0),))[0])

    @cached_property
    def coded(self) -> Coded:
        """All nouns: for the article's own page alone."""
        return replace(Coded.from_dict(self.form), article=self.article)
