# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""From attributions to statements: levels of reporting, nesting, quotations that go on. The attributions are given, so that the rules alone are tested."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.attribution.build import actor, annotated

from communique.attribution.quotes import lines
from communique.attribution.statements import compose
from communique.attribution.syntax import Tree
from communique.model import Actor, Attribution, Spans, Statement, Timex

Given = tuple[str, str, Sequence[str]]  # source, cue, contents, as words of the text


def spans(text: str, *words: str) -> Spans:
    assert all(w in text for w in words), words
    return tuple((text.index(w), text.index(w) + len(w)) for w in words if w)


def statements(text: str, people: dict[str, Sequence[str]], given: Sequence[Given], times: tuple[Timex, ...] = (), others: Sequence[Actor] = ()) -> tuple[Statement, ...]:
    doc = annotated(text, times)
    actors = [actor(doc, name, *mentions) for name, mentions in people.items()]
    found = [Attribution(spans(text, source) if source else (), spans(text, cue) if cue else (), spans(text, *contents)) for source, cue, contents in given]
    return compose(Tree(doc), [*actors, *others], found, lines(text, doc.article.body))


def read(text: str, found: Sequence[Statement]) -> list[tuple[list[str], list[str], list[str]]]:
    """Speakers, relays and contents in words."""
    return [([i[2:] for i in s.speakers], [r.actor[2:] for r in s.relays if r.actor], [text[a:b] for a, b in s.content]) for s in found]


