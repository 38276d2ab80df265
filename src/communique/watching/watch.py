# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door of the room: one round over the lists -> the pages that are new on them or have changed."""

import datetime
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from communique.model import Page, Problem
from communique.reading import Listed, addresses, media_type
from communique.watching.fetching import Answer, Fetcher, host_of, unfit
from communique.watching.memory import Memory, Seen
from communique.watching.plan import Manners, Plan, Source
from communique.watching.turns import Queue, Wanted

MOST_TRIES = 3  # of an address that fails, one a round
MOST_LISTS = 50  # that one source leads to, in one round
MOST_LISTED = 200_000  # addresses of one list that are looked at: four times what a site map may hold
_DEEPEST = 2  # a list of lists of lists
_FAILURES_A_HOST = 3  # one after another; then the host has its turn in the next round


@dataclass
class Round:
    """What a round did, growing as it goes."""

    lists: int = 0  # read
    unchanged: int = 0  # lists that their hosts said are as they were
    fetched: int = 0  # pages
    same: int = 0  # pages asked for again, as they were
    waiting: int = 0  # addresses left for the next round
    refused: Counter[str] = field(default_factory=Counter)  # why -> addresses that are not asked again
    failed: list[tuple[str, str]] = field(default_factory=list)  # address, why; asked again in the next round


