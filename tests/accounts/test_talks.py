# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Two governments' own releases of one call: whose account, who asked, what is in conflict, what belongs together."""

import pytest
from tests.accounts.test_account import DAY, of_talks
from tests.merging.build import Sheet

from communique.accounts.initiative import initiative
from communique.accounts.numbers import length, quantities
from communique.accounts.record import own_voice
from communique.accounts.sentences import clauses, split
from communique.model import Coded

LIMA = (
    "President Quispe spoke by telephone with the Prime Minister of Norway. The call was held at the request of Norway and lasted 25 minutes. "
    "The Prime Minister thanked Peru for two rescue planes. Quispe asked for a loan of $40 million for the port of Callao. They agreed to meet in Lima in May."
)
OSLO = (
    "The Prime Minister spoke by telephone with the President of Peru. It was Lima that had asked for the call. "
    "The Prime Minister welcomed the arrival of three rescue aircraft. She raised the imprisonment of the teacher Olav Hagen. No date has been set for a meeting."
)


def release(text: str, outlet: str) -> Sheet:
    sheet = Sheet(text, published=DAY, outlet=outlet)
    quispe = sheet.actor("Quispe" if "Quispe" in text else "President of Peru", "PER", office="President of Peru", key="person:q")
    sides = [quispe, sheet.actor("Prime Minister", "NOR", office="Prime Minister", key="person:b")]
    sheet.event(text.split(". ", maxsplit=1)[0], "CONSULT", sides, date=DAY, mode="phone", trigger="spoke")
    return sheet


def both() -> list[Coded]:
    return [release(LIMA, "Presidency of Peru").coded(), release(OSLO, "Office of the Prime Minister of Norway").coded()]


def test_a_release_is_its_governments_account_whoever_is_quoted_there() -> None:
    pages = both()
    _, accounts, _ = of_talks(pages)
    told = {a.party: {pages[[p.article.id for p in pages].index(point.span.article)].article.outlet for point in a.points} for a in accounts}
    assert told == {"PER": {"Presidency of Peru"}, "NOR": {"Office of the Prime Minister of Norway"}}


def test_points_on_one_matter_share_it_and_others_stay_alone() -> None:
    pages = both()
    _, accounts, _ = of_talks(pages)
    text = {p.article.id: p.article.text for p in pages}
    said = {text[p.span.article][slice(*p.span.span)]: p for a in accounts for p in a.points}
    keys = ("rescue planes", "rescue aircraft", "loan", "Hagen", "meet in Lima", "No date", "request of", "Lima that had asked")
    matter = {key: next(p for words, p in said.items() if key in words) for key in keys}
    assert matter["rescue planes"].matter == matter["rescue aircraft"].matter
    assert matter["meet in Lima"].matter == matter["No date"].matter
    assert matter["request of"].matter == matter["Lima that had asked"].matter
    assert (matter["loan"].also, matter["Hagen"].also) == ((), ())
    assert matter["loan"].figures == ("$40 million",)
    assert matter["meet in Lima"].kind == "meeting"
    assert matter["request of"].kind == "initiative"


def test_conflicts_rest_on_the_words_of_both() -> None:
    pages = both()
    _, _, found = of_talks(pages)
    text = {p.article.id: p.article.text for p in pages}
    shown = {d.what: {v.value: [text[s.article][slice(*s.span)] for s in v.spans] for v in d.values} for d in found}
    assert shown["who asked for the talks"] == {"NOR": ["at the request of Norway"], "PER": ["Lima that had asked for the call"]}
    assert shown["whether a next meeting is settled"] == {"not decided": ["No date has been set for a meeting."], "settled": ["They agreed to meet in Lima in May."]}


@pytest.mark.parametrize(
    ("sentence", "words", "country"),
    [
        ("The call was initiated by the Norwegian side.", "initiated by the Norwegian side", "NOR"),
        ("The call took place at Norway’s request.", "at Norway’s request", "NOR"),
        ("Oslo called on Lima to keep the peace.", None, None),
        ("The talks in Lima, which Norway requested, were short.", "talks in Lima", None),
    ],
)
def test_who_asked_for_the_talks(sentence: str, words: str | None, country: str | None) -> None:
    page = Sheet(sentence, published=DAY).coded()
    found = initiative(page, (0, len(sentence)), ["PER", "NOR"])
    if country is None:
        assert found is None
    else:
        assert found is not None
        assert (sentence[slice(*found[0])], found[1]) == (words, country)


@pytest.mark.parametrize(
    ("outlet", "voice"),
    [
        ("Presidency of Peru", ("PER", True)),
        ("Norwegian Ministry of Foreign Affairs", ("NOR", True)),
        ("Press Office, White House", ("USA", True)),
        ("Xinhua", ("Xinhua", False)),
        ("Norway Office Post", ("Norway Office Post", False)),
    ],
)
def test_whose_voice_a_page_has(outlet: str, voice: tuple[str, bool]) -> None:
    assert own_voice(Sheet("Words.", outlet=outlet).coded().article) == voice


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two joint fisheries patrols this year", ["2"]),
        ("a loan of $1.2 billion", ["1200000000 USD"]),
        ("450 MW from the next season", ["450 MW"]),
        ("on 14 March 2024", []),
        ("five guards at posts", ["5"]),
    ],
)
def test_quantities_in_normal_form(text: str, shown: list[str]) -> None:
    assert [q.shown for q in quantities(text, (0, len(text)))] == shown


@pytest.mark.parametrize(
    ("text", "iso"),
    [("the half-hour call", "PT30M"), ("lasted three quarters of an hour", "PT45M"), ("an hour and 20 minutes", "PT1H20M"), ("nine months", None)],
)
def test_lengths_of_talks(text: str, iso: str | None) -> None:
    found = length(text, (0, len(text)))
    assert (found[0] if found else None) == iso


def test_a_sentence_is_cut_where_a_new_matter_begins_and_not_where_it_points_back() -> None:
    text = "They condemned the raid on Callao and agreed to reopen the fish market in Bergen. He raised two cases of arrest and urged that they be released. Mr. U.S. Grant spoke."
    found = [text[s:e] for sentence in split(text, (0, len(text))) for s, e in clauses(text, sentence)]
    assert found[0] == "They condemned the raid on Callao"
    assert found[1] == "agreed to reopen the fish market in Bergen."
    assert found[2] == "He raised two cases of arrest and urged that they be released."
    assert found[3:] == ["Mr. U.S. Grant spoke."]
