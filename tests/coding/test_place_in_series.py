# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from tests.coding.build import annotated, word

from communique.coding import series


@pytest.mark.parametrize(
    ("text", "trigger", "order", "count"),
    [
        ("The third round of talks between Chile and Peru opened on Monday.", "talks", "third", None),
        ("It was the president's first visit to Peru since the war of 2008.", "visit", "first since the war of 2008", None),
        ("Their first meeting in two years ended without a statement.", "meeting", "first in two years", None),
        ("The ministers met for the 3rd time in Lima.", "met", "third", None),
        ("The presidents met three times in 2018 and 2019.", "met", None, 3),
        ("Envoys of Chile visited Lima twice last month.", "visited", None, 2),
        ("The sides held two rounds of talks in Lima.", "talks", None, 2),
        ("The two ministers met in Lima.", "met", None, None),
        ("On the first day of the visit he met the three envoys.", "visit", None, None),
        ("The first secretary met reporters.", "met", None, None),
    ],
)
def test_place_in_a_series_and_count(text: str, trigger: str, order: str | None, count: int | None) -> None:
    doc = annotated(text)
    sentence = next(s for s in doc.sentences if s[0] <= word(doc, trigger) < s[1])
    assert (series.order(doc, sentence, word(doc, trigger)), series.count(doc, sentence, word(doc, trigger))) == (order, count)
