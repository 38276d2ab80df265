# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One event: what is known of it, who reports it on whose word, and what each side says, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from communique import tables
from communique.errors import RecordError
from communique.model import Account, Event, EventMention, Family
from communique.views.matters import bare, series, standing
from communique.views.web import say
from communique.views.web.asked import Asked, in_page
from communique.views.web.leaf import Leaf
from communique.views.web.pages import lines, sides
from communique.views.web.reader import Named, Reader
from communique.views.web.view import Moved, NotFound, View

REPORTS, MENTIONS, COPIES, POINTS, VALUES, DONE = 30, 4, 20, 12, 10, 20  # shown of each; all of them stand in the page's CSV or JSON
SAID = 160  # characters of the words beside a disputed value
RELATIONS = {"copy": "copies", "update": "updates", "correction": "corrections"}


@dataclass(frozen=True)
class Mention:
    """One report of the event in one article."""

    id: str
    quote: lines.Quote
    voice: str
    flags: tuple[str, ...]
    days: str
    basis: tuple[str, ...]
    duration: str | None
    series: str | None
    place: str | None
    confidence: float
    sure: str


@dataclass(frozen=True)
class Report:
    """An article that reports the event; `copies` are the same text elsewhere."""

    article: str
    outlet: str
    headline: str
    published: str
    url: str | None
    mentions: tuple[Mention, ...]
    copies: tuple["Report", ...] = ()
    relation: str = ""
    lineage: tuple[str, ...] = ()


def event(record: Reader, asked: Asked, key: str) -> View:
    """An event by its id, an id of former days or a mention's; `side` names the accounts to compare."""
    try:
        one = record.event(key)
    except RecordError as fault:
        raise NotFound from fault
    if one.id != key:
        raise Moved(f"/event/{one.id}")
    told = [point.span.article for account in one.accounts for point in account.points]
    leaves = record.leaves([*(ref.article for ref in one.mentions), *told, *(key for dispute in one.disagreements for value in dispute.values for key in value.articles)])
    found = [(leaves[ref.article], mention) for ref in one.mentions if ref.article in leaves and (mention := leaves[ref.article].event(ref.event))]
    named = record.named([*one.actors, *one.recipients, *(account.by for account in one.accounts if account.by)])
    shown = lines.best(one, found)
    words = lines.quote(shown[0], shown[1].evidence, statement=shown[1].statement, limit=1200) if shown else None
    line = lines.event_line(one, named, record.mentions_of([one.id]).get(one.id, []), words, record.turns_of([one.id]).get(one.id, ()))
    reports = _reports(found, record.families_of({leaf.id for leaf, _ in found}))
    compared = sides.chosen(one.accounts, asked.several("side"))
    rows = sides.rows(compared, leaves)
    context = {
        "line": line, "event": one, "reports": reports, "accounts": _heads(compared, named), "rows": rows, "alone": sides.alone(rows), "compared": [a.party for a in compared],
        "parties": [(a.party, sides.party_name(a.party), len(a.points)) for a in one.accounts], "disagreements": _disagreements(one, leaves),
        "vague": say.vague(one.date_range), "contexts": sorted({say.readable(context) for _, mention in found for context in mention.contexts}),
        "durations": sorted({say.duration(mention.duration) or "" for _, mention in found if mention.duration}), "storylines": record.storylines_of(one.id),
        "commitments": _commitments(record, found),
        "most": {"reports": REPORTS, "mentions": MENTIONS, "copies": COPIES, "points": POINTS, "given": VALUES, "done": DONE},
    }  # fmt: skip
    title = f"{line.type.capitalize()}: {say.clip(lines.whole([*line.actors, *line.recipients]), 80)}, {line.days}"
    return View(
        "event.html",
        title,
        context,
        form=lambda: {**lines.event_form(one, line), "reports": [_form(leaf, mention) for leaf, mention in found]},
        table=lambda: _table(found),
        path=f"/event/{one.id}",
    )


def _reports(found: Sequence[tuple[Leaf, EventMention]], families: Sequence[Family]) -> list[Report]:
    """Reports by day; copies and updates of one text under the first of them."""
    by_article: dict[str, list[tuple[Leaf, EventMention]]] = {}
    for leaf, mention in found:
        by_article.setdefault(leaf.id, []).append((leaf, mention))
    reports = {article: _report(some) for article, some in by_article.items()}
    folded: dict[str, Report] = {}
    for family in families:
        inside = [reports[article] for article in family.articles if article in reports and article not in folded]
        if len(inside) > 1:
            head, *rest = inside
            word = RELATIONS[family.relation] if len(rest) > 1 else family.relation
            reports[head.article] = replace(head, copies=(*head.copies, *rest), relation=f"{len(head.copies) + len(rest)} {word}", lineage=family.lineage)
            folded |= {report.article: report for report in rest}
    days = {article: (some[0][0].article.published_range or ("9999", ""))[0] for article, some in by_article.items()}
    return [reports[article] for article in sorted(reports, key=lambda a: (days[a], a)) if article not in folded]


