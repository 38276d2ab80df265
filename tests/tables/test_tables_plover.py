# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""PLOVER's scheme as compiled: scores, modes and contexts, and the table in step with its source."""

from pathlib import Path

import pytest
from tests.tables.build import tool

from communique.tables import plover

ROOT = Path(__file__).resolve().parents[2]


def test_the_table_is_what_its_source_compiles_to() -> None:
    module = tool("compile_plover")
    assert module.TARGET.read_text("utf-8") == module.compiled()


@pytest.mark.parametrize(
    ("kind", "clause", "mode"),
    [
        ("CONSULT", "the two held a telephone conversation", "phone"),
        ("CONSULT", "The half-hour call was asked for by Oslo", "phone"),
        ("CONSULT", "she paid a courtesy call on the speaker", "visit"),
        ("CONSULT", "he arrived in Lima for talks", "visit"),
        ("CONSULT", "they met", None),
        ("ASSAULT", "a roadside bomb killed two soldiers", "explosives"),
        ("RETREAT", "the rebels freed nine prisoners", "release"),
        ("AGREE", "they agreed on a visit", None),
    ],
)
def test_a_mode_is_told_by_the_words_of_the_clause(kind: str, clause: str, mode: str | None) -> None:
    assert plover.mode(kind, clause) == mode


def test_scores_are_the_manual_s_and_accuse_is_negative() -> None:
    assert plover.score("CONSULT", "phone") == 1.5
    assert plover.score("CONSULT", None) == 2.5
    assert plover.score("ACCUSE", None) == -3
    assert plover.score("PROTEST", "vandalize") == -5
    assert {kind for kind, _ in plover.scheme().scores} == set(plover.TYPES) == set(plover.QUADS)


def test_contexts_come_the_most_spoken_of_first() -> None:
    assert plover.contexts("The nuclear talks and the nuclear test; the envoy and uranium.", least=1)[:2] == ("cbrn", "diplomatic")
    assert plover.contexts("A quiet day.") == ()