RELAYED = [
    (
        '"We will keep the channel open," President Alva was quoted as saying by spokesman Ruben Kast.',
        {"Alva": (), "Kast": ("Ruben Kast",)},
        [("President Alva", "was quoted as saying by", ['"We will keep the channel open,"'])],
        [(["Alva"], ["Kast"], ['"We will keep the channel open,"'])],
    ),
    (
        "The envoy told reporters in Lisbon that the corridor would open, according to the Lusa news agency.",
        {"envoy": ("The envoy",), "Lusa": ("the Lusa news agency",)},
        [("The envoy", "told", ["that the corridor would open"])],
        [(["envoy"], ["Lusa"], ["that the corridor would open"])],
    ),
    (
        "The envoy told reporters in Lisbon that the corridor would open, according to the Lusa news agency.",
        {"envoy": ("The envoy",), "Lusa": ("the Lusa news agency",)},
        [("the Lusa news agency", "according to", ["that the corridor would open"])],
        [(["envoy"], ["Lusa"], ["that the corridor would open"])],
    ),
    (
        "The Sabah agency quoted the defence ministry as saying that the drills would end.",
        {"Sabah": ("The Sabah agency",), "ministry": ("the defence ministry",)},
        [("The Sabah agency", "quoted", ["the defence ministry as saying that the drills would end"])],
        [(["ministry"], ["Sabah"], ["that the drills would end"])],
    ),
    (
        '"The border stays shut," the minister said, the Belga news agency reported.',
        {"minister": ("the minister",), "Belga": ("the Belga news agency",)},
        [("the minister", "said", ['"The border stays shut,"'])],
        [(["minister"], ["Belga"], ['"The border stays shut,"'])],
    ),
    (
        '"The border stays shut," the minister said, the Belga news agency reported.',
        {"minister": ("the minister",), "Belga": ("the Belga news agency",)},
        [("the minister", "said", ['"The border stays shut,"']), ("the Belga news agency", "reported", [""])],
        [(["minister"], ["Belga"], ['"The border stays shut,"'])],
    ),
    (
        "The Lusa agency reported on Monday, citing a senior official, that the talks would resume.",
        {"Lusa": ("The Lusa agency",), "official": ("a senior official",)},
        [("The Lusa agency", "reported", ["that the talks would resume"])],
        [(["official"], ["Lusa"], ["that the talks would resume"])],
    ),
    (
        "Alva was cited by the Lusa agency as saying the offer was dead.",
        {"Alva": (), "Lusa": ("the Lusa agency",)},
        [("Alva", "was cited", ["Alva", "as saying the offer was dead"])],
        [(["Alva"], ["Lusa"], ["the offer was dead"])],
    ),
    (
        "The Lusa agency, citing a senior official, reported that the talks would resume.",
        {"Lusa": ("The Lusa agency",), "official": ("a senior official",)},
        [("The Lusa agency", "citing", ["a senior official"]), ("The Lusa agency", "reported", ["that the talks would resume"])],
        [(["official"], ["Lusa"], ["that the talks would resume"])],
    ),
    (
        "In a statement carried by the Sabah news agency, the ministry said the drills were a threat.",
        {"Sabah": ("the Sabah news agency",), "ministry": ("the ministry",)},
        [("the ministry", "said", ["the drills were a threat"])],
        [(["ministry"], ["Sabah"], ["the drills were a threat"])],
    ),
    (
        "The boats are safe, said the ministry, quoted by the Sabah news agency.",
        {"Sabah": ("the Sabah news agency",), "ministry": ("the ministry",)},
        [("the ministry", "said", ["The boats are safe"])],
        [(["ministry"], ["Sabah"], ["The boats are safe"])],
    ),
    (
        "Holt said this was because the boats were old, the Lusa agency reported.",
        {"Lusa": ("the Lusa agency",), "Holt": ()},
        [("the Lusa agency", "reported", ["this was because the boats were old"])],
        [(["Holt"], ["Lusa"], ["this was because the boats were old"])],
    ),
    (
        '"Ice asks for no passport," Alva said, in words passed on to journalists by her secretary, Ruben Kast.',
        {"Alva": (), "Kast": ("Ruben Kast", "her secretary")},
        [("Alva", "said", ['"Ice asks for no passport,"'])],
        [(["Alva"], ["Kast"], ['"Ice asks for no passport,"'])],
    ),
    (
        "Alva told the Lusa News Agency that the port was open.",
        {"Alva": (), "Lusa": ("the Lusa News Agency",)},
        [("Alva", "told", ["that the port was open"])],
        [(["Alva"], ["Lusa"], ["that the port was open"])],
    ),
    (
        "He said the neighbours supported the plan, according to Kast.",
        {"Alva": ("He",), "Kast": ()},
        [("Kast", "according to", ["He said the neighbours supported the plan"])],
        [(["Alva"], ["Kast"], ["the neighbours supported the plan"])],
    ),
    (
        "Kast said that Alva proposed that the two sides share the costs.",
        {"Alva": (), "Kast": ()},
        [("Kast", "said", ["that Alva proposed that the two sides share the costs"])],
        [(["Alva"], ["Kast"], ["that the two sides share the costs"])],
    ),
    (
        "Kast said that Alva proposed that the two sides share the costs.",
        {"Alva": (), "Kast": ()},
        [("Alva", "proposed", ["that the two sides share the costs"])],
        [(["Alva"], ["Kast"], ["that the two sides share the costs"])],
    ),
    (
        '"She told the premier that she would sign," Kast said.',
        {"Alva": ("She",), "Kast": ()},
        [("Kast", "said", ['"She told the premier that she would sign,"'])],
        [(["Alva"], ["Kast"], ["that she would sign"])],
    ),
    (
        "The newspaper quoted Ane Holt, a member of the board, as saying that the port would open.",
        {"Holt": ("Ane Holt",), "newspaper": ("The newspaper",)},
        [("The newspaper", "quoted", ["Ane Holt, a member of the board,"]), ("The newspaper", "saying", ["that the port would open"])],
        [(["Holt"], ["newspaper"], ["that the port would open"])],
    ),
    (
        "The port will open in spring, said the harbour board in its yearly report.",
        {"board": ("the harbour board",)},
        [("", "said", ["The port will open in spring", "the harbour board in its yearly report"])],
        [(["board"], [], ["The port will open in spring"])],
    ),
]


