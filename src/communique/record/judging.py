# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A person's word in a record: what it says about which mentions, and how it stands beside the others."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

import communique.record.corrections as corrections
import communique.record.queries as queries
from communique.errors import RecordError
from communique.model import Event, Judgement

State = Literal["holds", "overruled", "waiting", "in part", "retracted"]
Key = tuple[str, str]
Contradicted = Callable[[Sequence[Judgement], Container[Key]], Sequence[tuple[Judgement, Judgement]]]


@dataclass(frozen=True)
class Standing:
    """A person's judgement and what has become of it."""

    id: str
    judgement: Judgement
    state: State
    because: str  # a sentence; empty where it holds
    against: Judgement | None = None  # the later one that it lost to


def merging(events: Sequence[Event]) -> str:
    """What "same" is said about, that these events become one: the first mention of each. RecordError where they are one already."""
    if len({event.id for event in events}) < 2:
        raise RecordError(
            f"these are one event already ({', '.join(sorted({event.id for event in events})) or 'none was named'}); name two or more, as communique timeline lists them"
        )
    return " ".join(_name(event.mentions[0].article, event.mentions[0].event) for event in sorted({e.id: e for e in events}.values(), key=lambda e: e.id))


def splitting(event: Event, named: Sequence[str]) -> str:
    """What "different" is said about, that the named reports (mentions or articles, or their ids' beginnings) leave the event."""
    refs = [_name(ref.article, ref.event) for ref in event.mentions]
    out = set()
    for one in named:
        found = [ref for ref in refs if one in ref.split("/") or ref == one] or [ref for ref in refs if any(part.startswith(one) for part in ref.split("/"))]
        if not found:
            raise RecordError(f"event {event.id} has no report {one!r}; its reports are: {', '.join(refs[:8])}{' ...' if len(refs) > 8 else ''}")
        out.update(found)
    left = [ref for ref in refs if ref not in out]
    if not out or not left:
        raise RecordError(f"a split of {event.id} must name some of its {len(refs)} reports and leave some; its reports are: {', '.join(refs[:8])}")
    return " ".join((*sorted(out), corrections.BAR, *left))


def standings(db: Connection, contradicted: Contradicted) -> list[Standing]:
    """All judgements of persons, in the order they were made."""
    rows = corrections.given(db)
    back = corrections.retractions(rows)
    pages = list(queries.articles(db))
    found, orphans = corrections.anchored(db, pages)
    lost = {corrections.judgement_id(orphan.judgement): orphan for orphan in orphans}
    here = {(page.article.id, mention.id) for page in pages for mention in page.events}
    against = {corrections.said(one): other for one, other in contradicted(found, here)}
    out = []
    for row in rows:
        state, because = _state(row, back, lost, against)
        out.append(Standing(row.id, row.judgement, state, because, against.get(corrections.said(row.judgement)) if state == "overruled" else None))
    return out


def _state(
    row: corrections.Given, back: dict[str, Judgement], lost: dict[str, corrections.Orphan], against: dict[tuple[str, ...], Judgement]
) -> tuple[State, str]:
    one = row.judgement
    if row.id in back:
        return "retracted", f"taken back by {_who(back[row.id])}: {back[row.id].reason}"
    if one.says == corrections.RETRACTED:
        return "holds", ""
    if row.id in lost:
        orphan = lost[row.id]
        quotes = "; ".join(f"\u201c{quote}\u201d" if quote else name for name, _, quote in orphan.missing[:3])
        if not orphan.in_part:
            return "waiting", f"what it was about is no longer in the record ({quotes}); it holds again when the page is back"
        return "in part", f"some of what it was about is no longer in the record ({quotes}); it holds for the rest"
    if (other := against.get(corrections.said(one))) is not None:
        return "overruled", f"{_who(other)} judged later that the mentions are {other.says}: {other.reason}"
    return "holds", ""


def _who(one: Judgement) -> str:
    return f"{one.by} ({one.when[:10]})"


def _name(article: str, mention: str) -> str:
    return f"{article}/{mention}"
