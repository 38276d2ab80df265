# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The parts behind the door: characters, days, names, lines, weights."""

import pytest
from tests.cleaning.clean_pages import PARAGRAPHS

from communique.cleaning.aligning import shares
from communique.cleaning.bylines import byline, lone
from communique.cleaning.daywords import printed
from communique.cleaning.decoding import declared, decode
from communique.cleaning.flat import choose
from communique.cleaning.gathering import gather
from communique.cleaning.heading import is_crumb, is_masthead
from communique.cleaning.language import language
from communique.cleaning.layout import is_caption, is_date_line, is_notice, is_staff
from communique.cleaning.markup import Markup, markup, url_day
from communique.cleaning.naming import credits_in, dateline, signed, site_in
from communique.cleaning.published import CAPTION, GIVEN, HEADER, META, Clue, weigh
from communique.cleaning.rendering import Line
from communique.cleaning.scoring import body_model, chances
from communique.cleaning.units import units


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café “Ü”".encode(), "Café “Ü”"),
        ("\ufeffCafé".encode(), "Café"),
        ("Café".encode("utf-16"), "Café"),
        ("Café “x”".encode("cp1252"), "Café “x”"),
        (b'<meta charset="iso-8859-1"><p>Caf\xe9 \x93x\x94', '<meta charset="iso-8859-1"><p>Café “x”'),
        (b"a\x00b" + b" words" * 50, "a\ufffdb" + " words" * 50),
        ('<meta charset="euc-kr"><p>회담'.encode("euc-kr"), '<meta charset="euc-kr"><p>회담'),
        (b"plain words and one \xff byte" + b" more words" * 30, "plain words and one \ufffd byte" + " more words" * 30),
    ],
)
def test_bytes_become_characters(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize("name", ["hex", "rot13", "punycode", "idna", "utf-7", "unicode_escape", "nonsense"])
def test_a_charset_that_is_none_is_not_believed(name: str) -> None:
    assert declared(f'<meta charset="{name}">'.encode()) is None


@pytest.mark.parametrize(
    ("text", "iso", "weekday"),
    [
        ("on February 4, 2021.", "2021-02-04", None),
        ("Thursday 4 February 2021 - 09:09", "2021-02-04", 3),
        ("Sept. 4", None, None),
        ("2021-02-04", "2021-02-04", None),
        ("2021/2/4", "2021-02-04", None),
        ("04.02.2021", "2021-02-04", None),
        ("13/02/2021", "2021-02-13", None),
        ("02/13/2021", "2021-02-13", None),
        ("4th of March 2021", "2021-03-04", None),
        ("March 4, 2021 (Thursday)", "2021-03-04", 3),
    ],
)
def test_printed_days(text: str, iso: str | None, weekday: int | None) -> None:
    (found,) = printed(text)
    assert (found.iso, found.weekday) == (iso, weekday)


@pytest.mark.parametrize("text", ["03/04/2021", "February 30, 2021", "room 12", "version 4.2.2021.1", "he may 4 times", "1:20 in 2021"])
def test_what_is_no_sure_day_is_none(text: str) -> None:
    assert list(printed(text)) == []


def test_a_dated_head_is_followed_and_what_differs_is_said() -> None:
    found = weigh([Clue("2021-03-09", META, "the meta tag"), Clue("2021-03-09", HEADER, "the header line"), Clue("2020-11-02", HEADER, "a line")], dateline=None, body=PARAGRAPHS)
    assert (found.day, found.range) == ("2021-03-09", ("2021-03-09", "2021-03-09"))
    assert "a line names 2020-11-02: not followed" in found.basis
    assert "the text says Tuesday, and 2021-03-09 is one" in found.basis


def test_a_header_that_the_dateline_and_the_text_contradict_is_outweighed() -> None:
    clues = [Clue("2021-04-09", HEADER, "the header line"), Clue("2021-03-09", CAPTION + 1, "a line under the body")]
    found = weigh(clues, dateline="HARROW, March 9 (Reuters)", body=PARAGRAPHS)
    assert found.day == "2021-03-09"
    assert "the header line names 2021-04-09: not followed" in found.basis


def test_a_header_a_month_off_gives_way_to_the_dateline() -> None:
    found = weigh([Clue("2021-04-09", HEADER, "the header line")], dateline="HARROW, March 9 (Reuters)", body=PARAGRAPHS)
    assert found.day == "2021-03-09"
    assert "the header line names 2021-04-09: not followed" in found.basis


def test_a_dateline_of_december_before_a_header_of_january_is_of_the_year_before() -> None:
    near = weigh([Clue("2021-01-01", HEADER, "the header line")], dateline="HARROW, Dec. 31 (Reuters)", body=[])
    assert near.day == "2021-01-01"
    far = weigh([Clue("2021-01-20", HEADER, "the header line")], dateline="HARROW, Dec. 2 (Reuters)", body=[])
    assert far.day == "2020-12-02"


def test_what_was_given_is_followed_against_everything() -> None:
    found = weigh(
        [Clue("1999-01-01", GIVEN, "the metadata"), Clue("2021-03-09", META, "the meta tag")], dateline="HARROW, March 9, 2021 (Reuters)", body=["It was on March 9, 2021."]
    )
    assert found.day == "1999-01-01"
    assert any("2021-03-09" in said for said in found.basis)


def test_a_caption_counts_where_the_weekday_agrees() -> None:
    agrees = weigh([], dateline=None, body=PARAGRAPHS, captions=["Ada Brenn speaks in Harrow, March 9, 2021. (AP)"])
    assert agrees.day == "2021-03-09"
    differs = weigh([], dateline=None, body=PARAGRAPHS, captions=["Ada Brenn speaks in Harrow, March 4, 2021. (AP)"])
    assert (differs.day, differs.range) == (None, ("2021-03-09", "2021-03-10"))


def test_an_undated_page_has_no_day_and_its_basis_says_so() -> None:
    found = weigh([], dateline=None, body=["The crossing was closed in October 2019.", "Talks will resume by 2024."])
    assert (found.day, found.range) == (None, None)
    assert found.basis == ("the page prints no date of its own, and its text looks back on 2019-10: it is not older",)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("HARROW, Sept. 4 (Yonhap) -- The ministers met.", "HARROW, Sept. 4 (Yonhap)"),
        ("BEIJING, Nov. 1, 2005 (Xinhua) -- The ministers met.", "BEIJING, Nov. 1, 2005 (Xinhua)"),
        ("Seoul (Reuters) - The ministers met.", "Seoul (Reuters)"),
        ("HARROW — The ministers met.", "HARROW"),
        ("LHASA,  Nov. 27, 2005 (Xinhua) -- The fund rose.", "LHASA,  Nov. 27, 2005 (Xinhua)"),
        ("The ministers met - at last.", None),
        ("Norland (population 4 million) - a small state.", None),
        ("NATO said it would help.", None),
    ],
)
def test_datelines(words: str, line: str | None) -> None:
    assert dateline(words) == line


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("By Anna Novak", ("Anna Novak",)),
        ("BY OMAR HADDAD", ("Omar Haddad",)),
        ("By Anna Novak and Lee Min-ho, Staff Reporters", ("Anna Novak", "Lee Min-ho")),
        ("By Maria de la Cruz | The Gazette", ("Maria de la Cruz",)),
        ("Thursday, November 12, 2020 — by Anna Novak", ("Anna Novak",)),
        ("Posted on March 8, 2021 by Omar Haddad in Rail", ("Omar Haddad",)),
        ("Words by Anna Novak", ("Anna Novak",)),
        ("In 1821 the bridge was built by Engineers who loved stone and had time for it.", ()),
        ("By Tuesday the talks had failed", ()),
        ("By the time they met, the border was closed.", ()),
        ("Bypass opens", ()),
    ],
)
def test_bylines(words: str, names: tuple[str, ...]) -> None:
    assert byline(words) == names


