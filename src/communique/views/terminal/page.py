# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One page as coded, for reading: what `communique code` shows."""

from communique import tables
from communique.model import Actor, Article, Coded, CommitmentMention, EventMention, Problem, Statement
from communique.views.matters import series
from communique.views.terminal.screen import MARGIN, NO_DATE, Screen, count, joined, length_of_time, margin_of_days, names, quoted, span_of_days, who_to_whom


def show_page(screen: Screen, coded: Coded, *, left_out: int = 0) -> None:
    """The article's head, then its events, statements, commitments and figures, each with the words that show it."""
    known = {actor.id: name_of(actor) for actor in coded.actors}
    head(screen, coded.article)
    screen.heading(f"Events ({len(coded.events)})", f"{left_out} left out by the filters" if left_out else "")
    for event in coded.events:
        show_event(screen, coded, event, known)
    screen.heading(f"Statements ({len(coded.statements)})")
    for statement in coded.statements:
        show_statement(screen, coded, statement, known)
    screen.heading(f"Commitments ({len(coded.commitments)})")
    for one in coded.commitments:
        show_commitment(screen, coded, one, known)
    if coded.figures:
        screen.heading(f"Figures ({len(coded.figures)})")
        for figure in coded.figures:
            words = quoted(coded.article.text[slice(*figure.span)])
            screen.line((joined([f"{figure.value:,g}", figure.unit], " "), "bold"), f"  {figure.what}  ", (words, "dim"), indent=MARGIN)


def head(screen: Screen, article: Article) -> None:
    screen.line((article.headline or "(no headline)", "bold"))
    country = tables.country(article.outlet_country) if article.outlet_country else None
    outlet = article.outlet and (f"{article.outlet} ({country.name})" if country else article.outlet)
    by = "by " + ", ".join(article.byline) if article.byline else None
    screen.line(joined([outlet or "outlet unknown", by, article.dateline, "credits " + ", ".join(article.credits) if article.credits else None]))
    basis = f" ({'; '.join(article.published_basis)})" if article.published_basis else ""
    day = span_of_days(article.published_range, article.published)
    screen.line("publication day unknown" if day == NO_DATE else f"published {day}", (basis, "dim"))
    where = article.source if article.source != article.url else None
    screen.line((joined([article.id, article.url, where, count(len(article.body), "paragraph")]), "dim"))


def show_event(screen: Screen, coded: Coded, event: EventMention, known: dict[str, str]) -> None:
    first, second = margin_of_days(event.date_range)
    labels = joined([joined([event.event_type, event.mode], " "), *event.auxiliary], ", ")
    screen.line((labels, "bold"), f"  {who_to_whom(event.actors, event.recipients, known)}", (f"  {event.confidence:.2f}", "dim"), indent=MARGIN, margin=first)
    screen.line((quoted(coded.quote(event.evidence)), "italic"), indent=MARGIN, margin=second)
    place = f"in {event.place.name}" if event.place else None
    lasted = length_of_time(event.duration) if event.duration else None
    screen.line((joined([said_by(coded, event.statement, known), place, lasted, series(event.order, event.count), ", ".join(event.contexts), event.id]), "dim"), indent=MARGIN)


def said_by(coded: Coded, statement_id: str | None, known: dict[str, str]) -> str:
    """On whose word: 'according to A, through B, through C', or the outlet's own."""
    statement = next((s for s in coded.statements if s.id == statement_id), None)
    return "in the outlet's own voice" if statement is None else "according to " + chain(coded, statement, known)


def chain(coded: Coded, statement: Statement, known: dict[str, str]) -> str:
    """A speaker and those who passed the words on, the outermost last."""
    speakers = names(statement.speakers, known) or quoted(coded.quote(statement.source)) if statement.source or statement.speakers else "someone unnamed"
    return ", through ".join([speakers, *(known.get(relay.actor, relay.actor) if relay.actor is not None else coded.quote((relay.span,)) for relay in statement.relays)])


def show_statement(screen: Screen, coded: Coded, statement: Statement, known: dict[str, str]) -> None:
    to, within = (f"to {statement.audience}" if statement.audience else None), (f"within {statement.within}" if statement.within else None)
    stance = statement.stance if statement.stance != "asserts" else None
    unnamed = f"not named ({statement.anonymity})" if statement.anonymity else None
    where = f"in {statement.place}" if statement.place else None
    distance = f"distancing {quoted(coded.quote(statement.distance))}" if statement.distance else None
    about = joined([statement.style, stance, unnamed, statement.channel, to, where, statement.date, distance, within, statement.id])
    screen.line((chain(coded, statement, known), "bold"), (f"  {about}", "dim"), indent=MARGIN)
    screen.line((quoted(coded.quote(statement.content)), "italic"), indent=MARGIN)


def show_commitment(screen: Screen, coded: Coded, one: CommitmentMention, known: dict[str, str]) -> None:
    parties = joined([names(one.by, known) or "someone", names(one.to, known)], " → ")
    screen.line((one.kind, "bold"), f"  {parties}", (f"  due {span_of_days(one.due)}" if one.due else "", "yellow"), indent=MARGIN, margin=one.made or "")
    screen.line((quoted(coded.quote(one.what)), "italic"), indent=MARGIN)
    condition = f"if {quoted(coded.quote(one.condition))}" if one.condition else None
    screen.line((joined([condition, said_by(coded, one.statement, known), one.id]), "dim"), indent=MARGIN)


def show_problem(screen: Screen, problem: Problem) -> None:
    screen.line((problem.source, "bold"), f"  {problem.reason}")


def name_of(actor: Actor) -> str:
    """'Moon Jae-in (KOR)'; a country is its name."""
    return actor.name if actor.kind == "country" or actor.country is None or actor.kind == "anonymous" else f"{actor.name} ({actor.country})"
