# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Characters that nobody sees: they change nothing that is read from a page, and the way back to them is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cleaning.clean_pages import BODY, HEADLINE, PARAGRAPHS, article, html

from communique.cleaning.rendering import render
from communique.cleaning.unseen import bare, strip
from communique.model import Spans

PAGE = f"{HEADLINE}\nBy Thomas Ashe\nTuesday 9 March 2021\n\nHARROW, March 9 (Reuters) -- {BODY}\n\n© 2021 The Harrow Gazette. All rights reserved."
MARKS = pytest.mark.parametrize("mark", ["\xad", "\u200b", "\u200c", "\u200e", "\u2060", "\ufeff"], ids=["soft hyphen", "space", "non-joiner", "direction", "joiner", "byte order"])


def inside(words: str, mark: str) -> str:
    """The mark in the middle of all longer words, and at both ends of each line."""
    return "\n".join(mark + " ".join(w[:3] + mark + w[3:] if len(w) > 5 else w for w in line.split(" ")) + mark if line else line for line in words.split("\n"))


@MARKS
def test_a_text_page_is_read_as_if_they_were_not_there(mark: str) -> None:
    plain, found = article(PAGE), article("A" + inside(PAGE, mark)[1:] if mark == "\ufeff" else inside(PAGE, mark))
    fields = ("byline", "dateline", "published", "published_basis", "outlet", "credits", "language")
    assert [getattr(found, name) for name in fields] == [getattr(plain, name) for name in fields]
    assert [found.text[s:e] for s, e in found.body] == [plain.text[s:e] for s, e in plain.body]
    assert mark not in found.text
    assert (plain.rendering, plain.source_map, found.rendering) == ("text", (), "communique-text/1")


@MARKS
def test_the_text_leads_back_to_the_page_s_own(mark: str) -> None:
    text = "\n" + inside(PAGE, mark)
    found = article(text)
    assert (found.headline, found.text) == (HEADLINE, "\n" + PAGE)
    assert rebuilt(found.text, found.source_map, text) == found.text


@MARKS
def test_an_html_page_is_read_as_if_they_were_not_there(mark: str) -> None:
    inner = "".join(f"<p>{inside(p, mark)}</p>" for p in PARAGRAPHS)
    found = article(html(inner, f'<meta name="author" content="{inside("Thomas Ashe", mark)}">').replace(HEADLINE, inside(HEADLINE, mark)))
    assert [found.text[s:e] for s, e in found.body] == list(PARAGRAPHS)
    assert (found.headline, found.byline, found.outlet) == (HEADLINE, ("Thomas Ashe",), "The Harrow Gazette")


def test_a_joiner_that_tells_words_apart_is_kept() -> None:
    assert bare("می\u200cخواهم") == "می\u200cخواهم"
    assert "می\u200cخواهم" in render("<p>می\u200cخواهم با شما درباره مرز</p>").text
    assert render("<p>می&zwnj;خواهم</p>").text == "می\u200cخواهم"


@given(st.text(alphabet="ab \n\xad\u200b\u2060", max_size=40))
def test_a_span_of_what_is_seen_leads_back_to_the_same_characters(text: str) -> None:
    seen = strip(text)
    assert seen.text == bare(text)
    assert rebuilt(seen.text, seen.source_map or ((0, 0),), text) == seen.text


def rebuilt(bare_text: str, source_map: Spans, text: str) -> str:
    """The runs of a text that a map names, put together."""
    ends = [*(at for at, _ in source_map[1:]), len(bare_text)]
    return "".join(text[source : source + end - at] for (at, source), end in zip(source_map, ends, strict=True))
