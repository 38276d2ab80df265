# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The character set that a page was sent as, where the page itself names none."""

import pytest

from communique.cleaning import clean
from communique.cleaning.decoding import decode, sent
from communique.model import Article, Page

CHINESE = "两国外长星期二在港口城市会晤,同意重新开放边境口岸。"
TRADITIONAL = "兩國外長星期二在港口城市會晤,同意重新開放邊境口岸。"
RUSSIAN = "Министры двух стран во вторник договорились вновь открыть пограничный переход."


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("gb18030", CHINESE), ("gb2312", CHINESE), ("big5", TRADITIONAL), ("koi8-r", RUSSIAN), ("windows-1251", RUSSIAN), ("iso-8859-5", RUSSIAN),
        ("shift_jis", "両国の外相は火曜日に会談した。"), ("euc-kr", "두 나라 외무장관이 화요일에 만났다."), ("iso-2022-jp", "両国の外相は火曜日に会談した。"),
        ("utf-16-le", "The ministers met on Tuesday."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_a_page_is_read_in_the_character_set_that_it_was_sent_as(charset: str, words: str, kind: str) -> None:
    page = f"<html><body><p>{words}</p></body></html>" if kind == "text/html" else words
    assert decode(page.encode(charset), f"{kind}; charset={charset}") == page


@pytest.mark.parametrize(("charset", "words"), [("gb18030", CHINESE), ("big5", TRADITIONAL), ("koi8-r", RUSSIAN)])
def test_the_door_uses_what_was_sent(charset: str, words: str) -> None:
    found = clean(Page(source="p", data=f"<html><body><p>{words} {words[::-1]}</p></body></html>".encode(charset), media_type=f"text/html; charset={charset}"))
    assert isinstance(found, Article)
    assert words in found.text


def test_gb2312_means_its_widest_form() -> None:
    assert decode("朱镕基总理会见了外长们。".encode("gb18030"), "text/html; charset=gb2312") == "朱镕基总理会见了外长们。"


@pytest.mark.parametrize(
    "said",
    [
        "text/html; charset=koi8-r",
        "text/html; charset=gb18030",
        "text/html; charset=hex",
        "text/html; charset=utf-16-le",
        "text/html; charset=iso-2022-jp",
        'text/html; charset="nonsense"',
        "text/html",
    ],
)
def test_what_was_sent_wrongly_does_no_harm_to_utf_8(said: str) -> None:
    assert decode(RUSSIAN.encode(), said) == RUSSIAN


def test_a_wrong_name_sent_leaves_the_page_s_own() -> None:
    page = f'<html><head><meta charset="koi8-r"></head><p>{RUSSIAN}'
    assert decode(page.encode("koi8-r"), "text/html; charset=gb18030") == page


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("text/html; charset=gb18030", "gb18030"),
        ('text/html;charset="GB2312"', "gb18030"),
        ("text/plain; charset=latin-1", "cp1252"),
        ("text/html; charset=unicode_escape", None),
        (None, None),
    ],
)
def test_the_name_is_read_out_of_the_media_type(said: str | None, name: str | None) -> None:
    assert sent(said) == name


def test_plain_text_with_a_character_set_is_no_html() -> None:
    words = "Der Minister schrieb <p>über</p> die Gespräche von <b>Dienstag</b>, an denen er teilnahm.</p> Sie dauerten vier Stunden."
    found = clean(Page(source="p", data=words.encode("cp1252"), media_type="text/plain; charset=cp1252"))
    assert isinstance(found, Article)
    assert (found.text, found.rendering) == (words, "text")
