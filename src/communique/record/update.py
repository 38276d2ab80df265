# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The across half after a change: what readings that came, went or changed lead to, in place of what they led to before."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, bindparam, delete, exists, select, update

import communique.record.across as across
import communique.record.corrections as corrections
import communique.record.rooms as rooms
import communique.record.schema as t
import communique.record.storing as storing
from communique.dates import shift
from communique.model import Across, Coded, Event, Family, Judgement
from communique.pipeline import Changes, door
from communique.record.connect import writing
from communique.record.rows import Rows
from communique.record.stored import dumps, loads
from communique.record.storing import batches
from communique.record.versions import related, sources_of, superseded

After = Callable[..., Changes]
AT_ONCE = 500  # readings whose change is worked out together: what is in memory
COUNTED, READING = "record counted", "record reading"  # a reading that counts -> its article and source; an article -> its reading
LONGEST = 10  # days of talks about which pages are asked that do not report them: more than there are


def bring_up_to_date(engine: Engine, after: After) -> None:
    """Works out what the touched readings lead to, some hundreds in a transaction: a run that dies goes on where it was."""
    while True:
        with writing(engine) as db:
            at = storing.number(db, "changes")
            keys = list(db.execute(select(t.touched.c.key).order_by(t.touched.c.key).limit(AT_ONCE)).scalars())
            if keys:
                _change(db, after, related(db, keys))
            if not db.execute(select(t.touched.c.key).limit(1)).first():
                db.execute(update(t.meta).where(t.meta.c.name == "across").values(value=str(at)))
                return


def touch_all(db: Connection) -> None:
    """What is computed is thrown away, and every reading is touched. Ids that were given out stay known, each with the mentions it stood for."""
    for table, of in ((t.mentions, t.mentions.c.event), (t.undertakings, t.undertakings.c.commitment)):
        a = t.aliases.c
        known = exists().where(a.old == of, a.article == table.c.article, a.member == table.c.mention)
        db.execute(t.aliases.insert().from_select(["old", "article", "member"], select(of, table.c.article, table.c.mention).where(~known)))
    for table in t.COMPUTED:
        db.execute(delete(table))
    db.execute(delete(t.touched))
    db.execute(update(t.readings).where(t.readings.c.superseded_by.is_not(None)).values(superseded_by=None))
    db.execute(t.touched.insert().from_select(["key"], select(t.readings.c.key)))
    rooms.note(db, rooms.rooms_version())
    storing.changed(db)  # a run that dies before all of it is computed again leaves a record that says so


def _change(db: Connection, after: After, keys: set[str]) -> None:
    keys = keys | _judged_with(db, keys)
    held = Held(db)
    gone, new = held.exchange(keys)
    given, here = _judgements(db, held)
    found = after(held, gone=gone, new=new, here=here, given=given)
    _write(db, held, found, given)
    for some in batches(sorted(keys)):
        db.execute(delete(t.touched).where(t.touched.c.key.in_(some)))


def readings_of(db: Connection, page_sha256: str) -> list[str]:
    return list(db.execute(select(t.readings.c.key).where(t.readings.c.page_sha256 == page_sha256)).scalars())


def _judged_with(db: Connection, keys: set[str]) -> set[str]:
    """Readings of pages that persons set beside these: a judgement that begins or ceases to hold regroups all that it is about."""
    rows = corrections.given(db)
    if not rows:
        return set()
    r = t.readings.c
    pages = {page for some in batches(sorted(keys)) for page in db.execute(select(r.page_sha256).where(r.key.in_(some))).scalars()}
    others = corrections.judged_with(rows, pages) - pages
    more = {key for page in sorted(others) for key in readings_of(db, page)}
    storing.touch_again(db, more)
    return related(db, more)


