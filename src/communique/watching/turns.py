# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which address is asked next: hosts take turns, so that the delay of one is another's time."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from communique.reading import Listed
from communique.watching.fetching import host_of
from communique.watching.plan import Source


@dataclass(slots=True)
class Wanted:
    """An address that is to be fetched, and where it was listed."""

    listed: Listed
    source: Source
    lists: tuple[str, ...]  # the addresses of the lists on the way to it


class Queue:
    """Addresses by host, each host's in the order in which they were listed."""

    def __init__(self) -> None:
        self._hosts: dict[str, deque[Wanted]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, wanted: Wanted) -> None:
        self._hosts.setdefault(host_of(wanted.listed.url), deque()).append(wanted)
        self._count += 1

    def take(self, ready_in: Callable[[str], float]) -> Wanted:
        """The first of the host that may be asked soonest; of equals the one that has waited longest."""
        host = min(self._hosts, key=lambda one: ready_in(self._hosts[one][0].listed.url))
        waiting = self._hosts.pop(host)
        wanted = waiting.popleft()
        if waiting:
            self._hosts[host] = waiting  # at the end of the row of hosts
        self._count -= 1
        return wanted