@pytest.mark.parametrize(("text", "people", "given", "wanted"), RELAYED)
def test_speaker_and_relays(text: str, people: dict[str, Sequence[str]], given: Sequence[Given], wanted: object) -> None:
    given = [(s, c, [w for w in contents if w]) for s, c, contents in given]
    assert read(text, statements(text, people, given)) == wanted


def test_the_circumstances_of_the_telling_belong_to_it() -> None:
    text = '"We shall all return next year," Holt told reporters in Oslo after long talks with the harbour board, according to the Lusa agency.'
    content = '"We shall all return next year," Holt told reporters in Oslo after long talks with the harbour board'
    found = statements(text, {"Holt": (), "Lusa": ("the Lusa agency",)}, [("the Lusa agency", "according to", [content])])
    assert read(text, found) == [(["Holt"], ["Lusa"], ['"We shall all return next year,"'])]
    assert (found[0].style, found[0].channel) == ("direct", "briefing")


def test_the_writers_gloss_is_not_the_speakers() -> None:
    text = '"They must go home," Holt said, with "they" meaning the fishermen.'
    found = statements(text, {"Holt": ()}, [("Holt", "said", ['"They must go home,"', '"they" meaning the fishermen'])])
    assert read(text, found) == [(["Holt"], [], ['"They must go home,"'])]


def test_all_sentences_of_a_passed_on_quotation_go_with_it() -> None:
    text = '"Our boats are in port. They have seen nobody," the harbour board said, according to the Sabah agency.'
    people: dict[str, Sequence[str]] = {"board": ("the harbour board",), "Sabah": ("the Sabah agency",)}
    found = statements(text, people, [("the Sabah agency", "according to", ['"Our boats are in port. They have seen nobody," the harbour board said'])])
    assert read(text, found) == [(["board"], ["Sabah"], ['"Our boats are in port. They have seen nobody,"'])]


def test_three_levels_stand_innermost_first() -> None:
    text = "The Lusa agency said that Kast said that Alva told Oduya that the port would open."
    people: dict[str, Sequence[str]] = {"Lusa": ("The Lusa agency",), "Kast": (), "Alva": (), "Oduya": ()}
    found = statements(text, people, [("The Lusa agency", "said", ["that Kast said that Alva told Oduya that the port would open"])])
    assert read(text, found) == [(["Alva"], ["Kast", "Lusa"], ["that the port would open"])]


def test_a_statement_among_others_keeps_its_reporter_as_outer_statement() -> None:
    text = "Kast said the call lasted for more than an hour and covered all the open questions of trade, and Alva told Oduya that the port would open."
    outer = "the call lasted for more than an hour and covered all the open questions of trade, and Alva told Oduya that the port would open"
    found = statements(text, {"Kast": (), "Alva": (), "Oduya": ()}, [("Kast", "said", [outer])])
    assert read(text, found) == [(["Kast"], [], [outer]), (["Alva"], ["Kast"], ["that the port would open"])]
    assert found[0].within is None
    assert found[1].within == found[0].id


@pytest.mark.parametrize(
    "content",
    ["she would tell Oduya that the port was open", "Alva did not say that the port was open", "I told them that the port was open"],
)
def test_planned_denied_and_own_speech_opens_no_statement(content: str) -> None:
    text = f"Kast said {content}."
    assert read(text, statements(text, {"Kast": (), "Alva": ("she",), "Oduya": ()}, [("Kast", "said", [content])])) == [(["Kast"], [], [content])]


def test_what_someone_says_of_himself_is_one_statement() -> None:
    text = "Alva said he had told Oduya that the port would open."
    assert len(statements(text, {"Alva": ("he",), "Oduya": ()}, [("Alva", "said", ["he had told Oduya that the port would open"])])) == 1