class Held:
    """What `pipeline.across_after` asks of a record."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.kept = Rows(db)
        self._articles: dict[str, Coded] = {}

    def exchange(self, keys: set[str]) -> tuple[list[Coded], list[Coded]]:
        """Which readings count now -> the articles that counted until now and do no more, and those that do now."""
        db = self._db
        gone_by, named = superseded(db, keys), sources_of(db, keys)
        former: dict[str, str | None] = {}
        ids: dict[str, str] = {}
        for some in batches(sorted(keys)):
            former |= {row.key: row.noun for row in db.execute(select(t.touched).where(t.touched.c.key.in_(some)))}
            read = select(t.readings.c.key, t.articles.c.id).join(t.articles, t.articles.c.no == t.readings.c.no).where(t.readings.c.key.in_(some))
            ids |= {row.key: row.id for row in db.execute(read)}
            db.execute(update(t.readings).where(t.readings.c.key.in_(some), t.readings.c.superseded_by.is_not(None)).values(superseded_by=None))
        for key, by in gone_by.items():
            db.execute(update(t.readings).where(t.readings.c.key == key).values(superseded_by=by))
        counted = self.kept.values(COUNTED, keys)
        gone, new = [], []
        for key in sorted(keys):
            was = counted.get(key)
            now = json.dumps([ids[key], named.get(key)]) if key in ids and key not in gone_by else None
            if was == now and (now is None or former.get(key) is None):
                continue
            if was is not None:
                article, source = json.loads(was)
                noun = former.get(key) or self._noun(key)
                gone.append(across.named_by(loads(Coded, noun), source))
                self.kept.drop([(COUNTED, key, ""), (READING, article, "")])
            if now is not None:
                new.append((key, now))
        for key, now in new:
            article, source = json.loads(now)
            self.kept.put([(COUNTED, key, "", now), (READING, article, "", key)])
            self._articles[article] = across.named_by(loads(Coded, self._noun(key)), source)
        return gone, [self._articles[json.loads(now)[0]] for _, now in new]

    def _noun(self, key: str) -> str:
        found: str = self._db.execute(select(t.articles.c.noun).join(t.readings, t.readings.c.no == t.articles.c.no).where(t.readings.c.key == key)).scalar_one()
        return found

    def article(self, name: str) -> Coded:
        if name not in self._articles:
            key = self.kept.value(READING, name)
            assert key is not None, name
            _, source = json.loads(self.kept.value(COUNTED, key) or "")
            self._articles[name] = across.named_by(loads(Coded, self._noun(key)), source)
        return self._articles[name]

    def all_articles(self) -> Iterable[Coded]:
        gone = set(self._db.execute(select(t.readings.c.key).where(t.readings.c.superseded_by.is_not(None))).scalars())
        return (page for page in across.current(self._db, gone) if self.kept.value(READING, page.article.id) is not None)

    def families(self, articles: Iterable[str]) -> Sequence[Family]:
        ids = sorted(set(self.kept.values("copies family", articles).values()))
        return [loads(Family, row.noun) for some in batches(ids) for row in self._db.execute(select(t.families.c.noun).where(t.families.c.id.in_(some)))]

    def keep_families(self, gone: Iterable[str], new: Sequence[Family]) -> None:
        _take(self._db, t.families.c.id, gone)
        across.fill(self._db, t.families, [{"id": one.id, "noun": dumps(one)} for one in new])

    def events_with(self, mentions: Iterable[tuple[str, str]]) -> Mapping[str, Event]:
        wanted = set(mentions)
        m = t.mentions.c
        found = {
            row.event
            for some in batches(sorted({article for article, _ in wanted}))
            for row in self._db.execute(select(t.mentions).where(m.article.in_(some)))
            if (row.article, row.mention) in wanted
        }
        return self.events(sorted(found))

    def events(self, names: Iterable[str]) -> Mapping[str, Event]:
        read = select(t.events.c.id, t.events.c.noun)
        return {row.id: loads(Event, row.noun) for some in batches(sorted(names)) for row in self._db.execute(read.where(t.events.c.id.in_(some)))}

    def talks(self, first: str, last: str) -> Iterable[tuple[str, frozenset[str]]]:
        e = t.events.c
        found = select(e.id, t.parties.c.country).outerjoin(t.parties, t.parties.c.of == e.id)
        found = found.where(e.event_type == "CONSULT", e.first_day <= last, e.first_day >= shift(first, -LONGEST), e.last_day >= first)
        countries: dict[str, set[str]] = {}
        for row in self._db.execute(found):
            countries.setdefault(row.id, set()).update([row.country] if row.country else [])
        return [(name, frozenset(some)) for name, some in sorted(countries.items())]


def _judgements(db: Connection, held: Held) -> tuple[list[Judgement], set[tuple[str, str]]]:
    """What persons have judged and stands, and the mentions that it may be about."""
    pages: dict[str, Coded] = {}
    for sha in {sha for one in corrections.given(db) for _, sha, _ in one.anchors}:
        for key in db.execute(select(t.readings.c.key).where(t.readings.c.page_sha256 == sha, t.readings.c.superseded_by.is_(None))).scalars():
            counted = held.kept.value(COUNTED, key)
            if counted is not None:
                name = json.loads(counted)[0]
                pages[name] = held.article(name)
    given, _ = corrections.anchored(db, [pages[name] for name in sorted(pages)])
    return given, {(name, mention.id) for name, page in pages.items() for mention in page.events}


# Writing ----------------------------------------------------------------------------------------------------------------


def _write(db: Connection, held: Held, found: Changes, given: Sequence[Judgement]) -> None:
    pages = {page.article.id: page for page in found.pages}

    def page(name: str) -> Coded:
        return pages[name] if name in pages else held.article(name)

    here = {one.id for one in found.events} | {one.id for one in found.commitments}
    before: dict[tuple[str, str], str] = {}
    for table, of, ids in ((t.mentions, t.mentions.c.event, found.events_gone), (t.undertakings, t.undertakings.c.commitment, found.commitments_gone)):
        for some in batches(sorted(ids)):
            for row in db.execute(select(of.label("of"), table.c.article, table.c.mention).where(of.in_(some))):
                before[row.article, row.mention] = row.of
    events = [across.with_aliases(event) for event in found.events]
    _take(db, t.dates.c.article, found.dates)
    _take(db, t.actors.c.id, found.actors_gone)
    _take(db, t.members.c.article, [*pages, *found.left])
    _take(db, t.quotations.c.id, found.quotations_gone)
    for column in (t.events.c.id, t.mentions.c.event, t.parties.c.of):
        _take(db, column, found.events_gone)
    for column in (t.commitments.c.id, t.undertakings.c.commitment, t.parties.c.of):
        _take(db, column, found.commitments_gone)
    for column in (t.storylines.c.id, t.chapters.c.storyline):
        _take(db, column, found.storylines_gone)
    j = t.judgements.c
    if regrouped := [{"low": f"{article}/{mention} ", "high": f"{article}/{mention}!"} for article, mention in sorted(found.regrouped)]:
        db.execute(delete(t.judgements).where(j.about >= bindparam("low"), j.about < bindparam("high"), j.by == t.MACHINE), regrouped)
    db.execute(delete(t.judgements).where(j.by != t.MACHINE))
    told = [*pages, *(ref.article for one in events for ref in one.mentions), *(ref.article for one in found.commitments for ref in one.mentions)]
    linked = door("identity.again", "actors_of")(held.kept, [page(name) for name in dict.fromkeys(told)])
    members = [(article, member, one.id) for one in linked for article, member in one.members if article in pages]
    dates = tuple(one for _, one in sorted(found.dates.items()) if one is not None)
    noted = Across((), dates, found.links, tuple(events), (*found.judgements, *given), found.commitments, found.storylines)
    for table, rows in across.rows(noted, page, {one.id: one.country for one in linked}, members):
        across.fill(db, table, rows)
    gone = {key: old for key, old in before.items() if old not in here}
    held_ids = select(t.aliases.c.old, t.aliases.c.article, t.aliases.c.member)
    known = {tuple(row) for some in batches(sorted(set(gone.values()))) for row in db.execute(held_ids.where(t.aliases.c.old.in_(some)))}
    across.fill(db, t.aliases, [{"old": old, "article": a, "member": m} for (a, m), old in sorted(gone.items()) if (old, a, m) not in known])


def _take(db: Connection, column: object, values: Iterable[str]) -> None:
    for some in batches(sorted(values)):
        db.execute(delete(column.table).where(column.in_(some)))  # type: ignore[attr-defined]