@pytest.mark.parametrize(
    ("words", "yes"),
    [
        ("In this photo released by the ministry, Ada Brenn greets Ilya Marek.", True),
        ("File photo: the crossing at Vell.", True),
        ("Ada Brenn at the crossing on Monday. (AP Photo)", True),
        ("Ilya Marek in Harrow. Photo: Lena Roth", True),
        (PARAGRAPHS[0], False),
        ("The picture that emerged from the talks was mixed, officials said.", False),
    ],
)
def test_captions(words: str, yes: bool) -> None:
    assert is_caption(words) is yes


@pytest.mark.parametrize(
    ("words", "yes"),
    [
        ("We use cookies to see which pages are read. By continuing you accept them.", True),
        ("Sign up for our newsletter and read the harbour news first.", True),
        ("© 2021 The Harrow Gazette", True),
        ("The court fined the shop because it had set cookies without asking.", False),
        ("Norland asked its neighbours to sign up for the new rules.", False),
    ],
)
def test_notices_of_the_site(words: str, yes: bool) -> None:
    assert is_notice(words) is yes


@pytest.mark.parametrize(
    ("words", "yes"),
    [
        ("Wednesday 8 July 2020 - 09:09", True),
        ("Updated: Mar 9, 2021 14:05 GMT", True),
        ("Published on 9 March 2021 at 10:15 am", True),
        ("March 09, 2021 • Statements and Releases", True),
        ("Talks on 9 March 2021 ended without a result", False),
        ("14:05", False),
    ],
)
def test_date_lines(words: str, yes: bool) -> None:
    assert is_date_line(words) is yes


