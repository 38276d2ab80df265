# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from hypothesis import given, settings
from hypothesis import strategies as st

from communique import relations
from communique.coding.encoder import NONE, ask, cut, scan, softmax
from communique.coding.pieces import marked, plain

PAIRS = [
    ("Sweden condemned Norway over the arrests.", (0, 6), (17, 23)),
    ("Talks were held.", (0, 0), (0, 0)),
    ("The foreign minister of Chile, who had arrived on Monday for a visit of three days, thanked Peru for the tents and two field hospitals.", (4, 29), (91, 95)),
    ("Mali met Niger.", (0, 4), (9, 14)),
]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(range(len(PAIRS))), min_size=1, max_size=6))
def test_the_score_of_a_pair_does_not_depend_on_its_batch(picked: list[int]) -> None:
    alone = {i: (relations.classify_many([PAIRS[i]])[0], relations.event_probability([PAIRS[i]])[0]) for i in set(picked)}
    together = [PAIRS[i] for i in picked]
    assert list(zip(relations.classify_many(together), relations.event_probability(together), strict=True)) == [alone[i] for i in picked]


def test_a_pass_answers_for_each_piece_and_for_the_whole() -> None:
    text, actor, recipient = PAIRS[0]
    words = scan(plain(cut(text)))
    given_ = marked(cut(text), actor=actor, recipient=recipient)
    answer = ask(given_)
    assert words.shape == (len(cut(text).ids) + 2, NONE + 1)
    assert answer.roles.shape == (len(given_.ids), 3)
    assert abs(float(answer.types.sum()) - 1) < 1e-5
    assert abs(float(softmax(words).sum()) - len(words)) < 1e-3
