# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A page's units with what each is for: byline, caption, printed date, furniture; and body units as paragraphs."""

import functools
import itertools
import re
from collections.abc import Sequence

from communique.cleaning.bylines import byline
from communique.cleaning.daywords import printed
from communique.cleaning.units import Unit
from communique.model import Span

# What ends a sentence, with closing marks and a credit after it.
_ENDS = re.compile(r"[.!?…。][\"'”’»)\]]*(?: ?\([^()]{2,40}\))?$")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MANY = 40  # words of a unit that are counted: no label, byline, date line or headline has so many
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: ?(?:GMT|UTC|KST|EST|EDT|ET|BST|CET|PST|PT|IST)\b)?", re.I)
_DATE_LABEL = re.compile(
    r"\b(?:updated?|published|posted|last|modified|first|created|date|time|on|at|by|am|pm|a\.m|p\.m|input|edited|story|code"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.I)  # fmt: skip
_LABELLED = re.compile(r"^[\w ]{2,24}\s*:\s*[\w#.-]{1,16}$")
_CAPTION = re.compile(
    r"^\W{0,2}(?:in this (?:[\w.,-]+ ){0,8}(?:photo|image|picture|handout|frame|file)\b|file ?(?:photo|picture|image)\b|(?:photo|image|picture|caption)\b ?[\]:(—-]"
    r"|this (?:[\w.,-]+ ){0,5}(?:photo|image|picture|handout)\b|\(?(?:from )?(?:left|right|l-r|pictured|seen here)\b)", re.I)  # fmt: skip
_CREDIT_END = re.compile(
    r"(?:\((?:[^()]{0,30}\b)?(?:via|photo|file|ap|afp|reuters|epa|getty|yonhap|xinhua|image|courtesy|handout|pool)\b[^()]{0,40}\)"
    r"|(?:photo|image|picture)s?(?: credit)? ?(?:by|:) ?.{2,40}|[\w. ]{2,30}/(?:ap|afp|reuters|getty(?: images)?|epa|pool)(?:[ -][\w ]{2,20})?)\W*$", re.I)  # fmt: skip
_CREDIT_SIGN = re.compile(r"[(/]|(?:photo|image|picture)", re.I)
# Who wrote, edited and helped, and how to reach them.
_STAFF = re.compile(
    r"^\S+@\S+\.\w+$|^\W*(?:[Rr]eporting|[Aa]dditional reporting|[Ee]diting|[Ww]riting) by [A-Z]"
    r"|\bcontributed (?:reporting|(?:reporting )?(?:to|for) this (?:report|story|article))(?: from [\w ,]+)?\.\W*$"
)  # fmt: skip
_NOTICE = re.compile(
    r"\b(?:we|this (?:web ?)?(?:site|page)|our (?:web ?)?site) uses? cookies\b|\b(?:your|our) (?:use of |choices about )?cookies?\b"
    r"|\bby (?:continuing|signing up|using this site),? (?:you|to)\b|\ball rights reserved\.?$|^(?:©|copyright ©)"
    r"|^(?:sign up|subscribe) (?:to|for) (?:our|the|free)\b.{0,80}\b(?:newsletters?|inbox|updates|e-?mails?|briefing)\b", re.I)  # fmt: skip
_NOTICED = ("ookie", "ign up", "ubscri", "ontinuing", "igning up", "ights reserved", "©", "using this site")
_DIGIT = re.compile(r"\d")
_PLACE_ALONE = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ .,'-]{2,40}[A-ZÀ-Þ]) ?[—–-]{1,2}")


class Looks:
    """A unit and what it looks like, whatever its place; each look is taken when it is first asked for."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    @functools.cached_property
    def count(self) -> int:
        """Words; many are as good as more."""
        return sum(1 for _ in itertools.islice(WORD.finditer(self.unit.words, 0, 2000), _MANY))

    @functools.cached_property
    def sentence(self) -> bool:
        return bool(_ENDS.search(self.unit.words[-60:]))

    @functools.cached_property
    def caption(self) -> bool:
        return is_caption(self.unit.words)

    @functools.cached_property
    def date_only(self) -> bool:
        return self.count <= 14 and is_date_line(self.unit.words)

    @functools.cached_property
    def byline(self) -> tuple[str, ...]:
        return byline(self.unit.words)

    @property
    def labelled(self) -> bool:
        """A label and a short value, as of a story's number."""
        return self.count <= 4 and bool(_LABELLED.match(self.unit.words))

    @property
    def furniture(self) -> bool:
        """What no body holds, however likely its words."""
        words = self.unit.words
        return self.caption or self.date_only or bool(self.byline) or is_staff(words) or is_notice(words) or place_alone(words) is not None


def is_staff(words: str) -> bool:
    """A line on who made the article."""
    return len(words) <= 240 and (" by " in words or "contributed" in words or "@" in words or "ing by" in words) and bool(_STAFF.search(words))


def is_notice(words: str) -> bool:
    """A line in which the site itself speaks to its reader: of cookies, of its newsletter, of its rights."""
    return len(words) <= 700 and any(sign in words for sign in _NOTICED) and _NOTICE.search(words) is not None


def place_alone(words: str) -> str | None:
    """The place in a line that is a dateline and nothing more: HARROW —"""
    found = _PLACE_ALONE.fullmatch(words[:80])
    return found[1] if found else None


def is_caption(words: str) -> bool:
    """Text that describes a picture: it says so at its start, or is short and ends with the picture's credit."""
    if len(words) > 900:
        return False
    return _CAPTION.match(words) is not None or (len(words) < 400 and _CREDIT_SIGN.search(words[-90:]) is not None and _CREDIT_END.search(words[-90:]) is not None)


def is_date_line(words: str) -> bool:
    """A line that holds a date and little else; set off by a bar or a dot, a label may stand beside it."""
    if not _DIGIT.search(words):
        return False
    spans = [p.span for p in printed(words)]
    if not spans:
        return False
    rest = "".join(words[a:b] for a, b in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(words)], strict=True))
    rest = _DATE_LABEL.sub(" ", _TIME.sub(" ", rest))
    return len(WORD.findall(rest)) <= (5 if re.search("[•|·]", rest) else 2)


def paragraphs(text: str, chosen: Sequence[Unit]) -> list[Span]:
    """Body units -> paragraphs: a unit that breaks off in mid-sentence is one with the next, if that goes on in small letters and follows at once."""
    out: list[Span] = []
    for unit in chosen:
        if out and _goes_on(text, out[-1], unit):
            out[-1] = (out[-1][0], unit.span[1])
        else:
            out.append(unit.span)
    return out


def _goes_on(text: str, last: Span, unit: Unit) -> bool:
    between = text[last[1] : unit.span[0]]
    return not between.strip() and between.count("\n") <= 1 and not _ENDS.search(text[max(last[0], last[1] - 60) : last[1]]) and unit.words[:1].islower()
