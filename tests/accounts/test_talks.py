# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Two governments' own releases of one call: whose account, who asked, what is in conflict, what belongs together."""

import pytest
from tests.accounts.test_account import DAY, of_talks
from tests.merging.build import Sheet

from communique.accounts.initiative import initiative
from communique.accounts.numbers import length, quantities
from communique.accounts.record import own_voice
from communique.accounts.sentences import clauses, listed, split
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


def test_a_list_of_matters_is_taken_apart_and_names_are_not() -> None:
    def items(text: str) -> list[str]:
        return [text[a:b] for a, b in listed(text, (0, len(text)))]

    assert items("They discussed the price of kelp, the rights of crews, and a ferry that Oslo wants.") == ["the price of kelp", "the rights of crews", "a ferry that Oslo wants."]
    assert items("They reviewed kelp, krill and cod.") == ["kelp", "krill", "cod."]
    for whole in ("They discussed the war in Bissau, Guinea and Mali.", "They discussed the ferry, which was late, and the quay.", "They discussed kelp and krill."):
        assert items(whole) == [whole]


def test_a_list_of_names_is_no_end_of_a_clause() -> None:
    text = "they said that fishing among Peru, the US, and Japan was safe"
    assert [text[a:b] for a, b in clauses(text, (0, len(text)))] == [text]


def test_the_number_of_a_list_is_no_part_of_its_sentence() -> None:
    text = "2. The two ministers met."
    assert [text[a:b] for a, b in split(text, (0, len(text)))] == ["The two ministers met."]


def said(pages: list[Coded]) -> dict[str, set[str]]:
    """The words of each point -> the parties of its matter."""
    _, accounts, _ = of_talks(pages)
    text = {p.article.id: p.article.text for p in pages}
    return {text[p.span.article][slice(*p.span.span)]: {a.party, *p.also} for a in accounts for p in a.points}


def test_what_the_next_sentence_says_on_is_of_the_same_matter() -> None:
    lima = "President Quispe spoke by telephone with the Prime Minister of Norway. They welcomed the new kelp laboratory in Callao. Quispe offered ten divers for the project."
    oslo = "The Prime Minister spoke by telephone with the President of Peru. The Prime Minister praised the kelp laboratory. She raised whaling."
    told = said([release(lima, "Presidency of Peru").coded(), release(oslo, "Office of the Prime Minister of Norway").coded()])
    assert told["Quispe offered ten divers for the project."] == {"PER", "NOR"}
    assert told["She raised whaling."] == {"NOR"}


def test_an_outlets_headline_takes_no_point_from_the_other_side() -> None:
    lima = "President Quispe spoke by telephone with the Prime Minister of Norway. He explained the plan for safe harbours in Bissau and the islands."
    oslo = "The Prime Minister spoke by telephone with the President of Peru. She said that attacks on harbours must end."
    paper = release("Presidents of Peru and Norway spoke on Wednesday about the plan for safe harbours in Bissau and the islands.", "Harbour Post")
    told = said([release(lima, "Presidency of Peru").coded(), release(oslo, "Office of the Prime Minister of Norway").coded(), paper.coded()])
    assert told["She said that attacks on harbours must end."] >= {"PER", "NOR"}


def test_what_a_spokesman_is_asked_about_is_the_matter_of_the_answer() -> None:
    text = "Peru and Norway talked by telephone on Wednesday. Asked about the kelp pact, Peru's spokesman Raul Tello said that nothing had been decided between the two presidents."
    sheet = Sheet(text, published=DAY, outlet="Harbour Post")
    per, nor = sheet.state("PER"), sheet.state("NOR")
    tello = sheet.actor("Raul Tello", "PER", office="spokesman")
    sheet.event("Peru and Norway talked by telephone on Wednesday", "CONSULT", [per, nor], date=DAY, mode="phone", trigger="talked")
    sheet.statement("that nothing had been decided between the two presidents", [tello])
    _, accounts, _ = of_talks([sheet.coded()])
    assert [p.topic for a in accounts if a.party == "PER" for p in a.points] == ["kelp pact"]


def test_a_government_whose_release_tells_of_talks_with_an_organisation_is_a_side() -> None:
    lima = release("President Quispe spoke by telephone with the Prime Minister of Norway. They welcomed the loan of the Monetary Fund.", "Presidency of Peru")
    fund = lima.actor("Monetary Fund", "IGO", kind="organisation")
    sides = [fund, lima.actor("Prime Minister", "NOR", office="Prime Minister", key="person:b")]
    lima.event("They welcomed the loan of the Monetary Fund", "CONSULT", sides, date=DAY, trigger="welcomed", mode="phone")
    links = of_talks([lima.coded()])
    assert "PER" in {a.party for a in links[1]}


def test_a_dispute_is_named_by_its_matter_not_by_who_speaks() -> None:
    lima = "President Quispe spoke by telephone with the Prime Minister of Norway. They agreed to open a kelp laboratory in Callao in May."
    oslo = (
        "The Prime Minister spoke by telephone with the President of Peru. "
        "A spokesperson for the Prime Minister, Olav Ness, said no decision had been taken on the kelp laboratory in Callao."
    )
    _, _, found = of_talks([release(lima, "Presidency of Peru").coded(), release(oslo, "Office of the Prime Minister of Norway").coded()])
    assert [d.what for d in found] == ["whether it is settled: kelp laboratory in Callao"]


def test_an_amount_is_named_by_what_it_is_of() -> None:
    lima = "President Quispe spoke by telephone with the Prime Minister of Norway. He thanked her for a loan of $40 million for the port."
    oslo = "The Prime Minister spoke by telephone with the President of Peru. Norway will lend $30 million in aid for the port of Callao."
    _, _, found = of_talks([release(lima, "Presidency of Peru").coded(), release(oslo, "Office of the Prime Minister of Norway").coded()])
    assert [(d.what, [v.value for v in d.values]) for d in found] == [("loan", ["30000000 USD", "40000000 USD"])]
