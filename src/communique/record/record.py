# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The record's door: pages in, questions out."""

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import communique.record.across as across
import communique.record.corrections as corrections
import communique.record.exchange as exchange
import communique.record.find as find
import communique.record.intake as intake
import communique.record.judging as judging
import communique.record.queries as queries
import communique.record.recode as recoding
import communique.record.rooms as rooms
import communique.record.search as searching
import communique.record.storing as storing
import communique.record.update as updating
import communique.record.verify as verifying
from communique import dates, pipeline
from communique.engine import Step
from communique.errors import RecordError
from communique.model import Across, Article, Coded, Commitment, CommitmentMention, Days, Event, EventMention, Family, Judgement, LinkedActor, Page, Problem, Series, Storyline
from communique.record.connect import connect, writing
from communique.record.intake import Progress, Summary
from communique.record.queries import Filter, Promises

Paths = str | Path | Iterable[str | Path]
KEPT_AT_HAND = 512  # coded articles; some 100 kB each


def read(paths: Sequence[str], metadata: str | None, fields: Mapping[str, str] | None) -> Iterator[Page | Problem]:
    """What the paths hold, through the reading room."""
    found: Iterator[Page | Problem] = pipeline.door("reading", "read")(paths, metadata=metadata, fields=fields)
    return found


@dataclass(frozen=True)
class Way:
    """The steps that a record has its pages walk. Whoever brings steps of their own brings importable functions."""

    read: Callable[[Sequence[str], str | None, Mapping[str, str] | None], Iterable[Page | Problem]] = read
    clean: Callable[[Page], Article | Problem] = pipeline.clean
    code: Step = pipeline.code_page
    across: Callable[[Sequence[Coded], Sequence[Judgement]], Across] = pipeline.across