class Watch:
    """Watches feeds and lists. `pages()` is one round; what was fetched is remembered in a file, so that the next asks only for what is new.

    In: a plan; the file of the memory (None: none is kept). Out: a stream of pages as they come, and a Problem for each address at which none can be had.
    Promises: what was given is remembered only when the next is asked for, so that a run that dies in between gives it again; no host is asked faster
    than its delay, none that is not public unless allowed, nothing that its robots.txt does not allow; no answer is larger or takes longer than the
    manners say. Faults: a plan's file of addresses, or a memory, that cannot be used is an InputError; everything else is told in `round`.
    """

    def __init__(
        self, plan: Plan, memory: Path | None = None, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self._plan, self._now = plan, now
        self._manners: Manners = plan.manners
        self._fetcher = Fetcher(plan.manners, clock=clock, sleep=sleep)
        self._memory = Memory(memory, int(now()))
        self._failures: Counter[str] = Counter()
        self._unfinished: set[str] = set()  # lists of whose addresses some have not had their turn
        self.round = Round()

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, *fault: object) -> None:
        self._memory.__exit__(*fault)

    def pages(self) -> Iterator[Page | Problem]:
        """One round: the lists first, then their pages, host by host in turn."""
        self.round, self._unfinished = Round(), set()
        done: list[Seen] = []
        self._failures.clear()
        queue = Queue()
        for found in self._wanted(done):
            if isinstance(found, Problem):
                yield found
            else:
                queue.put(found)
        self.round.waiting += len(queue)
        while len(queue):
            wanted = queue.take(self._fetcher.ready_in)
            if self._left_alone(wanted.listed.url):
                self._unfinished.update(wanted.lists)
                continue
            self.round.waiting -= 1
            page, seen = self._page(wanted)
            if page is not None:
                yield page
            self._memory.note(seen)
        for seen in done:  # only now: a list whose addresses were not all asked is read again, even where it has not changed
            if seen.url not in self._unfinished:
                self._memory.note(seen)

    def planned(self) -> Iterator[Listed | Problem]:
        """What `pages()` would ask for: the lists are read, no page is fetched, nothing is remembered."""
        self.round = Round()
        for found in self._wanted([]):
            yield found if isinstance(found, Problem) else found.listed

    # Lists ---------------------------------------------------------------------------------------------------

    def _wanted(self, done: list[Seen]) -> Iterator[Wanted | Problem]:
        """The addresses on all lists that are to be fetched now, each once."""
        met: set[str] = set()
        for source in self._plan.sources:
            given = lists = 0
            row: deque[tuple[Listed, tuple[str, ...]]] = deque([(Listed(source.place, is_list=True), ())])
            while row and given < source.most and lists <= MOST_LISTS:
                listed, way = row.popleft()
                lists += 1
                for found in self._list(listed, source, way, done):
                    if isinstance(found, Problem):
                        yield found
                    elif found.is_list:
                        if len(way) < _DEEPEST and not (found.settled and self._memory.get(found.url)):
                            row.append((found, (*way, listed.url)))
                    elif found.url not in met and self._is_new(found, source):
                        if given == source.most:
                            self._unfinished.update((*way, listed.url))
                            self.round.waiting += 1
                        else:
                            met.add(found.url)
                            given += 1
                            yield Wanted(found, source, (*way, listed.url))
            for _, way in row:
                self._unfinished.update(way)

    def _list(self, listed: Listed, source: Source, way: tuple[str, ...], done: list[Seen]) -> Iterator[Listed | Problem]:
        """One list's addresses; nothing where it has not changed since all of them were had."""
        data: bytes | None = None
        if way or not source.is_file:
            answer, seen = self._ask(listed, int(self._manners.largest_list_megabytes * 1e6))
            if answer.outcome == "failed":
                self._unfinished.update(way)
                self.round.failed.append((listed.url, answer.reason))
                return
            if answer.outcome == "refused":
                self.round.refused[answer.reason] += 1
                yield Problem(source=listed.url, reason=f"the list cannot be read: {answer.reason}", room="watching")
                return
            done.append(seen)
            if answer.outcome == "same":
                self.round.unchanged += 1
                return
            data = answer.data
        self.round.lists += 1
        for at, found in enumerate(addresses(listed.url, data)):
            if at >= MOST_LISTED:
                yield Problem(source=listed.url, reason=f"the list has more than {MOST_LISTED:,} addresses; only these are looked at", room="watching")
                return
            yield found

    def _is_new(self, listed: Listed, source: Source) -> bool:
        if (source.hosts and not any(f".{host_of(listed.url)}".endswith(f".{host}") for host in source.hosts)) or unfit(listed.url):
            return False
        seen = self._memory.get(listed.url)
        if seen is None:
            return True
        return seen.final is None and (seen.tries > 0 or (listed.changed is not None and listed.changed != seen.changed))

    # Pages ---------------------------------------------------------------------------------------------------

    def _left_alone(self, url: str) -> bool:
        return self._failures[host_of(url)] >= _FAILURES_A_HOST or self._fetcher.postponed(url)

    def _page(self, wanted: Wanted) -> tuple[Page | Problem | None, Seen]:
        """What is at an address, and what to remember of it once that is kept."""
        listed, host = wanted.listed, host_of(wanted.listed.url)
        answer, seen = self._ask(listed, int(self._manners.largest_page_megabytes * 1e6))
        if answer.outcome == "failed":
            self._failures[host] += 1
            if seen.tries < MOST_TRIES:
                self._unfinished.update(wanted.lists)
                self.round.failed.append((listed.url, answer.reason))
                return None, seen
            answer = replace(answer, outcome="refused", reason=f"{answer.reason} ({MOST_TRIES} times)")
        else:
            self._failures[host] = 0
        if answer.outcome == "same":
            self.round.same += 1
            return None, seen
        kind = media_type(answer.content_type)
        reason = answer.reason if answer.outcome == "refused" else "it is empty" if not answer.data.strip() else None if kind.is_page else f"it is {kind.name}, not a page"
        if reason is not None:
            self.round.refused[reason] += 1
            return Problem(source=listed.url, reason=f"the page cannot be had: {reason}", room="watching"), replace(seen, final=reason)
        self.round.fetched += 1
        moment = datetime.datetime.fromtimestamp(self._now(), datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        page = Page(
            source=listed.url, data=answer.data, url=answer.url, fetched=moment, outlet=wanted.source.outlet, published=listed.published, headline=listed.headline,
            media_type=kind.full,
        )  # fmt: skip
        return page, seen

    def _ask(self, listed: Listed, largest_bytes: int) -> tuple[Answer, Seen]:
        before = self._memory.get(listed.url)
        etag, modified = (before.etag, before.modified) if before is not None else (None, None)
        answer = self._fetcher.get(listed.url, largest_bytes=largest_bytes, etag=etag, modified=modified)
        if answer.outcome == "found":
            etag, modified = answer.etag, answer.modified
        tries = (before.tries if before is not None else 0) + 1 if answer.outcome == "failed" else 0
        return answer, Seen(listed.url, int(self._now()), etag=etag, modified=modified, changed=listed.changed, tries=tries)