def test_a_quotation_goes_on_in_the_same_paragraph() -> None:
    text = '"We are ready," Alva said. "It is now for the others to decide."'
    found = statements(text, {"Alva": ()}, [("Alva", "said", ['"We are ready,"'])])
    assert read(text, found) == [(["Alva"], [], ['"We are ready,"', '"It is now for the others to decide."'])]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = '"We are ready," Alva was quoted as saying by Kast.\n"It is now for the others to decide whether they come."\n"We have waited for three long years already."'
    found = statements(text, {"Alva": (), "Kast": ()}, [("Alva", "was quoted as saying by", ['"We are ready,"'])])
    assert [(s.speakers, [r.actor for r in s.relays]) for s in found] == [(("p:Alva",), ["p:Kast"])] * 3
    assert found[1].cue == ()
    assert len({s.id for s in found}) == 3


def test_a_quotation_after_a_paragraph_without_speech_belongs_to_nobody() -> None:
    text = '"We are ready," Alva said.\nThe port was closed in spring.\n"It is now for the others to decide whether they come."'
    assert len(statements(text, {"Alva": ()}, [("Alva", "said", ['"We are ready,"'])])) == 1


def test_a_quotation_after_its_speakers_sentence() -> None:
    text = 'Alva struck a warm note. "We have been friends for a hundred years."'
    assert read(text, statements(text, {"Alva": ()}, [])) == [(["Alva"], [], ['"We have been friends for a hundred years."'])]


def test_a_title_in_quotation_marks_is_no_statement() -> None:
    text = 'Alva opened the show. "The Long Night" won.'
    assert statements(text, {"Alva": ()}, []) == ()


def test_two_speakers() -> None:
    text = "Alva and Oduya said that the port would open."
    assert read(text, statements(text, {"Alva": (), "Oduya": ()}, [("Alva and Oduya", "said", ["that the port would open"])]))[0][0] == ["Alva", "Oduya"]


def test_a_mention_of_a_group_leads_to_each_member() -> None:
    text = "The two leaders said that the port would open."
    people: dict[str, Sequence[str]] = {"Alva": ("The two leaders",), "Oduya": ("The two leaders",)}
    assert read(text, statements(text, people, [("The two leaders", "said", ["that the port would open"])]))[0][0] == ["Alva", "Oduya"]


def test_the_head_of_the_source_speaks_not_whom_it_names_beside() -> None:
    text = "Alva's spokesman Ruben Kast said that the port would open."
    found = statements(text, {"Alva": (), "Kast": ("Ruben Kast",)}, [("Alva's spokesman Ruben Kast", "said", ["that the port would open"])])
    assert read(text, found)[0][0] == ["Kast"]


def test_a_paper_speaks_for_its_issuer() -> None:
    text = "The foreign ministry said the port was open. The statement said that ships were welcome."
    doc = annotated(text)
    ministry = actor(doc, "ministry", "The foreign ministry", kind="government")
    found = statements(text, {}, [("The foreign ministry", "said", ["the port was open"]), ("The statement", "said that", ["ships were welcome"])], others=[ministry])
    assert [s.speakers for s in found] == [("p:ministry",)] * 2


def test_quoted_by_the_agency_that_was_named_just_before() -> None:
    text = 'The Belga news agency reported that Oduya opened the port. "It is a good day," Alva was quoted as saying.'
    belga = actor(annotated(text), "Belga", "The Belga news agency", kind="organisation")
    given = [("The Belga news agency", "reported", ["that Oduya opened the port"]), ("Alva", "was quoted as saying", ['"It is a good day,"'])]
    found = statements(text, {"Alva": (), "Oduya": ()}, given, others=[belga])
    assert [[r.actor for r in s.relays] for s in found] == [[], ["p:Belga"]]


def test_a_report_whose_content_went_to_another_verb_is_no_relay_of_its_neighbour() -> None:
    text = "Noting that leaders had pledged to end the war, Alva stressed that the port was open."
    given = [("leaders", "had pledged", [""]), ("Alva", "stressed", ["that the port was open"]), ("", "Noting", ["to end the war"])]
    found = statements(text, {"Alva": (), "leaders": ()}, [(s, c, [w for w in ws if w]) for s, c, ws in given])
    assert all(s.relays == () for s in found)


