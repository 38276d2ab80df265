# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from bisect import bisect_right
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.cleaning.rendering import Rendering, render


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<p>One<br>two</p>", "One\ntwo"),
        ("a <b>b</b>c\n  d", "a bc d"),
        ("<p> One </p> \n <p>\tTwo\n</p>", "One\nTwo"),
        ("<script>x</script><style>y</style><p>One</p><noscript>z</noscript>", "One"),
        ("<head><title>T</title></head><body>One", "One"),
        ("<p>A&amp;B &lt;c&gt; &#233; &nbsp; d</p>", "A&B <c> é d"),
        ("<p>co\u00adoper\u200bate</p>", "cooperate"),
        ("<!-- <p>no</p> --><p>yes</p>", "yes"),
        ("<p title='a > b'>One</p>", "One"),
        ('<a href="x>One</a> two', "One two"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<pre>a\nb   c</pre>", "a\nb c"),
        ("<ul><li>One<li>Two</ul>", "One\nTwo"),
        ("<p>One</p><script>never closed <p>Two</p>", "One"),
        ("<head><script>never closed</head><body><p>One</p>", "One"),
        ("<p>One</p><!-- never closed <p>Two</p>", "One"),
        ("<p>One</p><p>Two <a href=\"/x", "One\nTwo"),
        ("<p>One</p><p>Two</", "One\nTwo"),
        ("<p>1 < 2 and 3", "1 < 2 and 3"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ("", ""),
    ],
)
def test_the_rendering(page: str, text: str) -> None:
    assert render(page).text == text


def source_of(found: Rendering, offset: int) -> int:
    run = found.source_map[bisect_right(found.source_map, (offset, 1 << 60)) - 1]
    return run[1] + offset - run[0]


PIECES = st.lists(
    st.sampled_from(
        [
            "word",
            " ",
            "\n",
            "  ",
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<br>",
            "&amp;",
            "&eacute;",
            "&nbsp;",
            "é",
            "<div class='x'>",
            "</div>",
            "<pre>",
            "</pre>",
            "\u00ad",
            "<",
            ">",
            "&",
            "<li>",
        ]
    ),
    max_size=30,
)


@given(PIECES)
def test_each_character_leads_back_to_its_place_in_the_page(pieces: list[str]) -> None:
    page = "".join(pieces)
    found = render(page)
    for offset, shown in enumerate(found.text):
        at = source_of(found, offset)
        if not shown.isspace():
            assert page[at] == shown or (page[at] == "&" and unescape(page[at : at + 8]).startswith(shown))


@given(PIECES)
def test_lines_are_the_text_without_white_space_at_their_ends(pieces: list[str]) -> None:
    found = render("".join(pieces))
    assert "\n".join(found.text[line.start : line.end] for line in found.lines) == found.text
    for line in found.lines:
        said = found.text[line.start : line.end]
        assert said
        assert said == said.strip(" \n\t")


def test_a_line_knows_its_heading_links_and_place() -> None:
    found = render("<body><nav><a>Home</a></nav><article class=main><h2><span>Sub</span></h2><p>See <a>this</a></p></article>")
    home, sub, see = found.lines
    assert (home.aside, home.linked) == (True, 1.0)
    assert (sub.tag, sub.aside) == ("h2", False)
    assert see.place == "body>article.main>p" or see.place.endswith("article.main>p")
    assert see.linked == pytest.approx(0.5)
