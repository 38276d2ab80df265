# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A page's units with what each is for: body, headline, byline, caption, printed date, furniture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.cleaning.daywords import printed
from communique.cleaning.units import Unit
from communique.model import Span

# What ends a sentence, with closing marks and a credit after it.
_ENDS = re.compile(r"[.!?…。][\"'”’»)\]]*(?: ?\([^()]{2,40}\))?$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BYLINE = re.compile(r"(?:by|written by|story by|reported by|author ?:|from)[ :]+(?P<names>.+)$", re.I)
_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w'’.-]*(?: (?:(?:de|van|von|der|den|al|el|bin|ben|la|le|da|dos|du|di) )*[^\W\d_a-zß-ÿ][\w'’.-]*){1,3}")
_AFTER_NAME = re.compile(r"\s*(?:[|/–—(-].*|, ?(?:[A-Z][\w ]*|staff|correspondent|reporter|writer|editor|news).*)$")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: ?(?:GMT|UTC|KST|EST|EDT|ET|BST|CET|PST|PT|IST)\b)?", re.I)
_DATE_LABEL = re.compile(
    r"\b(?:updated?|published|posted|last|modified|first|created|date|time|on|at|by|am|pm|a\.m|p\.m|input|edited|story|code|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.I)
_LABELLED = re.compile(r"^[\w ]{2,24}\s*:\s*[\w#.-]{1,16}$")
_CAPTION = re.compile(
    r"^\W{0,2}(?:in this (?:[\w.,-]+ ){0,8}(?:photo|image|picture|handout|frame|file)\b|file ?(?:photo|picture|image)\b|(?:photo|image|picture|caption)\b ?[:(—-]|this (?:[\w.,-]+ ){0,5}(?:photo|image|picture|handout)\b"
    r"|\(?(?:from )?(?:left|right|l-r|pictured|seen here)\b)", re.I)  # fmt: skip
_SHOWN = re.compile(r"\b(?:is|are) (?:seen|pictured|shown)\b|\b(?:poses?|speaks?|shakes? hands|arrives?|attends?|waves?|talks?|looks? on)\b.{0,160}\b(?:on|in) \w+", re.I)
_CREDIT_END = re.compile(
    r"(?:\((?:[^()]{0,30}\b)?(?:via|photo|file|ap|afp|reuters|epa|getty|yonhap|xinhua|image|courtesy|handout|pool)\b[^()]{0,40}\)|(?:photo|image|picture)s?(?: credit)? ?(?:by|:) ?.{2,40}"
    r"|[\w. ]{2,30}/(?:ap|afp|reuters|getty(?: images)?|epa|pool)(?:[ -][\w ]{2,20})?)\W*$", re.I)  # fmt: skip
_SIMILAR = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Looks:
    """A unit and what it looks like, whatever its place."""

    unit: Unit
    count: int  # words
    sentence: bool
    caption: bool
    date_only: bool
    byline: tuple[str, ...]
    labelled: bool


def looks(unit: Unit) -> Looks:
    words = unit.words
    count = len(_WORD.findall(words[:2000]))
    return Looks(
        unit=unit, count=count, sentence=bool(_ENDS.search(words[-60:])), caption=is_caption(words), date_only=count <= 14 and is_date_line(words), byline=byline(words),
        labelled=count <= 4 and bool(_LABELLED.match(words)),
    )  # fmt: skip


def is_caption(words: str) -> bool:
    """Text that describes a picture: it says so, or shows someone doing something and ends with the picture's credit."""
    if len(words) > 900:
        return False
    return bool(_CAPTION.search(words)) or bool(_CREDIT_END.search(words[-90:]) and (len(words) < 400))


def is_date_line(words: str) -> bool:
    """A line that holds a date and little else."""
    spans = [p.span for p in printed(words)]
    if not spans:
        return False
    rest = "".join(words[a:b] for a, b in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(words)], strict=True))
    rest = _DATE_LABEL.sub(" ", _TIME.sub(" ", rest))
    return len(_WORD.findall(rest)) <= 2


def byline(words: str) -> tuple[str, ...]:
    """The names in a line that is a byline; an empty tuple if it is none."""
    if len(words) > 160 or not (found := _BYLINE.match(words)):
        return ()
    rest = found["names"].strip()
    if rest.isupper():
        rest = rest.title()
    names: list[str] = []
    while rest and (name := _NAME.match(rest)):
        names.append(name[0].rstrip("."))
        rest = rest[name.end() :]
        if joint := re.match(r"\s*(?:,? and|&|,)\s+(?=[A-Z])", rest):
            rest = rest[joint.end() :]
            if not _NAME.match(rest):
                rest = ", " + rest
        else:
            break
    if not names or (rest.strip(" .,") and not _AFTER_NAME.match(rest)):
        return ()
    return tuple(names)


def headline(seen: Sequence[Looks], first: int, last: int) -> int | None:
    """The unit that is the headline of the body [first, last), or None: the best of the candidates before it, if it is good enough."""
    topic = {w.lower() for item in seen[first : min(first + 6, last)] for w in _WORD.findall(item.unit.words[:1500]) if len(w) > 3}
    said = [_SIMILAR.sub(" ", item.unit.words).strip().lower() for item in seen]
    best, chosen = 0.0, None
    for i in range(max(0, first - 25), first):
        score = _headline_score(seen[i], topic, said[i], said[max(0, i - 25) : i] + said[i + 1 : first], first - i)
        if score >= best and score > 0:
            best, chosen = score, i
    return chosen


def _headline_score(item: Looks, topic: set[str], said: str, others: Sequence[str], distance: int) -> float:
    """Above 0: a headline. Each line of the sum is one thing that speaks for or against; the weights are the editor's, checked on the pages at hand."""
    words = item.unit.words
    content = [w.lower() for w in _WORD.findall(words) if len(w) > 3]
    if not content or item.date_only or item.byline or item.caption or item.labelled or not 3 <= item.count <= 32:
        return -1.0
    shared = sum(w in topic for w in content) / len(content)
    score = -1.4 + 2.6 * shared
    score += 0.5 if 5 <= item.count <= 20 else 0.0
    score += 0.6 if said in others else 0.0
    score -= 0.8 if item.sentence and not words.endswith("?") else 0.0
    score -= 0.8 if re.search(r"[/|>»]\s|\bhttps?:|www\.", words) else 0.0
    score -= 0.04 * min(distance, 20)
    return score


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