def test_a_role_that_was_never_theirs_takes_up_nobody() -> None:
    text = 'Ambassador Ane Holt said the door was open. "Ask me tomorrow," the general replied.'
    found = statements(text, {"Holt": ("Ane Holt",)}, [("Ambassador Ane Holt", "said", ["the door was open"]), ("the general", "replied", ['"Ask me tomorrow,"'])])
    assert [s.speakers for s in found] == [("p:Holt",), ()]


def test_a_verb_inside_a_neighbours_content_is_no_relay() -> None:
    text = "The ministry said the drills were a threat and warned that the army would respond."
    given = [("The ministry", "said", ["the drills were a threat"]), ("The ministry", "warned", ["that the army would respond"])]
    found = statements(text, {"ministry": ("The ministry",), "army": ("the army",)}, given)
    assert [s.relays for s in found] == [(), ()]


def test_a_question_put_to_the_speaker_is_no_statement() -> None:
    text = 'Asked whether she would come, Alva replied: "Of course I will."'
    found = statements(text, {"Alva": ("she",)}, [("", "Asked", ["whether she would come"]), ("Alva", "replied", ['"Of course I will."'])])
    assert read(text, found) == [(["Alva"], [], ['"Of course I will."'])]


def test_an_unknown_society_of_a_country_is_not_that_country() -> None:
    text = "The Maritime Society of Denmark said the port was open."
    country = actor(annotated(text), "Denmark", kind="country", country="DNK")
    assert statements(text, {}, [("The Maritime Society of Denmark", "said", ["the port was open"])], others=[country])[0].speakers == ()


def test_a_news_conference_is_no_audience() -> None:
    text = "Alva told a news conference that the port was open."
    (found,) = statements(text, {"Alva": ()}, [("Alva", "told", ["that the port was open"])])
    assert (found.channel, found.audience) == ("briefing", None)


def test_an_announcement_of_what_was_just_told() -> None:
    text = "Norland and Estmark agreed to reopen the port. Kast announced the agreement at a briefing on Monday."
    given = [("Norland and Estmark", "agreed", ["to reopen the port"]), ("Kast", "announced", ["the agreement"])]
    found = statements(text, {"Kast": (), "Norland": (), "Estmark": ()}, given)
    assert read(text, found) == [(["Kast"], [], ["Norland and Estmark agreed to reopen the port"]), (["Norland", "Estmark"], ["Kast"], ["to reopen the port"])]
    assert found[1].within == found[0].id
    assert found[0].channel == "briefing"


def test_an_announcement_of_something_else_stays_as_it_is() -> None:
    text = "Norland and Estmark agreed to reopen the port. Kast announced the election at a briefing on Monday."
    assert read(text, statements(text, {"Kast": ()}, [("Kast", "announced", ["the election"])])) == [(["Kast"], [], ["the election"])]


@pytest.mark.parametrize(
    ("text", "given", "wanted"),
    [
        (
            "The Union will send observers next week, the envoy Ane Holt announced.",
            ("", "announced", ["The Union will send observers next week, the envoy Ane Holt"]),
            (["Holt"], [], ["The Union will send observers next week"]),
        ),
        (
            "That had not been agreed, Holt told reporters when she was asked.",
            ("Holt", "told", ["when she was asked"]),
            (["Holt"], [], ["That had not been agreed"]),
        ),
    ],
)
def test_contents_that_the_tagger_cut_wrongly_are_mended(text: str, given: Given, wanted: object) -> None:
    assert read(text, statements(text, {"Holt": ("Ane Holt",)}, [given])) == [wanted]


def test_a_persons_office_is_not_the_person() -> None:
    text = "The office of President Alva said the port was open."
    assert statements(text, {"Alva": ()}, [("The office of President Alva", "said", ["the port was open"])])[0].speakers == ()


def test_a_clause_behind_that_tells_of_something_else_is_no_relay() -> None:
    text = "Holt said that she would not travel in spring, although Norland had announced a meeting."
    found = statements(text, {"Holt": ("she",), "Norland": ()}, [("Holt", "said", ["that she would not travel in spring"])])
    assert found[0].relays == ()