@pytest.mark.parametrize(
    ("words", "yes"),
    [
        ("ashe@gazette.example", True),
        ("Additional reporting by Lena Roth in Harrow", True),
        ("Gazette writer Lena Roth in Harrow contributed to this report.", True),
        ("The lower tariffs contributed to growth in both countries.", False),
        ("Reporting by the ministry was late, the court said.", False),
    ],
)
def test_lines_on_who_made_the_article(words: str, yes: bool) -> None:
    assert is_staff(words) is yes


def test_a_time_before_a_day_is_no_part_of_it() -> None:
    assert [p.iso for p in printed("World News 10:03 March 09, 2021")] == ["2021-03-09"]


def test_agencies_are_credited_and_others_are_not() -> None:
    body = ["The talks began, according to Yonhap news agency.", "They ended on Monday, Xinhua reported.", "Nobody was hurt, according to Ada Brenn (Norland)."]
    assert credits_in("SEOUL, Sept. 4 (Reuters)", body, ["A handshake. (Via AP)"]) == ("Reuters", "Associated Press", "Yonhap", "Xinhua")


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ([], ["Share", "© 2021 Al Jazeera"], "Al Jazeera"),
        (["Home", "Nation", "Region"], ["Print"], None),
        (["Home"], ["Copyright © 2021 The Harrow Gazette. All rights reserved."], "The Harrow Gazette"),
        (["Home"], ["(c) 2019 Vell Courier Ltd"], "Vell Courier"),
        (["SEA LEDGER | Trade and tides", "Latest"], ["Write to the Sea Ledger at the pier."], "Sea Ledger"),
        (["Sea Ledger"], ["Print"], None),
        (["Home"], ["The ministers met in Reuters Street on a cold and rainy Monday in November."], None),
    ],
)
def test_a_text_page_is_signed_by_its_furniture(first: list[str], last: list[str], name: str | None) -> None:
    assert signed(first, last) == name


@pytest.mark.parametrize(
    ("title", "headline", "site"),
    [
        ("Border crossing reopens | World | Vell Courier", "Border crossing reopens", "Vell Courier"),
        ("Vell Courier: Border crossing reopens", "Border crossing reopens", "Vell Courier"),
        ("Border crossing reopens", "Border crossing reopens", None),
        ("Border crossing - a new start", "Border crossing - a new start", None),
        ("Vell Courier | Home", "Border crossing reopens", None),
    ],
)
def test_the_title_names_the_site(title: str, headline: str, site: str | None) -> None:
    assert site_in([title], headline) == site


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Anna Novak", ("Anna Novak",)),
        ("MARIA SILVA, Harrow", ("Maria Silva",)),
        ("Omar Haddad and Anna Novak in Vell", ("Omar Haddad", "Anna Novak")),
        ("World News", ()),
        ("Anna Novak denies the report", ()),
        ("Harrow Bridge", ()),
        ("March", ()),
    ],
)
def test_a_name_alone_under_the_headline_is_a_byline(words: str, names: tuple[str, ...]) -> None:
    assert lone(["Share", words, "9 March 2021"]) == names


def test_an_unknown_name_right_above_the_day_is_a_byline() -> None:
    assert lone(["Xqwel Ardhim", "9 March 2021"], [False, True]) == ("Xqwel Ardhim",)
    assert lone(["Xqwel Ardhim", "Share"], [False, False]) == ()


@pytest.mark.parametrize(
    ("words", "yes"),
    [
        ("Home » World » Envoy returns to Vell for talks", True),
        ("You are here: Home > Press room", True),
        ("Region / Coast / Envoy returns", True),
        ("Envoy returns to Vell for talks", False),
        ("Home at last: sailors freed after a year", False),
    ],
)
def test_crumbs(words: str, yes: bool) -> None:
    assert is_crumb(words) is yes


