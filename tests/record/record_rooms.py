# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Small rooms for the record's tests: they read a language of one sentence a line, so that every result is known by hand.

Arland met Borduria on 2021-02-04.          an event, in the outlet's own voice
Arland said: Arland met Borduria on ...     a statement with the event in it
Arland promised Borduria grain by 2021-05-01.
fail                                        a page that cannot be coded
"""

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from communique.model import (
    Account,
    Across,
    Actor,
    Article,
    Coded,
    Commitment,
    CommitmentMention,
    CommitmentRef,
    DateEstimate,
    Event,
    EventMention,
    Family,
    Figure,
    Judgement,
    LinkedActor,
    Links,
    MentionRef,
    Page,
    Place,
    Point,
    Problem,
    Quotation,
    Relay,
    SpanRef,
    Statement,
    StatementRef,
    Storyline,
    Tenure,
    Timex,
)
from communique.record.record import Way
from communique.text import digest, sha256

COUNTRIES = {"Arland": "ARL", "Borduria": "BOR", "Cascara": "CAS"}
EVENT = re.compile(r"(\w+) met (\w+) on (\d{4}-\d\d-\d\d)")
PROMISE = re.compile(r"(\w+) promised (\w+) (\w+) by (\d{4}-\d\d-\d\d)")


def read(paths: Sequence[str], metadata: str | None, fields: Mapping[str, str] | None) -> Iterator[Page | Problem]:
    del metadata, fields
    for path in paths:
        root = Path(path)
        if not root.exists():
            yield Problem(source=path, reason="there is no such file", room="reading")
            continue
        for file in sorted(root.rglob("*.txt")) if root.is_dir() else [root]:
            yield Page(source=str(file), data=file.read_bytes())


def clean(page: Page) -> Article | Problem:
    text = page.data.decode()
    if text.startswith("fail"):
        return Problem(source=page.source, reason="the page says so", room="cleaning", page_sha256=sha256(page.data))
    title, _, rest = text.partition("\n")
    return Article(
        id=digest("a", sha256(page.data), page.url or ""),
        url=page.url,
        source=page.source,
        outlet=page.outlet,
        outlet_country=None,
        headline=title,
        byline=(),
        dateline=None,
        published=None,
        published_range=None,
        published_basis=(),
        language="en",
        credits=(),
        text=text,
        text_sha256=sha256(text),
        body=((len(title) + 1, len(text)),) if rest else (),
        page_sha256=sha256(page.data),
        headline_span=(0, len(title)),
        fetched=page.fetched,
    )


def code(page: Page) -> Coded | Problem:
    article = clean(page)
    if isinstance(article, Problem):
        return article
    text = article.text
    actors = tuple(
        Actor(id=digest("p", article.id, name), name=name, kind="country", country=COUNTRIES[name], sector="GOV", office=None, wikidata=None, mentions=spans)
        for name in COUNTRIES
        if (spans := tuple(m.span() for m in re.finditer(name, text)))
    )
    ids = {actor.name: actor.id for actor in actors}
    statements = tuple(
        Statement(
            id=digest("s", article.id, *m.span()),
            within=None,
            speakers=(ids[m[1]],),
            relays=(Relay(ids[m[1]], m.span(1)),),
            channel=None,
            audience=None,
            source=(m.span(1),),
            cue=(m.span(2),),
            content=(m.span(3),),
            style="indirect",
            date=None,
        )
        for m in re.finditer(r"(\w+) (said): (.+)", text)
    )
    around = {at: s for s in statements for at in range(*s.content[0])}
    events = tuple(
        EventMention(
            id=digest("e", article.id, *m.span()),
            event_type="CONSULT",
            mode="visit",
            contexts=("diplomatic",),
            auxiliary=(),
            actors=(ids[m[1]],),
            recipients=(ids[m[2]],),
            date=m[3],
            date_range=(m[3], m[3]),
            date_basis=("written",),
            place=Place("Arlville", "ARL", span=m.span(1)),
            duration=None,
            trigger=((m.end(1) + 1, m.end(1) + 4),),
            evidence=(m.span(),),
            statement=around[m.start()].id if m.start() in around else None,
            voice="attributed" if m.start() in around else "outlet",
            quad="verbal cooperation",
            score=1.5,
            confidence=0.9 if m.start() not in around else 0.6,
        )
        for m in EVENT.finditer(text)
    )
    commitments = tuple(
        CommitmentMention(
            id=digest("c", article.id, *m.span()),
            kind="pledge",
            by=(ids[m[1]],),
            to=(ids[m[2]],),
            what=(m.span(3),),
            evidence=(m.span(),),
            made=None,
            due=(m[4], m[4]),
            condition=None,
            event=None,
            statement=None,
        )
        for m in PROMISE.finditer(text)
    )
    times = tuple(Timex(m.span(), "DATE", m[0]) for m in re.finditer(r"\d{4}-\d\d-\d\d", text))
    figures = tuple(Figure("troops", float(m[1]), None, m.span(1)) for m in re.finditer(r"(\d+) troops", text))
    return Coded(article, times, actors, statements, events, commitments, figures)


def slow(page: Page) -> Coded | Problem:
    time.sleep(0.05)
    return code(page)


def across(pages: Sequence[Coded], corrections: Sequence[Judgement]) -> Across:
    """Events of one pair on one day are one, unless a person says "different"."""
    apart = {name for judgement in corrections if judgement.says == "different" for name in judgement.about.split()[1:]}
    linked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    groups: dict[tuple[str, ...], list[tuple[Coded, EventMention]]] = defaultdict(list)
    promises: dict[tuple[str, ...], list[tuple[Coded, CommitmentMention]]] = defaultdict(list)
    for page in pages:
        names = {actor.id: actor.name for actor in page.actors}
        for actor in page.actors:
            linked[actor.name].append((page.article.id, actor.id))
        for one in page.events:
            name = f"{page.article.id}/{one.id}"
            groups[(*sorted(names[a] for a in one.actors + one.recipients), one.date or "", name if name in apart else "")].append((page, one))
        for promise in page.commitments:
            promises[(names[promise.by[0]], names[promise.to[0]], page.quote(promise.what))].append((page, promise))
    events = tuple(
        Event(
            id=digest("E", *min((p.article.id, m.id) for p, m in group)),
            aliases=(),
            event_type="CONSULT",
            mode="visit",
            actors=(digest("P", key[0]), digest("P", key[1])),
            recipients=(),
            date_range=(key[2], key[2]),
            place=Place("Arlville", "ARL"),
            mentions=tuple(MentionRef(p.article.id, m.id) for p, m in group),
            independent_reports=len(group),
            confidence=max(m.confidence for _, m in group),
            accounts=tuple(Account(COUNTRIES[key[0]], None, (Point("meeting", SpanRef(p.article.id, m.evidence[0]), ()),)) for p, m in group[:1]),
        )
        for key, group in sorted(groups.items())
    )
    commitments = tuple(
        Commitment(
            id=digest("C", *min((p.article.id, m.id) for p, m in group)),
            commitment_kind="pledge",
            by=(digest("P", key[0]),),
            to=(digest("P", key[1]),),
            what=key[2],
            made=None,
            due=group[0][1].due,
            status="open",
            mentions=tuple(CommitmentRef(p.article.id, m.id) for p, m in group),
            trail=(),
        )
        for key, group in sorted(promises.items())
    )
    actors = tuple(LinkedActor(digest("P", name), name, (), COUNTRIES[name], "GOV", (Tenure("king", None, None),), tuple(members)) for name, members in sorted(linked.items()))
    quotations = tuple(Quotation(digest("q", p.article.id, s.id), (StatementRef(p.article.id, s.id),)) for p in pages for s in p.statements)
    families = (Family(digest("f", pages[0].article.id), tuple(p.article.id for p in pages), "copy", ("Wire",)),) if len(pages) > 1 else ()
    dates = tuple(DateEstimate(p.article.id, ("2021-01-01", "2021-12-31"), ("the year",)) for p in pages)
    judgements = tuple(Judgement(f"{event.id}", "same", "machine", "2021-01-01", "one day, one pair", 0.9) for event in events if len(event.mentions) > 1)
    return Across(families, dates, Links(actors, quotations), events, judgements, commitments, (Storyline("t:1", "All meetings", tuple(e.id for e in events)),) if events else ())


def pages_of(texts: Mapping[str, str]) -> Iterable[Page]:
    return [Page(source=source, data=text.encode()) for source, text in texts.items()]


WAY = Way(read=read, clean=clean, code=code, across=across)
SLOW = Way(read=read, clean=clean, code=slow, across=across)
