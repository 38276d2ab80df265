# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Addresses to pages, pages to answers; and the door that serves them."""

import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from communique.record import Record
from communique.views.web.asked import MOST, MOST_SHOWN, Asked, QuestionError
from communique.views.web.guard import LOOPBACK, Guard, loopback
from communique.views.web.pages.actor import actor, actors
from communique.views.web.pages.article import article, articles
from communique.views.web.pages.event import event
from communique.views.web.pages.found import problems, search
from communique.views.web.pages.ledger import commitment, ledger
from communique.views.web.pages.storylines import storylines
from communique.views.web.pages.timeline import timeline
from communique.views.web.reader import Reader
from communique.views.web.render import html
from communique.views.web.view import Moved, NotFound, View, as_csv, as_json

LISTS: dict[str, Callable[[Reader, Asked], View]] = {
    "timeline": timeline, "storylines": storylines, "ledger": ledger, "actors": actors, "articles": articles, "search": search, "problems": problems,
}  # fmt: skip
THINGS: dict[str, Callable[[Reader, Asked, str], View]] = {"event": event, "commitment": commitment, "actor": actor, "article": article}
ENDINGS = (".json", ".csv")
SOON = 0.6  # seconds until the browser is opened: the server is up by then


def serve(record: Record | str | Path, *, host: str = "127.0.0.1", port: int = 8765, open_browser: bool = False) -> None:
    """Shows a record to a browser until it is stopped. Nothing is written; only this machine is answered unless `host` says otherwise.

    RecordError where there is no record at the address.
    """
    app = make_app(record, hosts=LOOPBACK if loopback(host) else None)
    if open_browser:
        shown = f"[{host}]" if ":" in host else host
        threading.Timer(SOON, webbrowser.open, [f"http://{shown}:{port}/"]).start()
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, lifespan="off")


def make_app(record: Record | str | Path, *, hosts: frozenset[str] | None = LOOPBACK) -> ASGIApp:
    """The pages of a record as an ASGI application that answers requests for these hosts alone; None: for any."""
    reader = Reader(record.address if isinstance(record, Record) else record)
    site = Site(reader)
    routes = [
        Route("/", lambda _: RedirectResponse("/timeline", 307)),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        Route("/{name}", site.list),
        Route("/{name}/{key}", site.thing),
    ]
    faults = {HTTPException: site.http_fault, QuestionError: site.bad_question, NotFound: site.not_found, Exception: site.fault}
    return Guard(Starlette(routes=routes, exception_handlers=faults), hosts=hosts)


class Site:
    """The record's pages, answered in the form that the address ends in."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.name = reader.address if "://" not in reader.address else reader.address.rpartition("/")[2]

    def list(self, request: Request) -> Response:
        name, ending = split(request.path_params["name"])
        if name not in LISTS:
            raise NotFound(name)
        return self._answer(request, LISTS[name](self.reader, _asked(request, ending)), name, ending)

    def thing(self, request: Request) -> Response:
        name, (key, ending) = request.path_params["name"], split(request.path_params["key"])
        if name not in THINGS:
            raise NotFound(name)
        try:
            view = THINGS[name](self.reader, _asked(request, ending), key)
        except Moved as moved:
            return RedirectResponse(moved.path + ending, 308)
        return self._answer(request, view, name, ending)

    def _answer(self, request: Request, view: View, name: str, ending: str) -> Response:
        if ending == ".json":
            return Response(as_json(view), media_type="application/json")
        if ending == ".csv":
            return Response(as_csv(view), media_type="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})
        return self._page(view, here=request.url.path.split("/")[1])

    def _page(self, view: View, *, here: str = "", status: int = 200) -> Response:
        frame = {"record": Path(self.name).name, "here": here, "stale": self.reader.record.is_stale}
        return Response(html(view, frame), status, media_type="text/html")

    def _told(self, status: int, title: str, message: str) -> Response:
        """A plain page that says what is the matter; no more of a fault leaves the server than its words say here."""
        view = View("told.html", title, {"message": message}, form=dict, table=lambda: ((), ()))
        return self._page(view, status=status)

    def not_found(self, request: Request, fault: Exception) -> Response:
        del request, fault
        return self._told(404, "Not found", "The record holds nothing at this address. It may have been built anew since; look in the timeline, or search.")

    def bad_question(self, request: Request, fault: Exception) -> Response:
        del request
        return self._told(400, "Not understood", str(fault))

    def http_fault(self, request: Request, fault: Exception) -> Response:
        status = fault.status_code if isinstance(fault, HTTPException) else 500
        if status == 404:
            return self.not_found(request, fault)
        return self._told(status, "Not answered", "This server only shows: it answers GET and HEAD." if status == 405 else "The request could not be answered.")

    def fault(self, request: Request, fault: Exception) -> Response:
        del request, fault
        return Response(PLAIN_FAULT, 500, media_type="text/html")


PLAIN_FAULT = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Something went wrong</title><link rel="stylesheet" href="/static/style.css"></head>'
    '<body><main id="content" class="told">'
    "<h1>Something went wrong</h1><p>The page could not be made. What happened is told in the terminal in which the server runs.</p>"
    '<p><a href="/timeline">To the timeline</a></p></main></body></html>'
)


def _asked(request: Request, ending: str) -> Asked:
    return Asked(request.query_params, most=MOST if ending else MOST_SHOWN)


def split(text: str) -> tuple[str, str]:
    """'timeline.json' -> ('timeline', '.json')."""
    for ending in ENDINGS:
        if text.endswith(ending):
            return text[: -len(ending)], ending
    return text, ""
