# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from tests.coding.build import actor, annotated, word

from communique.coding.candidates import mentions_of, path, sentences, triggers, with_first_person
from communique.model import Statement


def test_a_name_is_no_trigger_and_a_verb_is() -> None:
    doc = annotated("Norway must warn Sweden about the strike.")
    (sentence,) = sentences(doc, [actor(doc, "Norway"), actor(doc, "Sweden")])
    words = {doc.words((doc.tokens[i].start, doc.tokens[i].end)) for i in triggers(doc, sentence)}
    assert {"must", "warn", "strike"} <= words
    assert not words & {"Norway", "Sweden", "the", "about"}


def test_mentions_of_one_span_are_one_mention_of_all_its_actors() -> None:
    doc = annotated("The two ministers met.")
    both = [actor(doc, "two ministers"), actor(doc, "The two ministers")]
    shared = mentions_of(doc, [both[0], both[0].from_dict({**both[0].to_dict(), "id": "p:other"})])
    assert len(shared) == 1
    assert len(shared[0].actors) == 2


def test_paths_name_the_way_through_the_syntax() -> None:
    doc = annotated("Norway warned Sweden.")
    assert path(doc.tokens, word(doc, "warned"), word(doc, "Norway")) == ["nsubj"]
    assert path(doc.tokens, word(doc, "Norway"), word(doc, "Sweden")) == ["^nsubj", "dobj"]


def test_first_person_is_the_speaker_s() -> None:
    text = "“We will help Laos,” Aoki said."
    doc = annotated(text)
    speaker = actor(doc, "Aoki")
    source, cue, content = ((21, 25),), ((26, 30),), ((1, 18),)
    said = Statement(id="s:1", within=None, speakers=(speaker.id,), relays=(), channel=None, audience=None, source=source, cue=cue, content=content, style="direct", date=None)
    (with_we,) = with_first_person(doc, [speaker], [said])
    assert (1, 3) in with_we.mentions
    assert with_first_person(doc, [speaker], []) == (speaker,)
