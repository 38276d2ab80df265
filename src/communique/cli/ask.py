# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Questions to a record: timeline, event, actors, search, problems."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

import communique.cli.dossier as dossier
import communique.cli.options as o
from communique.errors import InputError

if TYPE_CHECKING:
    from communique.record import Record


def register(app: typer.Typer) -> None:
    app.command(
        epilog=o.examples(
            "timeline --record korea.db",
            "timeline --dyad KOR-USA --from 2018 --to 2021-02",
            "timeline --type CONSULT --mode phone --min-confidence 0.8",
            "timeline --actor Moon --json",
        )
    )(timeline)
    app.command(epilog=o.examples("event E:3b77c0a1d", "event 3b77 --json"))(event)
    app.command(epilog=o.examples("actors", 'actors "Moon Jae-in"', "actors --country KOR"))(actors)
    app.command(
        epilog=o.examples("search summit", "search '\"close cooperation\" nuclear' --said-by Moon", "search tariffs --about Trump", "search --said-by Moon --about Trump")
    )(search)
    app.command(epilog=o.examples("problems", "problems --json"))(problems)


def echo(form: dict[str, Any]) -> None:
    typer.echo(json.dumps(form, ensure_ascii=False))


def timeline(
    record: o.RecordAt = None,
    country: o.Country = None,
    dyad: o.Dyad = None,
    types: o.Types = None,
    mode: o.Mode = None,
    first: o.First = None,
    last: o.Last = None,
    actor: o.WithActor = None,
    min_confidence: o.MinConfidence = 0.0,
    voice: o.Voice = None,
    as_json: o.AsJson = False,
) -> None:
    """Events by day: what, who to whom, the words that show it, how many report it."""
    from communique.record import Filter
    from communique.views.terminal import Screen, count, show_timeline

    with o.opened(record) as kept:
        asked = Filter(
            countries=tuple(o.country(one) for one in country or ()),
            dyad=o.dyad(dyad),
            types=o.event_types(types),
            mode=mode,
            actor=kept.actor(actor).id if actor else None,
            first=o.first_day(first),
            last=o.last_day(last),
            min_confidence=min_confidence,
            voice=o.voice(voice),
        )
        events = kept.events(asked)
        warn_if_stale(kept)
        if as_json:
            for one in events:
                echo({**one.to_dict(), "names": names_of(kept, (*one.actors, *one.recipients))})
            return
        show_timeline(Screen(), kept, events)
        total = kept.counts()["events"]
    typer.echo(count(len(events), "event") + (f" of {total:,}" if len(events) != total else ""), err=True)


def event(
    event_id: Annotated[str, typer.Argument(metavar="ID", help="The event's id, or its beginning; ids of former days are found too.")],
    record: o.RecordAt = None,
    as_json: o.AsJson = False,
) -> None:
    """One event: each report, its evidence, on whose word, and where the reports differ."""
    from communique.views.terminal import Screen, show_event

    with o.opened(record) as kept:
        one = kept.event(event_id)
        if as_json:
            reports = [
                {"article": coded.article.id, "source": coded.article.source, "evidence": [coded.article.text[s:e] for s, e in mention.evidence], "mention": mention.to_dict()}
                for coded, mention in kept.reports(one)
            ]
            echo({**one.to_dict(), "names": names_of(kept, (*one.actors, *one.recipients)), "reports": reports})
            return
        show_event(Screen(), kept, one)


def actors(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A name, part of one, or an id: that actor's own timeline and commitments.", show_default=False)] = None,
    record: o.RecordAt = None,
    country: o.Country = None,
    as_json: o.AsJson = False,
) -> None:
    """Who takes part, with how many events and in which offices; with NAME, all that the record holds of one."""
    from communique.record import Filter, Promises
    from communique.views.terminal import Screen, show_actors, show_ledger, show_timeline

    with o.opened(record) as kept:
        counted = Counter(key for one in kept.events() for key in {*one.actors, *one.recipients})
        chosen = [kept.actor(name)] if name else sorted(kept.actors().values(), key=lambda a: (-counted[a.id], a.name))
        wanted = {o.country(one) for one in country or ()}
        chosen = [one for one in chosen if not wanted or one.country in wanted]
        if name and not chosen:
            raise InputError(f"{kept.actor(name).name} is none of {', '.join(sorted(wanted))}; leave --country out, or name another")
        if as_json:
            for one in chosen:
                echo({**one.to_dict(), "events": counted[one.id], **({"pages": dossier.form(kept, one)} if name else {})})
            return
        screen = Screen()
        show_actors(screen, chosen, counted)
        if name:
            dossier.show(screen, kept, chosen[0])
            screen.heading("Events")
            show_timeline(screen, kept, kept.events(Filter(actor=chosen[0].id)))
            screen.heading("Commitments")
            show_ledger(screen, kept, kept.commitments(Promises(actor=chosen[0].id)))


def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help='Words that all must stand in one passage; "a phrase" in quotation marks.', show_default=False)
    ] = None,
    record: o.RecordAt = None,
    said_by: Annotated[str | None, typer.Option("--said-by", help="Only what this one said, by name or id.", show_default=False)] = None,
    about: Annotated[str | None, typer.Option("--about", help="Only passages that mention this one.", show_default=False)] = None,
    as_json: o.AsJson = False,
) -> None:
    """Passages of the articles that hold the words, with the page and whoever said them."""
    from communique.views.terminal import Screen, count, show_hits

    words = words or []
    if not words and not said_by and not about:
        raise typer.BadParameter("give words to find, or --said-by or --about with a name")
    # one argument with a blank is a phrase that the shell has taken the quotation marks from, but only if others stand beside it
    question = " ".join(f'"{word}"' if " " in word and '"' not in word and len(words) > 1 else word for word in words)
    with o.opened(record) as kept:
        if as_json:
            for hit in kept.search(question, said_by=said_by, about=about):
                passage = hit.article.text[hit.span[0] : hit.span[1]]
                where = {"article": hit.article.id, "source": hit.article.source, "url": hit.article.url, "published_range": hit.article.published_range}
                said = {"statement": hit.statement and hit.statement.id, "speakers": hit.speakers, "quotation": hit.quotation and hit.quotation.to_dict()}
                echo({**where, "span": hit.span, "found": hit.found, "passage": passage, **said})
            return
        shown = show_hits(Screen(), kept, question, said_by=said_by, about=about)
    typer.echo(count(shown, "passage"), err=True)


def problems(record: o.RecordAt = None, as_json: o.AsJson = False) -> None:
    """What could not be read or coded, with the reason; and corrections whose evidence is gone."""
    from communique.views.terminal import Screen, show_orphans, show_problems

    with o.opened(record) as kept:
        if as_json:
            for problem in kept.problems():
                echo(problem.to_dict())
            return
        screen = Screen()
        show_problems(screen, kept.problems())
        show_orphans(screen, kept)


def warn_if_stale(kept: "Record") -> None:
    if kept.is_stale:
        typer.echo("communique: a run has not ended: pages are kept that events do not know of yet; run the same build again", err=True)


def names_of(kept: "Record", ids: tuple[str, ...]) -> dict[str, str]:
    known = kept.actors()
    return {key: known[key].name for key in ids if key in known}
