# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The record on the terminal: timeline, one event, actors, search, problems."""

from collections.abc import Iterable, Mapping, Sequence

import communique.views.terminal.page as page_view
from communique import tables
from communique.model import Article, Coded, Days, Event, EventMention, LinkedActor, Problem, Quotation, Span
from communique.record import Record, Summary
from communique.views.matters import series, worth
from communique.views.terminal.screen import MARGIN, Screen, count, joined, length_of_time, margin_of_days, outlet_of, quoted, short, span_of_days, who_to_whom

QUOTE_IN_A_LIST = 220  # characters of evidence under an event in a list: two to three lines of 80


def known_names(record: Record) -> dict[str, str]:
    """Ids of linked actors -> how they are shown."""
    return {key: display(actor) for key, actor in record.actors().items()}


def display(actor: LinkedActor) -> str:
    """'Moon Jae-in (KOR)'; a country is its name."""
    country = tables.country(actor.country) if actor.country else None
    return actor.name if actor.country is None or (country is not None and country.name == actor.name) else f"{actor.name} ({actor.country})"


def best_report(event: Event, reports: Sequence[tuple[Coded, EventMention]]) -> tuple[Coded, EventMention]:
    """The report to quote."""
    return min(reports, key=lambda r: worth(r[0], r[1], event.event_type))


def auxiliary(reports: Sequence[tuple[Coded, EventMention]]) -> list[str]:
    """What every report says of it (future, historical ...)."""
    shared = set.intersection(*(set(mention.auxiliary) for _, mention in reports)) if reports else set()
    return sorted(shared)


def show_timeline(screen: Screen, record: Record, events: Iterable[Event]) -> None:
    """A list by day: what, who to whom, the words that show it, how many report it."""
    known = known_names(record)
    for event in events:
        reports = record.reports(event)
        event_line(screen, event, reports, known)
        coded, mention = best_report(event, reports)
        screen.line((quoted(coded.quote(mention.evidence), QUOTE_IN_A_LIST), "italic"), indent=MARGIN, margin=margin_of_days(event.date_range)[1])
        screen.line((joined([_reports(event), outlets(c.article for c, _ in reports), _accounts(event), short(event.id)]), "dim"), indent=MARGIN)


def event_line(screen: Screen, event: Event, reports: Sequence[tuple[Coded, EventMention]], known: dict[str, str]) -> None:
    what = joined([joined([event.event_type, event.mode], " "), *auxiliary(reports)], ", ")
    who = who_to_whom(event.actors, event.recipients, known)
    screen.line((what, "bold"), f"  {who}", (f"  {event.confidence:.2f}", "dim"), indent=MARGIN, margin=margin_of_days(event.date_range)[0])


def _reports(event: Event) -> str:
    total = len({ref.article for ref in event.mentions})
    return count(total, "report") + (f", {event.independent_reports} independent" if event.independent_reports != total else "")


def _accounts(event: Event) -> str | None:
    parts = [count(len(event.accounts), "account") if len(event.accounts) > 1 else None, count(len(event.disagreements), "disagreement") if event.disagreements else None]
    return joined(parts, ", ") or None


def outlets(articles: Iterable[Article]) -> str:
    found = sorted({outlet_of(article) for article in articles})
    return ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")


def show_event(screen: Screen, record: Record, event: Event) -> None:
    """One event: what is known of it, then each report with its evidence and on whose word."""
    known, estimated = known_names(record), record.estimated_days()
    reports = record.reports(event)
    event_line(screen, event, reports, known)
    contexts = sorted({context for _, mention in reports for context in mention.contexts})
    durations = sorted({length_of_time(mention.duration) for _, mention in reports if mention.duration})
    if event.date_range and event.date_range[0] != event.date_range[1]:
        screen.line(f"between {event.date_range[0]} and {event.date_range[1]}", indent=MARGIN)
    screen.line(joined([f"in {event.place.name}" if event.place else None, *durations, ", ".join(contexts), _reports(event), _accounts(event)]), indent=MARGIN)
    screen.line((event.id, "dim"), indent=MARGIN)
    screen.heading(f"Reports ({len(reports)})")
    for coded, mention in sorted(reports, key=lambda r: (r[0].article.published_range or ("9",), r[0].article.id, r[1].evidence)):
        local = {actor.id: page_view.name_of(actor) for actor in coded.actors}
        article = coded.article
        article_line(screen, article, estimated)
        screen.line((quoted(coded.quote(mention.evidence)), "italic"), indent=MARGIN)
        basis = f"{span_of_days(mention.date_range)}: {'; '.join(mention.date_basis)}" if mention.date_basis else None
        said = page_view.said_by(coded, mention.statement, local)
        counted = series(mention.order, mention.count)
        screen.line((joined([said, basis, counted, f"{mention.confidence:.2f}", article.url or article.source, f"{article.id}/{mention.id}"]), "dim"), indent=MARGIN)
    if event.disagreements:
        screen.heading(f"Disagreements ({len(event.disagreements)})")
        for one in event.disagreements:
            values = "; ".join(f"{length_of_time(value.value)} ({outlets(record.article(key).article for key in value.articles)})" for value in one.values)
            screen.line((one.what, "bold"), f"  {values}", indent=MARGIN)
    if len(event.accounts) > 1:
        screen.line((f"side by side: communique accounts {short(event.id)}", "dim"), indent=MARGIN)


