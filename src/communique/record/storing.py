# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One page into the tables, within the caller's transaction."""

import zlib
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select, update

import communique.record.schema as t
from communique.engine import engine_version
from communique.model import Coded, Page, Problem
from communique.record.stored import as_json, dumps, quotes
from communique.record.words import terms
from communique.text import digest, sha256

AT_ONCE = 400  # values in a question
COMPRESSION = 6  # zlib's own default
STANDARD_INPUT = ("-", "-:", "-!", "<")  # sources that name no place: what comes next from there is not a newer version


def batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many as a question takes."""
    for at in range(0, len(values), AT_ONCE):
        yield values[at : at + AT_ONCE]


def key_of(page: Page) -> str:
    """The digest of all that a page's coding depends on, but for where and when it was read."""
    return digest("r", sha256(page.data), page.url or "", page.outlet or "", page.published or "", page.headline or "", page.media_type or "")


def earlier(fetched: str | None, than: str | None) -> bool:
    """Of the same page fetched twice the first counts, whichever is added first: its moment bounds the page's date."""
    return fetched is not None and (than is None or fetched < than)


def wanted(db: Connection, key: str, page: Page) -> bool:
    """Whether this reading is to be stored: a new one, an earlier one of a page that is there, or one that failed before."""
    row = db.execute(select(t.readings.c.fetched, t.readings.c.reason).where(t.readings.c.key == key)).first()
    return row is None or row.reason is not None or earlier(page.fetched, row.fetched)


def store(db: Connection, key: str, page: Page, result: Coded | Problem) -> None:
    """The page's bytes, how it was read, and what was made of it; what was made of it before goes."""
    sha = sha256(page.data)
    if db.execute(select(t.pages.c.sha256).where(t.pages.c.sha256 == sha)).first() is None:
        db.execute(insert(t.pages).values(sha256=sha, data=zlib.compress(page.data, COMPRESSION), bytes=len(page.data)))
    fault = result if isinstance(result, Problem) else None
    values = {
        "page_sha256": sha, "url": page.url, "fetched": page.fetched, "outlet": page.outlet, "published": page.published, "headline": page.headline, "media_type": page.media_type,
        "engine": engine_version(), "reason": fault and fault.reason, "room": fault and fault.room,
    }  # fmt: skip
    no = db.execute(select(t.readings.c.no).where(t.readings.c.key == key)).scalar()
    if no is None:
        no = db.execute(insert(t.readings).values(key=key, **values)).inserted_primary_key[0]  # type: ignore[index]
    else:
        db.execute(update(t.readings).where(t.readings.c.no == no).values(**values))
        _keep_former(db, key, no)
        db.execute(delete(t.articles).where(t.articles.c.no == no))
        db.execute(delete(t.words).where(t.words.c.no == no))
    if isinstance(result, Coded):
        _article(db, no, result)
    touch(db, [key])
    changed(db)


def touch(db: Connection, keys: Iterable[str]) -> None:
    """Readings of which it is to be asked anew what counts."""
    for key in keys:
        if db.execute(select(t.touched.c.key).where(t.touched.c.key == key)).first() is None:
            db.execute(insert(t.touched).values(key=key, noun=None))


def touch_again(db: Connection, keys: Iterable[str]) -> None:
    """Readings of which all is to be worked out anew though they are as they were: a person judged them."""
    for some in batches(sorted(set(keys))):
        for row in db.execute(select(t.readings.c.key, t.readings.c.no).where(t.readings.c.key.in_(some))).all():
            _keep_former(db, row.key, row.no)


def _keep_former(db: Connection, key: str, no: int) -> None:
    """The article that counts until what is computed across pages follows what is stored."""
    noun = db.execute(select(t.articles.c.noun).where(t.articles.c.no == no)).scalar()
    touch(db, [key])
    db.execute(update(t.touched).where(t.touched.c.key == key, t.touched.c.noun.is_(None)).values(noun=noun))


def _article(db: Connection, no: int, coded: Coded) -> None:
    article = coded.article
    first, last = article.published_range or (None, None)
    db.execute(
        insert(t.articles).values(
            no=no, id=article.id, outlet=article.outlet, country=article.outlet_country, headline=article.headline, first_day=first, last_day=last, language=article.language,
            noun=dumps(coded), quotes=as_json(quotes(coded)),
        )
    )  # fmt: skip
    if found := sorted(terms(coded)):
        db.execute(insert(t.words), [{"term": term, "no": no} for term in found])


def found_at(db: Connection, source: str, key: str) -> None:
    """The source holds this page now; what it held before is no longer current there."""
    row = db.execute(select(t.sources.c.current).where(t.sources.c.source == source, t.sources.c.key == key)).first()
    if row is not None and row.current:
        return
    if not source.startswith(STANDARD_INPUT):
        db.execute(update(t.sources).where(t.sources.c.source == source).values(current=False))
        db.execute(delete(t.unread).where(t.unread.c.source == source))
    if row is None:
        db.execute(insert(t.sources).values(source=source, key=key, current=True))
    else:
        db.execute(update(t.sources).where(t.sources.c.source == source, t.sources.c.key == key).values(current=True))
    touch(db, [key])
    changed(db)


def unreadable(db: Connection, problem: Problem) -> None:
    db.execute(delete(t.unread).where(t.unread.c.source == problem.source))
    db.execute(insert(t.unread).values(source=problem.source, reason=problem.reason, room=problem.room))


def changed(db: Connection) -> None:
    """What was computed across pages no longer follows from what is stored."""
    db.execute(update(t.meta).where(t.meta.c.name == "changes").values(value=str(number(db, "changes") + 1)))


def number(db: Connection, name: str) -> int:
    """"changes": how often what is stored has changed; "across": how often it had when the across half was computed."""
    return int(db.execute(select(t.meta.c.value).where(t.meta.c.name == name)).scalar_one())