class Record:
    """A sourced record of diplomacy, in a file or a PostgreSQL database.

        record = communique.Record("korea.db")
        record.add(["pages/", "more.jsonl.gz"], metadata="pages.csv")
        for event in record.events(Filter(dyad=("KOR", "USA"))): ...

    Made where there is none, unless `make` is False. Everything read from it is a noun of `communique.model`.
    """

    def __init__(self, address: str | Path, *, make: bool = True, way: Way | None = None) -> None:
        self.address, self.way = str(address), way or Way()
        self._engine = connect(address, make=make)
        self._coded: dict[str, Coded] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    # Pages in ------------------------------------------------------------------------------------------------

    def add(
        self, paths: Paths, metadata: str | Path | None = None, fields: Mapping[str, str] | None = None, *, workers: int | None = 1, progress: Progress | None = None
    ) -> Summary:
        """Files, folders and archives into the record; what it holds already is not coded again.

        Each page is kept as soon as it is coded, so that a run that dies goes on where it was. What is known only across
        pages is computed at the end. `workers`: see `engine.run`. A page that can't be read or coded is kept as a Problem.
        """
        given = [str(paths)] if isinstance(paths, str | Path) else [str(path) for path in paths]
        found = self.way.read(given, None if metadata is None else str(metadata), fields)
        return self.add_pages((page for page in found if not self._is_own(page.source)), workers=workers, progress=progress)

    def _is_own(self, source: str) -> bool:
        """A record that lies among the pages is none of them, nor are the files that the database keeps beside it."""
        return "://" not in self.address and os.path.abspath(source) in {os.path.abspath(self.address + ending) for ending in ("", "-wal", "-shm", "-journal")}

    def add_pages(self, pages: Iterable[Page | Problem], *, workers: int | None = 1, progress: Progress | None = None) -> Summary:
        """As `add`, for pages in hand."""
        summary = intake.add_pages(self._engine, pages, step=self.way.code, workers=workers, progress=progress)
        self.refresh()
        return self._counted(summary)

    def _counted(self, summary: Summary) -> Summary:
        held = self.counts()
        summary.articles, summary.events, summary.commitments, summary.superseded = held["articles"], held["events"], held["commitments"], held["superseded"]
        return summary

    def refresh(self, *, always: bool = False) -> bool:
        """Computes what is known across pages, where pages have come since (or `always`). True if it did.

        Where another version of Communique computed it, all of it is computed anew, from the coded pages.
        """
        own = self.way.across is not pipeline.across  # a way of one's own computes all of it
        again = always or (not own and self._is_of_other_rooms())
        if not again and not across.is_stale(self._engine):
            return False
        self._coded.clear()
        if own:
            across.recompute(self._engine, self.way.across)
            return True
        if again:
            with writing(self._engine) as db:
                updating.touch_all(db)
        updating.bring_up_to_date(self._engine, pipeline.across_after)
        return True

    def _is_of_other_rooms(self) -> bool:
        with self._engine.connect() as db:
            return not rooms.are_current(db)

    @property
    def is_stale(self) -> bool:
        """A run died, or is under way: pages are stored that events and commitments do not know of yet."""
        return across.is_stale(self._engine)

    def recode(self, *, everything: bool = False, workers: int | None = 1, progress: Progress | None = None) -> Summary:
        """Codes again what another version of Communique coded (or everything), and says what changed."""
        before = self.events()
        keys = recoding.older(self._engine, everything=everything)
        summary = recoding.recode(self._engine, keys, step=self.way.code, workers=workers, progress=progress or (lambda _: None))
        self.refresh()
        recoding.compare(before, self._engine, summary)
        return self._counted(summary)

    def older(self, *, everything: bool = False) -> int:
        """How many pages `recode` would code."""
        return len(recoding.older(self._engine, everything=everything))

    # A person's word -----------------------------------------------------------------------------------------

    def correct(self, about: str, says: str, *, by: str, reason: str, when: str | None = None) -> Judgement:
        """Keeps a person's judgement, which outranks the machine's, and computes anew what it is about. `by` and `reason` may not be empty.

        `about` names mentions as "a:5f0c/e:3b77", several with a blank between, that are the "same" event or "different" ones (with
        a bar among them: those before it from those after it); or an article ("a:5f0c") that was "published 2018-03-16": its page is
        coded again with that day given; or one that is "withdrawn": what its page tells counts no more. Each is anchored to its page's
        digest and quoted evidence, so that it holds when ids change. Or it names a judgement ("j:…") that is "retracted".
        Of judgements that contradict one another the latest holds; `judgements` tells how each stands.
        """
        if not by.strip() or not reason.strip():
            raise RecordError("a judgement needs a name and a reason; give both, as in --by 'Ana Ruiz' --reason 'two calls on one day'")
        if says.startswith(corrections.PUBLISHED):
            dates.day(says.removeprefix(corrections.PUBLISHED))
        anchors = [] if says == corrections.RETRACTED else [self._anchor(name) for name in about.split() if name != corrections.BAR]
        dated = self._dated_pages(about, says, anchors)
        judgement = Judgement(about=about, says=says, by=by, when=when or datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds"), reason=reason)
        with writing(self._engine) as db:
            corrections.add(db, judgement, anchors)
            pages = corrections.pages_of(corrections.given(db), corrections.judgement_id(judgement))
            storing.touch_again(db, [key for page in sorted(pages) for key in updating.readings_of(db, page)])
            storing.changed(db)
        if dated:
            recoding.recode(self._engine, dated, step=self.way.code, workers=1, progress=lambda _: None)
        self.refresh()
        return judgement

    def _dated_pages(self, about: str, says: str, anchors: Sequence[corrections.Anchor]) -> list[str]:
        """Keys of the readings that a judgement gives another day, or takes it from."""
        if says == corrections.RETRACTED:
            with self._engine.connect() as db:
                known = {row.id: row for row in corrections.given(db)}
                if about not in known:
                    raise RecordError(f"the record holds no judgement {about!r}; list them with: communique judgements")
                says, anchors = known[about].judgement.says, known[about].anchors
        if not says.startswith(corrections.PUBLISHED):
            return []
        return [key for _, page_sha256, _ in anchors for key in recoding.of_page(self._engine, page_sha256)]

    def merge(self, events: Sequence[str], *, by: str, reason: str) -> Judgement:
        """A person's word that events are one. It survives a rebuild, and outranks what the machine would join or keep apart."""
        return self.correct(judging.merging([self.event(one) for one in events]), "same", by=by, reason=reason)

    def split(self, event: str, reports: Sequence[str], *, by: str, reason: str) -> Judgement:
        """A person's word that some reports (mentions or articles) of an event are of another."""
        return self.correct(judging.splitting(self.event(event), reports), "different", by=by, reason=reason)

    def withdraw(self, article: str, *, by: str, reason: str) -> Judgement:
        """A person's word that a page is not to count (a hoax, a mistake, taken back by its outlet). It stays in the record."""
        return self.correct(self.article(article).article.id, corrections.WITHDRAWN, by=by, reason=reason)

    def retract(self, judgement: str, *, by: str, reason: str) -> Judgement:
        """Takes a person's judgement back, by its id or the id's beginning."""
        with self._engine.connect() as db:
            found = [one.id for one in corrections.given(db) if one.id.removeprefix("j:").startswith(judgement.removeprefix("j:"))]
        if len(found) != 1:
            raise RecordError(f"the record holds {'no judgement' if not found else 'several judgements'} {judgement!r}; list them with: communique judgements")
        return self.correct(found[0], corrections.RETRACTED, by=by, reason=reason)

    def judgements(self) -> list[judging.Standing]:
        """What persons have judged, in the order in which they did, and whether it holds."""
        with self._engine.connect() as db:
            return judging.standings(db, pipeline.door("merging", "contradicted"))

    def overruled_by(self, judgement: Judgement) -> list[judging.Standing]:
        """Judgements that do not hold because of this one."""
        return [one for one in self.judgements() if one.against is not None and corrections.said(one.against) == corrections.said(judgement)]

    def orphans(self) -> list[corrections.Orphan]:
        """Judgements whose evidence is no longer in the record."""
        with self._engine.connect() as db:
            return corrections.anchored(db, list(queries.articles(db)))[1]

    def _anchor(self, name: str) -> corrections.Anchor:
        article, _, mention = name.partition("/")
        coded = self.article(article)
        if not mention:
            return name, coded.article.page_sha256, ""
        mentions: tuple[EventMention | CommitmentMention, ...] = (*coded.events, *coded.commitments)
        for noun in mentions:
            if noun.id == mention:
                return name, coded.article.page_sha256, coded.quote(noun.evidence)
        raise RecordError(f"article {article} has no mention {mention}; look it up with: communique event ID --json")

    # Questions -----------------------------------------------------------------------------------------------

    def events(self, asked: Filter | None = None) -> list[Event]:
        """Events by day, those without a day last."""
        with self._engine.connect() as db:
            return queries.events(db, asked or Filter())

    def event(self, asked: str) -> Event:
        """An event by its id, the id's beginning, an id of former days, or a mention's id."""
        with self._engine.connect() as db:
            return queries.one_event(db, find.event_id(db, asked))

    def reports(self, event: Event) -> list[tuple[Coded, EventMention]]:
        """The articles that report an event, each with its mention, in the order of `event.mentions`."""
        pairs = [(self.article(ref.article), ref.event) for ref in event.mentions]
        return [(coded, next(one for one in coded.events if one.id == mention)) for coded, mention in pairs]

    def commitments(self, asked: Promises | None = None) -> list[Commitment]:
        with self._engine.connect() as db:
            return queries.commitments(db, asked or Promises())

    def commitment(self, asked: str) -> Commitment:
        with self._engine.connect() as db:
            return queries.one_commitment(db, find.commitment_id(db, asked))

    def undertakings(self, commitment: Commitment) -> list[tuple[Coded, CommitmentMention]]:
        """The articles that report a commitment, each with its mention."""
        pairs = [(self.article(ref.article), ref.commitment) for ref in commitment.mentions]
        return [(coded, next(one for one in coded.commitments if one.id == mention)) for coded, mention in pairs]

    def actors(self) -> dict[str, LinkedActor]:
        """All actors by id, in the order of their names."""
        with self._engine.connect() as db:
            return queries.actors(db)

    def actor(self, asked: str) -> LinkedActor:
        """An actor by id, the id's beginning, or name."""
        with self._engine.connect() as db:
            return queries.actors(db)[find.actor_id(db, asked)]

    def linked(self, article: str) -> dict[str, tuple[str, ...]]:
        """An article's own actors -> which actors of the record they are."""
        with self._engine.connect() as db:
            return queries.linked(db, article)

    def articles(self) -> Iterator[Coded]:
        """The coded articles that count (not their former versions), by id."""
        with self._engine.connect() as db:
            yield from queries.articles(db)

    def article(self, asked: str) -> Coded:
        """An article by id, the id's beginning, url or source."""
        if asked not in self._coded:
            if len(self._coded) >= KEPT_AT_HAND:
                self._coded.clear()
            with self._engine.connect() as db:
                self._coded[asked] = queries.article(db, find.article_id(db, asked))
        return self._coded[asked]

    def versions(self, url_or_source: str) -> list[tuple[str, str | None, bool]]:
        """What was read at one address: page digest, when fetched, whether it counts; the earliest kept first."""
        with self._engine.connect() as db:
            return queries.versions(db, url_or_source)

    def estimated_days(self) -> dict[str, tuple[Days, tuple[str, ...]]]:
        """Articles that print no date -> the days that other pages leave for it, and why."""
        with self._engine.connect() as db:
            return queries.estimated_days(db)

    def families(self) -> list[Family]:
        with self._engine.connect() as db:
            return queries.families(db)

    def series(self, dyad: tuple[str, str]) -> Series:
        """Two countries week by week, by PLOVER's scores, with the weeks from which their level is another. Events that are only planned or denied are left out."""
        with self._engine.connect() as db:
            found, unreal = queries.events(db, Filter(dyad=dyad)), queries.unreal(db)
        made: Series = pipeline.door("ledger", "series")(dyad, [event for event in found if event.id not in unreal])
        return made

    def storylines(self) -> list[Storyline]:
        with self._engine.connect() as db:
            return queries.storylines(db)

    def problems(self) -> list[Problem]:
        with self._engine.connect() as db:
            return queries.problems(db)

    def counts(self) -> dict[str, int]:
        with self._engine.connect() as db:
            return queries.counts(db)

    def search(self, words: str, *, said_by: str | None = None, about: str | None = None) -> Iterator[searching.Hit]:
        """Passages with all the words and "phrases"; `said_by` and `about` name actors."""
        with self._engine.connect() as db:
            speaker = find.actor_id(db, said_by) if said_by else None
            subject = find.actor_id(db, about) if about else None
            yield from searching.search(db, words, said_by=speaker, about=subject)

    def export(self, *, text: bool = True, former: bool = False) -> Iterator[dict[str, Any]]:
        """The exchange form, one object for each article, family, actor, event, commitment, judgement and problem."""
        with self._engine.connect() as db:
            yield from exchange.rows(db, text=text, former=former)

    def verify(self) -> Iterator[verifying.Fault | None]:
        """Builds every article's text anew from its page and proves every span: each fault, and None after each page."""
        with self._engine.connect() as db:
            yield from verifying.verify(db, self.way.clean)


def open_record(address: str | Path, *, make: bool = False) -> Record:
    """The record at an address; RecordError with the next step where there is none (or it is made, with `make`)."""
    return Record(address, make=make)