def _report(some: Sequence[tuple[Leaf, EventMention]]) -> Report:
    leaf = some[0][0]
    article = leaf.article
    mentions = tuple(_mention(leaf, mention) for _, mention in sorted(some, key=lambda pair: pair[1].evidence))
    return Report(
        leaf.id,
        say.clip(leaf.outlet),
        say.clip(article.headline or "", 160),
        say.days(article.published_range, unknown="day of publication unknown"),
        say.safe_link(article.url),
        mentions,
    )


def _mention(leaf: Leaf, mention: EventMention) -> Mention:
    return Mention(
        id=mention.id,
        quote=lines.quote(leaf, mention.evidence, statement=mention.statement, limit=600),
        voice="in the outlet’s own voice" if mention.voice == "outlet" else "on someone’s word",
        flags=tuple(say.AUXILIARY.get(flag, flag) for flag in mention.auxiliary),
        days=say.days(mention.date_range),
        basis=tuple(say.clip(basis, 200) for basis in mention.date_basis[:4]),
        duration=say.duration(mention.duration),
        series=series(mention.order, mention.count),
        place=lines.place_name(mention.place),
        confidence=mention.confidence,
        sure=say.sure(mention.confidence),
    )


def _heads(compared: Sequence[Account], named: Mapping[str, Named]) -> list[tuple[str, lines.Who | None, str]]:
    """The columns: whose account, given by whom, and what the party is: a government, state media, an agency, or some outlet in its own voice."""
    out = []
    for account in compared:
        by = lines.who(account.by, named) if account.by and account.by in named else None
        name = sides.party_name(account.party)
        out.append((name, by if by is None or by.name != name else None, standing(account.party) or "in its own voice"))
    return out


def _disagreements(one: Event, leaves: Mapping[str, Leaf]) -> list[tuple[str, list[tuple[str, str, list[tuple[str, str]]]]]]:
    """What is told differently: each value with words that say so and the outlets that give it, each once, with the way to its report."""
    out = []
    spans = {ref.article: ref.event for ref in one.mentions}
    for dispute in one.disagreements:
        values = []
        for given in dispute.values:
            told: dict[str, str] = {}
            for article in given.articles:
                leaf = leaves.get(article)
                mention = leaf.event(spans.get(article, "")) if leaf else None
                shown = tuple(ref.span for ref in given.spans if ref.article == article)[:1] or (mention.evidence if mention else ())
                told.setdefault(say.clip(leaf.outlet) if leaf else "a page that is gone", in_page(article, shown))
            words = next((leaves[ref.article].quote((ref.span,)) for ref in given.spans if ref.article in leaves), "")
            values.append((sides.party_name(given.value) if tables.country(given.value) else say.value(given.value), say.clip(bare(words), SAID), list(told.items())))
        out.append((say.readable(dispute.what), values))
    return out


def _commitments(record: Reader, found: Sequence[tuple[Leaf, EventMention]]) -> list[tuple[str, str, str]]:
    """Undertakings that were made on this occasion: the way to each, its kind and its words."""
    mine = {(leaf.id, one.id): one for leaf, mention in found for one in leaf.coded.commitments if one.event == mention.id}
    homes = record.commitments_from(mine)
    out: dict[str, tuple[str, str, str]] = {}
    texts = {leaf.id: leaf for leaf, _ in found}
    for (article, key), one in mine.items():
        if home := homes.get((article, key)):
            out.setdefault(home, (f"/commitment/{home}", one.kind, say.clip(texts[article].quote(one.what or one.evidence), 200)))
    return [out[home] for home in sorted(out)]


def _form(leaf: Leaf, mention: EventMention) -> dict[str, object]:
    article = leaf.article
    return {
        "article": article.id, "outlet": article.outlet, "url": article.url, "published_range": article.published_range, "evidence": leaf.quote(mention.evidence),
        "said_by": lines.said(leaf, leaf.statement(mention.statement)), "address": in_page(article.id, mention.evidence), "mention": mention.to_dict(),
    }  # fmt: skip


COLUMNS = (
    "article", "outlet", "published_first", "published_last", "url", "mention", "event_type", "mode", "auxiliary", "first_day", "last_day", "duration", "order", "count",
    "voice", "said_by", "evidence", "start", "end", "confidence", "address",
)  # fmt: skip


def _table(found: Sequence[tuple[Leaf, EventMention]]) -> tuple[tuple[str, ...], list[tuple[str | int | float | None, ...]]]:
    rows = []
    for leaf, m in found:
        article = leaf.article
        published, day = article.published_range or (None, None), m.date_range or (None, None)
        rows.append((
            article.id, leaf.outlet, *published, article.url, m.id, m.event_type, m.mode, " ".join(m.auxiliary), *day, m.duration, m.order, m.count, m.voice,
            lines.said(leaf, leaf.statement(m.statement)),
            leaf.quote(m.evidence), m.evidence[0][0] if m.evidence else None, m.evidence[-1][1] if m.evidence else None, m.confidence, in_page(article.id, m.evidence),
        ))  # fmt: skip
    return COLUMNS, rows
