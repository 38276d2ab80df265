# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What hosts ask of robots (RFC 9309)."""

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

LARGEST_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB
LONGEST_DELAY_SECONDS = 600.0  # a host that asks for more is asked this seldom
TOKEN = "communique"  # the name under which robots.txt may speak of us
_KEPT_SECONDS = 86_400.0

Get = Callable[[str], tuple[int | None, bytes]]  # an address -> status (None: no answer) and bytes


class Robots:
    """Each host's robots.txt, asked for when it is first needed and kept for a day."""

    def __init__(self, get: Get, clock: Callable[[], float]) -> None:
        self._get, self._clock = get, clock
        self._kept: dict[str, tuple[float, Protego | None]] = {}

    def allowed(self, url: str) -> bool | None:
        """Where there is no such file, everything is allowed; None where it cannot be had because of a fault of the host or on the way."""
        rules = self._rules(url)
        return None if rules is None else bool(rules.can_fetch(url, TOKEN))

    def delay(self, url: str) -> float:
        """Seconds between two requests that a host asks for, as far as it has been asked."""
        _, rules = self._kept.get(_origin(url), (0.0, None))
        if rules is None:
            return 0.0
        rate = rules.request_rate(TOKEN)
        asked = max(rules.crawl_delay(TOKEN) or 0.0, rate.seconds / rate.requests if rate is not None and rate.requests else 0.0)
        return min(float(asked), LONGEST_DELAY_SECONDS)

    def _rules(self, url: str) -> Protego | None:
        origin = _origin(url)
        until, rules = self._kept.get(origin, (0.0, None))
        if until <= self._clock():
            status, data = self._get(origin + "/robots.txt")
            if status == 200:
                rules = Protego.parse(data[:LARGEST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"))
            else:
                rules = Protego.parse("") if status is not None and 400 <= status < 500 and status != 429 else None
            self._kept[origin] = self._clock() + (_KEPT_SECONDS if rules is not None else 600.0), rules
        return rules


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
