# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Exports for other programs: events as a table."""

import csv
import io
from collections.abc import Iterator

from communique.record import Record
from communique.views.terminal import auxiliary, best_report, known_names, who_to_whom

COLUMNS = (
    "id", "first_day", "last_day", "event_type", "mode", "auxiliary", "contexts", "actors", "actor_countries", "recipients", "recipient_countries", "who", "place", "place_country",
    "quad", "score", "confidence", "voice", "reports", "independent_reports", "accounts", "disagreements", "evidence", "outlet", "url", "source", "article",
)  # fmt: skip


def events_csv(record: Record) -> Iterator[str]:
    """A head line and a line for each event by day; several values in one cell are joined by ";". The evidence is that of the surest report."""
    known, linked = known_names(record), record.actors()
    yield _line(COLUMNS)
    for event in record.events():
        reports = record.reports(event)
        coded, mention = best_report(event, reports)
        first, last = event.date_range or ("", "")
        countries = [";".join(sorted({linked[key].country or "" for key in ids if key in linked} - {""})) for ids in (event.actors, event.recipients)]
        named = [";".join(linked[key].name if key in linked else key for key in ids) for ids in (event.actors, event.recipients)]
        place = event.place
        voices = sorted({one.voice for _, one in reports})
        contexts = sorted({context for _, one in reports for context in one.contexts})
        yield _line(
            (
                event.id, first, last, event.event_type, event.mode or "", ";".join(auxiliary(reports)), ";".join(contexts),
                named[0], countries[0], named[1], countries[1],
                who_to_whom(event.actors, event.recipients, known), place.name if place else "", (place.country or "") if place else "", mention.quad, f"{mention.score:g}",
                f"{event.confidence:.2f}", ";".join(voices), str(len({ref.article for ref in event.mentions})), str(event.independent_reports), str(len(event.accounts)),
                str(len(event.disagreements)),
                " ".join(coded.quote(mention.evidence).split()), coded.article.outlet or "", coded.article.url or "", coded.article.source, coded.article.id,
            )
        )  # fmt: skip


def _line(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