@pytest.mark.parametrize(
    ("words", "yes"),
    [
        ("PRESIDENCY OF THE REPUBLIC OF NORLAND", True),
        ("Ministry of Foreign Affairs", True),
        ("Office of the Prime Minister | Press", True),
        ("Ministry of Finance cuts rates", False),
        ("Presidents meet in Harrow", False),
        ("Parliament rejects treaty of Vell", False),
    ],
)
def test_mastheads(words: str, yes: bool) -> None:
    assert is_masthead(words) is yes


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2021/02/04/x", "2021-02-04"),
        ("https://a.example/news/2021/2/4/x", "2021-02-04"),
        ("https://a.example/x-20210204", "2021-02-04"),
        ("https://a.example/20211304", None),
        ("https://a.example/14848175", None),
        (None, None),
    ],
)
def test_the_day_in_an_address(url: str | None, day: str | None) -> None:
    assert url_day(url) == day


def test_markup_says_titles_names_and_days() -> None:
    from lxml.html import fromstring

    said = markup(
        fromstring(
            '<html><head><title>T | S</title><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "H", "datePublished": "2021-03-09T10:00:00Z", '
            '"author": [{"@type": "Person", "name": "Anna Novak"}], "publisher": {"name": "Gazette"}}]}</script><script type="application/ld+json">{broken</script>'
            '<meta property="article:published_time" content="2021-03-10"></head><body><time datetime="20210311">x</time></body></html>'
        )
    )
    assert (said.titles, said.authors, said.site) == (("H", "T | S"), ("Anna Novak",), "Gazette")
    assert [day for day, _ in said.published] == ["2021-03-09", "2021-03-10", "2021-03-11"]
    assert markup(fromstring("<p>x</p>")) == Markup()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PARAGRAPHS[0], "en"),
        ("Le ministre des affaires étrangères est arrivé dans la capitale pour des entretiens avec son homologue, et il a été reçu par le président.", "fr"),
        ("Der Außenminister ist in der Hauptstadt eingetroffen und wird mit dem Präsidenten über die Lage an der Grenze sprechen.", "de"),
        ("외무장관은 국경 검문소를 다시 열기로 합의했다.", "ko"),
        ("外務大臣は国境検問所を再開することで合意した。", "ja"),
        ("Министр иностранных дел прибыл в столицу.", "ru"),
        ("1234 !!", None),
        ("Envoy expelled", "en"),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert language(text) == code


def test_paragraphs_are_placed_in_order_and_fuzzily() -> None:
    text = "Same words here.\nFirst   paragraph, of the body here.\nSame words here.\nA line that the other program changed a little in the middle of it."
    lines = [(0, 16), (17, 53), (54, 70), (71, len(text))]
    got = shares(
        text, lines, ["First paragraph of the body here", "Same words here.", "A line that the other program has changed a little in the middle of it. And more that is not there"]
    )
    assert got == [0.0, pytest.approx(1.0, abs=0.05), pytest.approx(1.0, abs=0.1), 1.0]


def test_prose_of_the_bodys_place_is_gathered_and_strangers_are_not() -> None:
    main, other = "div.body>p", "div.teaser>p"
    words = [*PARAGRAPHS[:3], "Sign up now", PARAGRAPHS[3], PARAGRAPHS[4]]
    lines = [Line(0, 1, "p", 0.0, False, place) for place in (main, main, main, "div.box>span", other, main)]
    assert gather(words, lines, [True, True, False, True, False, False]) == [True, True, True, False, False, True]


def test_lines_become_units_and_wrapped_lines_blocks() -> None:
    assert [u.words for u in units("One.\n\n  Two.  \r\nThree.")] == ["One.", "Two.", "Three."]
    wrapped = "\n".join(["The ministers of the two countries met in the port city and"] * 8 + ["went home."])
    assert len(units(f"{wrapped}\n\n{wrapped}")) == 2


def test_the_model_opens_and_gives_chances() -> None:
    assert 0.0 < body_model().inside < 1.0
    found = chances([*PARAGRAPHS, "Share", "Follow us on Facebook"])
    assert all(0.0 <= c <= 1.0 for c in found)
    assert min(found[: len(PARAGRAPHS)]) > 0.5 > max(found[len(PARAGRAPHS) :])
    assert chances([]) == []


def test_a_line_that_announces_links_is_no_end_of_a_body() -> None:
    found = units("\n".join([*PARAGRAPHS, "The Gazette can also be read at the addresses that follow:", "gazette.example"]))
    assert choose(found, [1.0] * 7 + [0.0]).body == (0, 1, 2, 3, 4, 5)
