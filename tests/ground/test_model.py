# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The nouns in the exchange form and back."""

import json
from typing import Any

import pytest

from communique.model import Account, Commitment, CommitmentRef, Event, Exchanged, Figure, LinkedActor, MentionRef, Move, Place, Point, SpanRef, Statement, Tenure

NOUNS: list[Exchanged] = [
    Figure("troops", 300.0, None, (4, 7)),
    Statement("s:1", None, ("p:1",), (), None, None, ((0, 6),), ((7, 11),), ((13, 20), (24, 30)), "mixed", None),
    Event("E:1", (), "CONSULT", "visit", ("P:1",), (), ("2021-02-04", "2021-02-05"), Place("Arlville", "ARL", 1.5, -2.5), (MentionRef("a:1", "e:1"),), 1, 0.9),
    Event("E:2", ("E:1",), "AGREE", None, (), (), None, None, (), 0, 0.5, (Account("ARL", None, (Point("grain", SpanRef("a:1", (0, 5)), ("BOR",)),)),)),
    Commitment("C:1", "pledge", ("P:1",), (), "grain", None, ("2021-05-01", "2021-05-01"), "open", (CommitmentRef("a:1", "c:1"),), (Move(None, "done", None, "sent", 0.5),)),
    LinkedActor("P:1", "Arland", ("the kingdom",), "ARL", "GOV", (Tenure("king", "2020-01-01", None),)),
]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: type(noun).__name__)
def test_a_noun_comes_back_from_json_as_it_was(noun: Exchanged) -> None:
    assert type(noun).from_dict(json.loads(json.dumps(noun.to_dict()))) == noun


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"what": "troops", "value": 3.0, "unit": None, "span": [4, 7], "colour": "red"}, KeyError),
        ({"what": "troops", "value": 3.0, "unit": None, "span": [4, 7, 9]}, ValueError),
        ({"what": "troops", "value": 3.0, "unit": None}, TypeError),
    ],
)
def test_a_form_that_is_no_noun_is_an_error(values: dict[str, Any], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        Figure.from_dict(values)
