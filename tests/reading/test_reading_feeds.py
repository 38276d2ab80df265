# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from communique.model import Page, Problem
from communique.reading import Listed, addresses, read

LONG = "The envoy said on Thursday that the talks would go on. " * 15
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title><link>https://a.example/</link>
<item><title>Envoy &amp; king &lt;b&gt;meet&lt;/b&gt;</title><link>https://a.example/1</link><pubDate>Thu, 04 Feb 2021 23:10:00 +0900</pubDate>
 <description>A teaser.</description><content:encoded><![CDATA[<p>The envoy left&nbsp;Kasane.</p>]]></content:encoded></item>
<item><title>Long</title><guid>https://a.example/2</guid><description>{LONG}</description></item>
<item><title>Teaser</title><link>https://a.example/3</link><description>Some words.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><link href="https://a.example/" rel="self"/>
<entry><title type="html">Envoy</title><id>tag:a.example,2021:1</id><link rel="edit" href="https://a.example/edit/1"/><link href="https://a.example/1"/>
<published>2021-02-04T10:00:00+01:00</published><updated>2021-02-05T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The <em>envoy</em> left.</p></div></content></entry></feed>"""


def found(tmp_path: Path, data: str | bytes, name: str = "feed.xml") -> list[Page | Problem]:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(tmp_path / name))


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed"])
def test_entries_that_hold_their_article_are_pages_and_the_others_are_told_once(tmp_path: Path, name: str) -> None:
    first, second, rest = found(tmp_path, RSS, name)
    assert first == Page(
        source=f"{tmp_path / name}:1", data=b"<p>The envoy left&nbsp;Kasane.</p>", url="https://a.example/1", published="2021-02-04", headline="Envoy & king meet",
        media_type="text/html",
    )  # fmt: skip
    assert isinstance(second, Page)
    assert (second.url, second.media_type, second.data.decode().split()) == ("https://a.example/2", "text/plain", LONG.split())
    assert isinstance(rest, Problem)
    assert rest.reason.startswith("1 of 3 entries hold an address or a teaser")
    assert "communique watch" in rest.reason


def test_atom_with_its_markup(tmp_path: Path) -> None:
    (page,) = found(tmp_path, ATOM)
    assert isinstance(page, Page)
    assert page.data.decode() == "<div><p>The <em>envoy</em> left.</p></div>"
    assert (page.url, page.published) == ("https://a.example/1", "2021-02-04")


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (RSS, [Listed("https://a.example/1", False, False, "Envoy & king meet", "2021-02-04", "Thu, 04 Feb 2021 23:10:00 +0900")]),
        (ATOM, [Listed("https://a.example/1", False, False, "Envoy", "2021-02-04", "2021-02-05T10:00:00Z")]),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="x"><link>https://a.example/1</link></item></rdf:RDF>',
            [Listed("https://a.example/1")],
        ),
        (
            "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc><lastmod>2021-02-04</lastmod></sitemap></sitemapindex>",
            [Listed("https://a.example/1.xml", is_list=True, changed="2021-02-04")],
        ),
        (
            '<urlset xmlns:n="n"><url><loc> https://a.example/1 </loc><n:news><n:title>E</n:title><n:publication_date>2021-02-04</n:publication_date></n:news></url></urlset>',
            [Listed("https://a.example/1", headline="E", published="2021-02-04", changed=None)],
        ),
        ('<opml><body><outline text="world"><outline type="rss" xmlUrl="https://a.example/f"/></outline></body></opml>', [Listed("https://a.example/f", is_list=True)]),
    ],
    ids=["rss", "atom", "rdf", "index", "map", "opml"],
)
def test_addresses_of_feeds_and_maps(data: str, wanted: list[Listed]) -> None:
    assert next(iter(addresses("https://a.example/feed", data.encode()))) == wanted[0]


def test_a_day_in_universal_time_is_left_to_the_page() -> None:
    data = RSS.replace("+0900", "GMT")
    (first, *_) = addresses("f", data.encode())
    assert isinstance(first, Listed)
    assert first.published is None


@pytest.mark.parametrize(
    "data",
    [
        RSS.replace("Envoy &amp; king", "Envoy & king"),
        RSS.replace("A teaser.", "A \x0bteaser."),
        RSS.replace("A teaser.", "Caf\xe9").encode("latin-1"),
        RSS.replace("A teaser.", "A&nbsp;teaser&mdash;here."),
        "\n\n" + RSS,
        RSS.replace("UTF-8", "nonsense-8"),
        RSS.replace("UTF-8", "utf-16").encode("utf-16"),
    ],
    ids=["bare and", "control", "latin", "html entities", "blank lines", "encoding", "utf-16"],
)
def test_feeds_that_are_all_but_well_formed_are_read(tmp_path: Path, data: str | bytes) -> None:
    got = found(tmp_path, data)
    assert [type(one) for one in got] == [Page, Page, Problem]
    assert "Envoy & king" in str(got[0])


def test_a_feed_that_is_cut_gives_what_is_before(tmp_path: Path) -> None:
    got = found(tmp_path, RSS[: RSS.index("<item><title>Teaser")])
    assert [type(one) for one in got] == [Page, Page, Problem]
    assert "not well-formed" in str(got[2])


def test_markup_that_is_no_feed_is_a_page(tmp_path: Path) -> None:
    (page,) = found(tmp_path, "<?xml version='1.0'?><html><p>The envoy left.</p></html>")
    assert isinstance(page, Page)
