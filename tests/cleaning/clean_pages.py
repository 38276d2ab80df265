# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pages written for the tests of this room, in the shapes in which crawlers leave real ones. Countries and people are invented."""

from communique.cleaning import clean
from communique.model import Article, Page

PARAGRAPHS = (
    "The foreign ministers of Norland and Sudmark have agreed to reopen the border crossing at Vell, ending a dispute that had lasted for more than two years.",
    "Norland's minister Ada Brenn announced the decision at a press conference on Tuesday, after four hours of talks in the port city of Harrow.",
    '"We have found a way that respects the interests of both peoples," she told reporters, adding that customs officers would return to the crossing within days.',
    "Her counterpart Ilya Marek said that the two sides would also resume the exchange of prisoners, which had been suspended since the spring.",
    "The opposition in Sudmark criticised the deal and demanded that parliament be given a vote on its terms before anything was signed.",
    "Trade between the two countries fell by a third after the crossing was closed, according to figures of the customs union.",
)
BODY = "\n\n".join(PARAGRAPHS)
HEADLINE = "Norland and Sudmark agree to reopen border crossing"


def article(text: str | bytes, **given: str) -> Article:
    found = clean(Page(source="page", data=text.encode() if isinstance(text, str) else text, **given))
    assert isinstance(found, Article), found
    return found


def body(text: str | bytes, **given: str) -> list[str]:
    found = article(text, **given)
    return [found.text[start:end] for start, end in found.body]


def html(body_html: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{HEADLINE} - The Harrow Gazette</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
        f"<article class='story'><h1>{HEADLINE}</h1><div class='text'>{body_html}</div></article>"
        "<footer><p>Copyright The Harrow Gazette. All rights reserved.</p></footer></body></html>"
    )


def paragraphs_html() -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
