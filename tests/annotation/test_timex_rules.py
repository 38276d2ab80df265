# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Each rule matches its examples, and reads them as they say; through the door, the examples come out the same."""

import pytest

from communique.annotation.timex.finder import RULES, _edges, times
from communique.annotation.timex.grammar import Rule

REFERENCE = "2018-03-16"
EXAMPLES = [(rule, *example) for rule in RULES for example in rule.examples]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_carries_examples(rule: Rule) -> None:
    assert rule.examples


@pytest.mark.parametrize(("rule", "text", "expression", "kind", "value"), EXAMPLES, ids=lambda x: x if isinstance(x, str) else "")
def test_an_example_is_matched_by_its_rule(rule: Rule, text: str, expression: str, kind: str, value: str) -> None:
    del kind, value
    assert any(word in text.lower() for word in rule.words)
    found = [text[slice(*_edges(m))] for m in rule.pattern.finditer(text)]
    assert any(expression.lower() in f.lower() or f.lower() in expression.lower() for f in found), found


@pytest.mark.parametrize(("rule", "text", "expression", "kind", "value"), EXAMPLES, ids=lambda x: x if isinstance(x, str) else "")
def test_an_example_comes_out_of_the_door(rule: Rule, text: str, expression: str, kind: str, value: str) -> None:
    del rule
    found = [(text[t.start : t.end], t.type, t.value) for t in times(text, REFERENCE)]
    assert (expression, kind, value) in found, found
