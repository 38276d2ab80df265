# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What a page was said to be when it was sent: HTTP's Content-Type."""

import codecs
import re
from dataclasses import dataclass

PAGES = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class MediaType:
    name: str  # "text/html"; empty where nothing was said
    charset: str | None = None  # as Python names it; None where none was said, or one that nobody knows

    @property
    def is_page(self) -> bool:
        """It may hold an article; so may what nobody said anything of."""
        return self.name in PAGES or not self.name

    @property
    def full(self) -> str | None:
        """As `Page.media_type` holds it: the character set only where it is not what pages have anyway."""
        if not self.name or self.charset in (None, "utf-8", "ascii"):
            return self.name or None
        return f"{self.name}; charset={self.charset}"


def media_type(content_type: str | None) -> MediaType:
    """'text/html; charset="GB2312"' -> text/html in gb2312."""
    name, _, parameters = (content_type or "").partition(";")
    said = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", parameters[:1000], re.I | re.A)
    try:
        charset = codecs.lookup(said[1]).name if said else None
    except (LookupError, ValueError):
        charset = None
    return MediaType(name.strip().lower()[:60], charset)
