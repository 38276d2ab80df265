# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""One page, room after room along the way, each door opened by hand; then the same page through the whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique import accounts, actors, annotation, attribution, cleaning, coding, copies, dating, identity, ledger, merging, pipeline, reading
from communique.cli import app
from communique.model import Across, Article, Coded, EventMention, Page
from communique.record import Filter, Record


@pytest.fixture
def page(six: Sequence[str]) -> Page:
    """A government's readout of a call with another."""
    (found,) = reading.read(six[0])
    assert isinstance(found, Page)
    return found


def countries(coded: Coded, mention: EventMention) -> set[str | None]:
    return {coded.actor(one).country for one in mention.actors + mention.recipients}


def test_a_page_walks_room_by_room(page: Page) -> None:
    article = cleaning.clean(page)
    assert isinstance(article, Article)
    assert (article.published, article.language) == ("2021-01-19", "en")
    assert article.body_text.startswith("The President of the Republic, Sebastián Piñera, held a telephone conversation")
    assert "Follow us" not in article.body_text

    doc = actors.locate(annotation.annotate(article))
    assert doc.sentences
    assert {"35 minutes", "this evening"} <= {doc.words(time.span) for time in doc.times}

    found = actors.resolve(doc)
    (president,) = (actor for actor in found if "Sebastián Piñera" in map(doc.words, actor.mentions))
    assert (president.kind, president.country, president.sector) == ("person", "CHL", "GOV")

    statements = attribution.attribute(doc, found)
    said = next(s for s in statements if any("a common courtyard" in doc.words(span) for span in s.content))
    assert president.id in said.speakers

    events, commitments, figures = coding.code(doc, found, statements)
    coded = Coded(article, doc.times, found, statements, events, commitments, figures)
    call = next(e for e in events if (e.event_type, e.mode) == ("CONSULT", "phone"))
    assert "CHL" in countries(coded, call)
    assert call.date_range is not None
    assert call.date_range[0] <= "2021-01-19" <= call.date_range[1]
    assert "telephone" in coded.quote(call.evidence) or "call" in coded.quote(call.evidence)
    assert commitments

    families = copies.compare([article])
    links = identity.link([coded])
    assert families == ()
    assert dating.date([coded], families) == ()
    joined, _ = merging.merge([coded], families, links, ())
    assert {ref.event for event in joined for ref in event.mentions} == {event.id for event in events}
    told = {event.id: accounts.account(event, [coded], links, families) for event in joined}
    assert any(sides for sides, _ in told.values())
    kept, _ = ledger.follow([coded], joined, links)
    assert {ref.commitment for one in kept for ref in one.mentions} == {one.id for one in commitments}

    assert pipeline.code_page(page) == coded


def test_across_is_the_rooms_one_after_another(coded: dict[str, Coded]) -> None:
    pages = list(coded.values())
    across = pipeline.across(pages)
    assert across == pipeline.across(pages[::-1])
    assert isinstance(across, Across)
    assert any({"04", "05"} <= {Path(one.article.source).name[:2] for one in pages if one.article.id in family.articles} for family in across.families)


@pytest.fixture
def record(built: Path) -> Iterator[Record]:
    with Record(built, make=False) as record:
        yield record


def test_pages_that_report_one_event_meet_in_the_record(record: Record, built: Path) -> None:
    """A call that six pages report: whatever else the record makes of it, two of them meet in one event, each with its own words."""
    calls = record.events(Filter(countries=("CHL",), types=("CONSULT",), mode="phone"))
    call = max(calls, key=lambda event: event.independent_reports)
    reports = record.reports(call)
    assert len({coded.article.id for coded, _ in reports}) >= call.independent_reports >= 2
    assert call.accounts
    shown = CliRunner().invoke(app, ["event", call.id, "--record", str(built)])
    assert shown.exit_code == 0, shown.output
    assert "CONSULT phone" in shown.stdout
    unfolded = " ".join(shown.stdout.split())
    assert all(" ".join(coded.quote(mention.evidence).split())[:40] in unfolded for coded, mention in reports)