def test_who_is_whoever_the_clause_is_about() -> None:
    text = "Alva saw the mayor, Ane Holt, who said that the port was open."
    found = statements(text, {"Alva": (), "Holt": ("Ane Holt", "the mayor")}, [("who", "said", ["that the port was open"])])
    assert found[0].speakers == ("p:Holt",)


def test_press_that_was_told_passes_the_words_on_even_on_its_own_page() -> None:
    text = "Alva told the Osby Gazette that the port was open."
    doc = annotated(text)
    doc = replace(doc, article=replace(doc.article, outlet="The Osby Gazette"))
    found = [Attribution(spans(text, "Alva"), spans(text, "told"), spans(text, "that the port was open"))]
    (statement,) = compose(Tree(doc), [actor(doc, "Alva"), actor(doc, "Gazette", "the Osby Gazette")], found, lines(text, doc.article.body))
    assert [r.actor for r in statement.relays] == ["p:Gazette"]
    assert statement.audience == "the Osby Gazette"


def test_an_unnamed_paper_speaks_for_nobody() -> None:
    text = "The foreign ministry said the port was open. Reports from the coast said that ships were waiting."
    ministry = actor(annotated(text), "ministry", "The foreign ministry", kind="government")
    found = statements(text, {}, [("The foreign ministry", "said", ["the port was open"]), ("Reports from the coast", "said", ["that ships were waiting"])], others=[ministry])
    assert [s.speakers for s in found] == [("p:ministry",), ()]


def test_an_unknown_speaker_is_nobody() -> None:
    text = "Fishermen said that the port was open, and Alva listened."
    assert read(text, statements(text, {"Alva": ()}, [("Fishermen", "said", ["that the port was open"])]))[0][0] == []


def test_channel_audience_style_and_day() -> None:
    text = 'In an interview on Tuesday, Alva told the daily Correio that "the port is open to every ship".'
    day = Timex((text.index("Tuesday"), text.index("Tuesday") + 7), "DATE", "2019-03-05")
    (found,) = statements(text, {"Alva": ()}, [("Alva", "told", ['that "the port is open to every ship"'])], (day,))
    assert (found.channel, found.style, found.date) == ("interview", "direct", "2019-03-05")
    assert found.audience is not None
    assert "Correio" in found.audience


def test_the_next_sentence_may_tell_the_channel() -> None:
    text = "Alva said the port was open. She made the remarks at a news conference in Lisbon."
    assert statements(text, {"Alva": ("She",)}, [("Alva", "said", ["the port was open"])])[0].channel == "briefing"


def test_words_inside_the_content_tell_no_channel() -> None:
    text = "Alva said the letter had arrived."
    assert statements(text, {"Alva": ()}, [("Alva", "said", ["the letter had arrived"])])[0].channel is None


def test_style_of_indirect_and_mixed_speech() -> None:
    text = "Alva said the port was open. Oduya said the port was now open and that the news was most welcome."
    plain = statements(text, {"Alva": (), "Oduya": ()}, [("Alva", "said", ["the port was open"])])
    assert plain[0].style == "indirect"
    text = 'Alva said the port was "wide open" to every ship that comes in peace.'
    assert statements(text, {"Alva": ()}, [("Alva", "said", ['the port was "wide open" to every ship that comes in peace'])])[0].style == "mixed"


ENVOY = '"We shall return," Ane Holt said. "The door is open," the Danish envoy added.'


@pytest.mark.parametrize(("country", "wanted"), [("DNK", "p:Holt"), ("SWE", "p:Denmark")])
def test_a_role_takes_up_the_person_who_spoke_last_unless_it_names_another_country(country: str, wanted: str) -> None:
    doc = annotated(ENVOY)
    people = [actor(doc, "Holt", "Ane Holt", country=country), actor(doc, "Denmark", "Danish", kind="country", country="DNK")]
    found = statements(ENVOY, {}, [("Ane Holt", "said", ['"We shall return,"']), ("the Danish envoy", "added", ['"The door is open,"'])], others=people)
    assert found[1].speakers == (wanted,)
