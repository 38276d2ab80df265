# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from tests.coding.build import annotated

from communique.coding.figures import figures, value_of


@pytest.mark.parametrize(("words", "value"), [("some 4,200", 4200.0), ("1.2 billion", 1.2e9), ("$300 million", 3e8), ("35 percent", 35.0), ("several", None)])
def test_value_of(words: str, value: float | None) -> None:
    assert value_of(words) == value


def test_a_count_says_what_it_counts_and_where() -> None:
    text = "About 4,200 Turkish soldiers are stationed in the province."
    found = figures(annotated(text))
    assert [(f.value, f.unit) for f in found] == [(4200.0, None)]
    assert "soldiers" in found[0].what
    assert text[slice(*found[0].span)].replace("About ", "") == "4,200"


def test_money_has_its_currency() -> None:
    found = figures(annotated("Japan gave $300 million in aid to Laos last week."))
    assert [(f.value, f.unit) for f in found if f.unit] == [(3e8, "USD")]
