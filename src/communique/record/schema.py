# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The tables of a record. What pages said stands in the first half; the second half is computed from it and replaced as a whole.

`noun` columns hold a noun as JSON (see `stored`); the columns beside it are what questions are asked by.
Numbers (`no`) are keys within one file and never leave it.
"""

import re
from typing import Any

from sqlalchemy import Boolean, Column, ColumnElement, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, TypeDecorator, literal_column
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

SCHEMA_VERSION = 2
REFUSED = re.compile("[\0\ud800-\udfff]")
tables = MetaData()


def storable(text: str) -> str:
    """Text without what a database refuses."""
    return REFUSED.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Text as pages have it: what a database refuses (NUL, halves of surrogate pairs) is replaced. JSON escapes both and loses nothing."""

    impl: type[TypeEngine[str]] = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: object) -> str | None:
        del dialect
        return value if value is None else storable(value)


class Placed(Words):
    """Text that stands in the order of its code points, wherever the record is."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        return dialect.type_descriptor(String(collation="C" if dialect.name == "postgresql" else None))


def key(name: str, kind: Any = String) -> Column[str]:
    """A part of the primary key."""
    return Column(name, kind, primary_key=True)


def given(name: str, kind: Any = Words) -> Column[Any]:
    """A column that is never null."""
    return Column(name, kind, nullable=False)


meta = Table("meta", tables, key("name"), given("value"))

# What pages said -----------------------------------------------------------------------------------------------

pages = Table(
    "pages", tables, Column("sha256", String(64), primary_key=True), given("data", LargeBinary), given("bytes", Integer)
)  # data: zlib

# A page with what was handed in beside it; `key` is the digest of all that its coding depends on.
readings = Table(
    "readings", tables,
    Column("no", Integer, primary_key=True, autoincrement=True),
    Column("key", String, unique=True, nullable=False),
    Column("page_sha256", String(64), ForeignKey("pages.sha256"), nullable=False, index=True),
    Column("url", Words, index=True), Column("fetched", Words), Column("outlet", Words), Column("published", Words), Column("headline", Words), Column("media_type", Words),
    given("engine", String),
    Column("reason", Words),  # why there is no article; null where there is one
    Column("room", Words),
    Column("superseded_by", String),  # the key of the reading that took its place; computed with the across half
)  # fmt: skip

# Where each reading was found. `current`: the last time this source was read, it held this.
sources = Table(
    "sources", tables,
    key("source", Words), Column("key", String, ForeignKey("readings.key"), primary_key=True, index=True), given("current", Boolean),
)  # fmt: skip

articles = Table(
    "articles", tables,
    Column("no", Integer, ForeignKey("readings.no"), primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("outlet", Words), Column("country", String), Column("headline", Words), Column("first_day", String), Column("last_day", String), Column("language", String),
    given("noun"),  # Coded
    given("quotes"),  # JSON: [noun, part, start, end, quote] for every span
)  # fmt: skip

words = Table("words", tables, key("term"), Column("no", Integer, ForeignKey("readings.no"), primary_key=True, index=True), sqlite_with_rowid=False)

# A source that could not be read at all: there is no page.
unread = Table("unread", tables, key("source", Words), given("reason"), Column("room", Words))

# A person's judgements: rows are added, never changed or taken away.
corrections = Table(
    "corrections", tables,
    Column("no", Integer, primary_key=True, autoincrement=True),
    given("about"), given("says"), given("by"), given("when"), given("reason"),
    given("anchors"),  # JSON: [[page sha256, quoted evidence], ...], one for each mention in `about`
)  # fmt: skip

# An id that was given out before, and the mention or member through which what took its place is found.
aliases = Table("aliases", tables, key("old"), key("article"), key("member"))

# Readings that came, went or changed since the across half was computed; `noun` is the article that counted until then, where it was replaced.
touched = Table("touched", tables, key("key"), Column("noun", Words))

# Computed across pages -----------------------------------------------------------------------------------------

families = Table("families", tables, key("id"), given("noun"))
dates = Table("dates", tables, key("article"), given("first_day", String), given("last_day", String), given("basis"))
actors = Table("actors", tables, key("id"), Column("name", Words, nullable=False, index=True), Column("country", String, index=True), given("noun"))
members = Table(  # which local actor of which article is which linked one
    "members", tables, key("article"), key("member"), key("actor"), Index("members_actor", "actor")
)
quotations = Table("quotations", tables, key("id"), given("noun"))
events = Table(
    "events", tables,
    key("id"), Column("event_type", String, nullable=False, index=True), Column("mode", String),
    Column("first_day", String, index=True), Column("last_day", String), given("confidence", Float), given("reports", Integer),
    given("accounts", Integer), given("disagreements", Integer), given("noun"),
)  # fmt: skip
mentions = Table(
    "mentions", tables,
    key("event"), key("article"), key("mention"), given("voice", String),
    given("auxiliary", String), Index("mentions_article", "article", "mention"),
)  # fmt: skip
parties = Table(  # who takes part in an event or a commitment, in which part (actor, recipient; by, to)
    "parties", tables, key("of"), key("actor"), key("part"), Column("country", String, index=True),
)  # fmt: skip
commitments = Table(
    "commitments", tables,
    key("id"), Column("kind", String, nullable=False, index=True), Column("status", String, nullable=False, index=True),
    Column("made", String, index=True), Column("due_first", String), Column("due_last", String, index=True), given("noun"),
)  # fmt: skip
undertakings = Table(  # the mentions of a commitment
    "undertakings", tables, key("commitment"), key("article"), key("mention"), given("voice", String)
)
storylines = Table("storylines", tables, key("id"), given("title"), given("noun"))
chapters = Table("chapters", tables, key("storyline"), Column("event", String, primary_key=True, index=True), given("place", Integer))
judgements = Table("judgements", tables, key("about", Placed), key("says"), key("by"), key("when"), given("noun"))  # asked for by what `about` begins with
MACHINE: ColumnElement[str] = literal_column("'machine'")  # who gave nearly all of them; written out, so that a question for the others finds the index of those alone
_by_persons = judgements.c.by != MACHINE
Index("judgements_of_persons", judgements.c.about, sqlite_where=_by_persons, postgresql_where=_by_persons)

# What the rooms keep so that an addition need not look at all pages: rows under a shelf and a key, by place (see `communique.kept`).
kept = Table("kept", tables, key("shelf", Placed), key("key", Placed), key("place", Placed), given("value"), sqlite_with_rowid=False)

COMPUTED = (kept, families, dates, actors, members, quotations, events, mentions, parties, commitments, undertakings, storylines, chapters, judgements)
