# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.coding.build import annotated, word

from communique.coding import clauses


@pytest.mark.parametrize(
    ("text", "trigger", "evidence"),
    [
        ("Norway condemned the raid and Sweden welcomed the truce.", "welcomed", "Sweden welcomed the truce"),
        ("Norway condemned the raid and Sweden welcomed the truce.", "condemned", "Norway condemned the raid"),
        ("The minister urged Oslo to release the crew, pledging help in return.", "pledging", "pledging help in return"),
    ],
)
def test_evidence_is_the_clause_of_the_trigger(text: str, trigger: str, evidence: str) -> None:
    doc = annotated(text)
    start, end = clauses.clause(doc, doc.sentences[0], word(doc, trigger))
    shown = text[start:end]
    assert trigger in shown
    assert shown.startswith(evidence.split(maxsplit=1)[0])
    assert len(shown) <= len(evidence) + 12


def test_a_long_clause_is_cut_around_its_trigger() -> None:
    text = "The envoy said that " + ", ".join(f"harbour number {i} of the northern coast" for i in range(30)) + " would open after the two states met."
    doc = annotated(text)
    start, end = clauses.clause(doc, doc.sentences[0], word(doc, "open"))
    assert end - start <= clauses.LONGEST
    assert "open" in text[start:end]


def test_what_is_promised_is_the_complement() -> None:
    doc = annotated("Kenya promised to open the border by May.")
    (span,) = clauses.what(doc, doc.sentences[0], word(doc, "promised"))
    assert doc.words(span).startswith("to open the border")


def test_a_condition_is_found() -> None:
    doc = annotated("Kenya will open the border if Somalia frees the fishermen.")
    found = clauses.condition(doc, doc.sentences[0], word(doc, "open"))
    assert found is not None
    assert doc.words(found[0]) == "if Somalia frees the fishermen"
    plain = annotated("Kenya will open the border.")
    assert clauses.condition(plain, plain.sentences[0], word(plain, "open")) is None


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="abc ,;-“”‘’.\"'—\n", min_size=1, max_size=120))
def test_any_text_gives_valid_spans(text: str) -> None:
    doc = annotated(text)
    for first, last in doc.sentences:
        for i in range(first, last):
            start, end = clauses.clause(doc, (first, last), i)
            assert 0 <= start < end <= len(text)
