# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from communique.attribution.channel import PATTERNS, Pattern, channel_of


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: f"{p.channel}: {p.example}")
def test_each_pattern_finds_its_example_and_no_earlier_one_takes_it(pattern: Pattern) -> None:
    assert pattern.words.search(pattern.example)
    assert next(p for p in PATTERNS if p.words.search(pattern.example)) is pattern


@pytest.mark.parametrize("words", ["Alva said on Monday", "the shared challenges they want to address", "according to the daily"])
def test_plain_telling_names_no_channel(words: str) -> None:
    assert channel_of(words) is None


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("In a joint communique, the two sides", "joint statement"),
        ("told journalists in Oslo", "briefing"),
        ("said over the phone", "phone call"),
        ("wrote on X", "social post"),
        ("said in his inaugural address", "speech"),
        ("the ministry said in a press release", "statement"),
        ("told parliament", "speech"),
        ("said in an interview at the press conference", "interview"),
    ],
)
def test_channels(words: str, channel: str) -> None:
    assert channel_of(words) == channel


def test_state_media_only_where_the_words_name_no_channel() -> None:
    assert channel_of("the ministry said", "KCNA") == "state media"
    assert channel_of("the ministry said in a statement", "KCNA") == "statement"
    assert channel_of("the ministry said", "Reuters") is None
