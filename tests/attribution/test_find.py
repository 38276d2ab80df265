# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The learned half, on sentences of our own."""

import pytest

from communique.attribution import find
from communique.attribution.tagger import tag
from communique.model import Attribution

LEAD = "The foreign minister of Norland, Ane Holt, said on Monday that the harbour would stay open to every ship."
QUOTE = '"We have nothing to hide," Holt told reporters in Osby. "Everything will be on the table."'
FOREIGN = "The two countries will reopen their embassies in spring, according to the Osby Gazette."
SILENT = "The harbour lies on the northern coast. It was built in 1911 and has four piers."


def words(text: str, found: Attribution) -> tuple[str, str, str]:
    def join(role: str) -> str:
        return " … ".join(text[a:b] for a, b in getattr(found, role))

    return join("source"), join("cue"), join("content")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (LEAD, "Ane Holt", "said", "that the harbour would stay open to every ship"),
        (QUOTE, "Holt", "told", "We have nothing to hide"),
        (FOREIGN, "the Osby Gazette", "according to", "The two countries will reopen their embassies in spring"),
        ("“The talks were frank,” added the envoy.", "the envoy", "added", "“The talks were frank,”"),
        ("President Alva called on all parties to lay down their arms.", "President Alva", "called on", "all parties to lay down their arms"),
        ("Norland denies that its ships crossed the line.", "Norland", "denies", "that its ships crossed the line"),
    ],
)
def test_common_forms(text: str, source: str, cue: str, content: str) -> None:
    found = [words(text, a) for a in find(text)]
    assert any(source in s and cue in c and content in t for s, c, t in found), found


def test_a_quotation_that_goes_on_is_one_attribution() -> None:
    (found,) = find(QUOTE)
    assert words(QUOTE, found)[2] == '"We have nothing to hide," … "Everything will be on the table."'


def test_plain_telling_holds_none() -> None:
    assert find(SILENT) == []
    assert find("") == []
    assert find(" \n\n ") == []


def test_spans_are_in_order_inside_the_text_and_of_one_role_each() -> None:
    text = "\n\n".join([LEAD, SILENT, QUOTE, FOREIGN])
    seen: set[int] = set()
    for found in find(text):
        for role in (found.cue, found.content):
            letters = {i for a, b in role for i in range(a, b)}
            assert letters
            assert not letters & seen
            seen |= letters
        for spans in (found.source, found.cue, found.content):
            assert all(0 <= a < b <= len(text) for a, b in spans)
            assert list(spans) == sorted(spans)


def test_a_text_yields_the_same_alone_and_after_others() -> None:
    alone = {text: find(text) for text in (LEAD, QUOTE, FOREIGN)}
    for first in alone:
        for text, wanted in alone.items():
            find(first * 3)
            assert find(text) == wanted


def test_only_the_given_spans_are_read_and_offsets_stay_those_of_the_text() -> None:
    text = f"Share this page!\n{LEAD}\nRead more: Holt said so."
    start = text.index(LEAD)
    found = tag(text, [(start, start + len(LEAD))])
    assert [(a - start, b - start) for a, b in found[0].content] == list(tag(LEAD)[0].content)
    assert all(start <= a and b <= start + len(LEAD) for f in found for s in (f.source, f.cue, f.content) for a, b in s)


def test_typographic_and_straight_quotation_marks_are_read_alike() -> None:
    straight = find(QUOTE)
    curly = find(QUOTE.replace('"We', "“We").replace(',"', ",”").replace('"Every', "“Every").replace('table."', "table.”"))
    assert straight == curly