def article_line(screen: Screen, article: Article, estimated: Mapping[str, tuple[Days, tuple[str, ...]]]) -> None:
    """The day (with a ~ where other pages had to tell it), the outlet, the headline."""
    headline = f"  {article.headline}" if article.headline else ""
    told = article.published_range is None and article.id in estimated
    day = margin_of_days(estimated[article.id][0] if told else article.published_range)[0]
    screen.line((outlet_of(article), "bold"), headline, indent=MARGIN, margin="~" + day if told else day)


def show_actors(screen: Screen, actors: Iterable[LinkedActor], events_of: dict[str, int]) -> None:
    for actor in actors:
        offices = "; ".join(_tenure(actor))
        screen.line((display(actor), "bold"), f"  {offices}" if offices else "", indent=MARGIN, margin=f"{events_of.get(actor.id, 0):>6}")
        screen.line((joined([actor.sector, "also " + ", ".join(actor.aliases[:6]) if actor.aliases else None, short(actor.id)]), "dim"), indent=MARGIN)


def _tenure(actor: LinkedActor) -> list[str]:
    return [one.office + (f" ({one.first or '…'} to {one.last or 'now'})" if one.first or one.last else "") for one in actor.offices]


def show_hits(screen: Screen, record: Record, words: str, *, said_by: str | None = None, about: str | None = None) -> int:
    """Shows each passage that is found; how many there were."""
    shown, estimated = 0, record.estimated_days()
    for hit in record.search(words, said_by=said_by, about=about):
        shown += 1
        article = hit.article
        article_line(screen, article, estimated)
        screen.line((excerpt(article, hit.span, hit.found), "italic"), indent=MARGIN)
        said = f"said by {', '.join(hit.speakers)}" if hit.speakers else None
        screen.line((joined([said, article.url or article.source, f"[{hit.span[0]}, {hit.span[1]})", short(article.id)]), "dim"), indent=MARGIN)
        if hit.quotation is not None:
            screen.line((printings(hit.quotation, article), "dim"), indent=MARGIN)
    return shown


def printings(quotation: Quotation, article: Article) -> str:
    """On how many pages a quotation stands, through which houses, and the words that this page has otherwise."""
    pages = count(len({ref.article for ref in quotation.statements}), "page")
    told = f"told in other words on {count(len({ref.article for ref in quotation.paraphrases}), 'page')}" if quotation.paraphrases else None
    here = [f"here {quoted(article.text[slice(*c.span.span)])} for {quoted(c.instead)}" for c in quotation.changes if c.span.article == article.id]
    through = ", ".join(quotation.lineage)
    return joined([f"one quotation on {pages}" + (f": {through}" if through else ""), told, *here], "; ")


def excerpt(article: Article, passage: Span, found: Sequence[Span], around: int = 160) -> str:
    """The words found with some of what stands around them."""
    text, (start, end) = article.text, passage
    if found and end - start > 3 * around:
        first = max(start, found[0][0] - around)
        last = min(end, found[0][1] + around)
        first = first if first == start else text.find(" ", first) + 1
        last = last if last == end else text.rfind(" ", first, last)
        return ("… " if first > start else "") + quoted(text[first:last]) + (" …" if last < end else "")
    return quoted(text[start:end])


def show_problems(screen: Screen, problems: Iterable[Problem]) -> None:
    for problem in problems:
        page_view.show_problem(screen, problem)


def show_orphans(screen: Screen, record: Record) -> None:
    """Corrections that no longer apply, with the evidence they were anchored to."""
    for orphan in record.orphans():
        one = orphan.judgement
        lost = "; ".join(quoted(quote) if quote else name for name, _, quote in orphan.missing)
        screen.line((f"correction by {one.by}", "bold"), f"  {one.says}: its evidence is not in the record any more: {lost}")


def show_changes(screen: Screen, record: Record, summary: Summary) -> None:
    """What a recode did: events that came, went, or read otherwise now."""
    known = known_names(record)
    for sign, events in (("+", summary.added), ("-", summary.gone), ("~", [after for _, after in summary.changed])):
        for event in events:
            who = who_to_whom(event.actors, event.recipients, known)
            what, day = joined([event.event_type, event.mode], " "), margin_of_days(event.date_range)[0]
            screen.line((what, "bold"), f"  {who}  {event.confidence:.2f}", (f"  {short(event.id)}", "dim"), indent=MARGIN + 2, margin=f"{sign} {day}")
    for problem in summary.problems:
        page_view.show_problem(screen, problem)
    problems = f" ({count(len(summary.problems), 'problem')})" if summary.problems else ""
    screen.line(f"{count(summary.coded, 'page')} coded again{problems}: {len(summary.added):,} events added, {len(summary.gone):,} gone, {len(summary.changed):,} changed")


def show_summary(screen: Screen, summary: Summary, address: str) -> None:
    """What a run did, last of all."""
    done = [count(summary.coded, "page") + " coded", f"{summary.known:,} known already" if summary.known else None]
    done.append(f"{summary.known_problems:,} of them kept as problems" if summary.known_problems else None)
    screen.line((joined([*done, count(len(summary.problems), "problem") if summary.problems else None]), "bold"))
    for problem in summary.problems[:10]:
        screen.line((problem.source, "yellow"), f"  {problem.reason}", indent=2)
    if len(summary.problems) > 10:
        screen.line(f"and {len(summary.problems) - 10:,} more: communique problems --record {address}", indent=2)
    held = [count(summary.articles, "article"), count(summary.events, "event"), count(summary.commitments, "commitment")]
    screen.line(f"{address} holds " + ", ".join(held) + (f" ({count(summary.superseded, 'former version')} superseded)" if summary.superseded else ""))

