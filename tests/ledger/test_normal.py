# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The normal form of undertakings, from clauses made by hand."""

import pytest
from tests.merging.build import Sheet

from communique.identity import link
from communique.ledger import follow
from communique.ledger.normal import normal
from communique.merging import merge
from communique.model import CommitmentKind, CommitmentMention, Days, EventType


def told(text: str, kind: CommitmentKind, word: str, *, event_type: EventType = "AGREE", due: Days | None = None) -> tuple[Sheet, CommitmentMention]:
    """A page of one undertaking by Peru, told to Norway by a word of it."""
    sheet = Sheet(f"2020-11-12. {text}", published="2020-11-12")
    sides = [sheet.state("PER")], [sheet.state("NOR")]
    event = sheet.event(text, event_type, *sides, date="2020-11-12", trigger=word)
    sheet.commitment(text, kind, *sides, what=text[text.index(word) :], made=None, due=due, event=event)
    return sheet, sheet.commitments[0]


@pytest.mark.parametrize(
    ("text", "word", "kind", "normally"),
    [
        ("Peru will reopen the reservoir locks by the end of March.", "reopen", "schedule", "pledge"),
        ("Peru will hold talks with Norway by the end of March.", "talks", "schedule", "schedule"),
        ("Peru's minister will visit Oslo before the end of the year.", "visit", "schedule", "schedule"),
        ("Peru's team flies home on Tuesday.", "flies", "schedule", "schedule"),
        ("Peru insists that Norway return the herring.", "insists", "request", "demand"),
        ("Peru said Norway must return the herring.", "must", "request", "request"),
        ("Peru asked Norway to return the herring.", "asked", "request", "request"),
        ("Peru would only accept herring of its own waters.", "accept", "refusal", "condition"),
        ("Peru will not sign before the crew is free.", "sign", "refusal", "condition"),
        ("Peru had refused to sign until last month.", "refused", "refusal", "refusal"),
        ("Peru will not sign unless the herring returns.", "sign", "pledge", "condition"),
        ("Peru threatened to seize the herring unless it returns.", "threatened", "threat", "threat"),
    ],
)
def test_the_kind_follows_what_is_undertaken(text: str, word: str, kind: CommitmentKind, normally: CommitmentKind) -> None:
    sheet, mention = told(text, kind, word)
    assert normal(sheet.coded(), mention).kind == normally


def test_all_who_meet_undertake_a_meeting_and_only_the_one_side_a_deed() -> None:
    sheet, meeting = told("Peru will meet Norway on Friday.", "schedule", "meet")
    found = normal(sheet.coded(), meeting)
    assert (set(found.by), found.to) == ({*meeting.by, *meeting.to}, ())
    sheet, deed = told("Peru will pay Norway on Friday.", "pledge", "pay")
    assert normal(sheet.coded(), deed) == deed


def test_the_day_on_which_a_deed_by_a_deadline_was_told_is_not_its_due() -> None:
    for day, due in (("2020-11-12", None), ("2020-11-30", ("2020-11-30", "2020-11-30"))):
        sheet, _ = told("Peru will free the Norwegian crew within ten days.", "schedule", "free", due=(day, day))
        pages = [sheet.coded()]
        links = link(pages)
        ((one,), _) = follow(pages, merge(pages, (), links, ())[0], links)
        assert (one.commitment_kind, one.due) == ("pledge", due)
