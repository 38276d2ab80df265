# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One coded article with its findings at hand by id."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.model import Actor, Article, Coded, CommitmentMention, EventMention, Span, Statement
from communique.views.web import say


@dataclass(frozen=True)
class Leaf:
    """An article as the pages quote from it."""

    coded: Coded

    @property
    def article(self) -> Article:
        return self.coded.article

    @property
    def id(self) -> str:
        return self.coded.article.id

    @property
    def outlet(self) -> str:
        """The outlet's name, or else the name of the file that was read."""
        return self.article.outlet or say.file_name(self.article.source)

    def quote(self, spans: Sequence[Span]) -> str:
        """The characters of spans, an ellipsis between those that do not touch."""
        return self.coded.quote(spans)

    @cached_property
    def _by_id(self) -> dict[str, Actor | Statement | EventMention | CommitmentMention]:
        coded = self.coded
        nouns: tuple[Actor | Statement | EventMention | CommitmentMention, ...] = (*coded.actors, *coded.statements, *coded.events, *coded.commitments)
        return {one.id: one for one in nouns}

    def actor_name(self, key: str) -> str | None:
        found = self._by_id.get(key)
        return found.name if isinstance(found, Actor) else None

    def statement(self, key: str | None) -> Statement | None:
        found = self._by_id.get(key or "")
        return found if isinstance(found, Statement) else None

    def event(self, key: str) -> EventMention | None:
        found = self._by_id.get(key)
        return found if isinstance(found, EventMention) else None

    def commitment(self, key: str) -> CommitmentMention | None:
        found = self._by_id.get(key)
        return found if isinstance(found, CommitmentMention) else None

    def statements_by(self, speakers: set[str]) -> list[Statement]:
        """What these actors of the article said, in the order of the text."""
        found = [one for one in self.coded.statements if speakers & set(one.speakers)]
        return sorted(found, key=lambda s: (s.content or s.source or ((0, 0),))[0])
