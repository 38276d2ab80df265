# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What surrounds a time expression: the day it counts from, the tense about it, the times before it."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Literal

from communique.model import Span, Timex

Tense = Literal["past", "future", "none"]
WINDOW = 110  # characters either way in which a verb still speaks of the expression: some 18 words

_TOWARDS = (
    r"agree[sd]?|plan(?:s|ned|ning)?|expect(?:s|ed)?|schedul\w+|slated|vow(?:s|ed)?|promis\w+|pledg\w+|hop(?:es?|ed|ing)|intend\w*|set|likely|ready|prepar\w+|decided"
    r"|invited|want(?:s|ed)?"
    r"|aims?|about|poised|urged|begin|proposed|wish\w*|need|have|has"
)
# After "due to" only these point ahead: "due to open", but "due to injuries".
_COMING = (
    r"(?:be|begin|start|open|close|visit|meet|arrive|end|hold|take|expire|resume|leave|address|attend|conclude|discuss|return|host|sign|travel|vote|speak|deliver|face|appear)"
)
FUTURE = re.compile(
    # After "will" and its like the next words belong to it: "will be held".
    rf"\b(?:(?:will|shall|won['’]t|would|may|might|could|can|must|should|going to|to be)(?: (?!(?:and|after|said|since|that)\b)[\w-]+){{0,3}}|upcoming|forthcoming|ahead of"
    rf"|pending|scheduled|slated|due (?:in|on|at|by|for|back|next)|due to {_COMING}|planned|expected|postponed (?:to|until)|payable|effective|until|deadline"
    rf"|(?:{_TOWARDS}) (?:\w+ ){{0,2}}?to|(?:is|are|be) (?:also )?to (?!the\b)\w+|to (?:be|begin|start|open|visit|meet|host|hold|attend|arrive|resume|take|discuss|expire"
    rf"|become|vote)"
    rf"|plans?|(?:set|slated|scheduled|planned) for|(?:is|are) (?:visiting|meeting|arriving|leaving|traveling|travelling|holding|hosting|heading|expiring)|expires?"
    rf"|takes effect|takes place|(?:starts|begins|opens|kicks off|ends|runs|is held)(?= (?:on|in|from|next|this|at)\b))\b|['’]ll\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|met|held|went|came|left|took|made|began|rose|fell|won|lost|saw|got|gave|grew|hit|spoke|sent|put|led|ran|sold|bought|became|broke"
    r"|brought|kept|knew|paid|stood|struck|thought"
    r"|wrote|wore|flew|drew|fought|found|heard|shot|sat|quit|cut|shut|swore|taken|has|have|been|ago|since|[a-z]{2,}ed|after)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?:(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\bSept)[.!?][\"'”’]*|;)\s")


@dataclass(slots=True)
class Context:
    """One text under reading."""

    text: str
    reference: datetime.date | None
    before: list[Timex] = field(default_factory=list)  # the times read so far

    def tense(self, span: Span) -> Tense:
        """Whether what happens at the expression is told as past or as to come: by the nearest verb before it in its sentence, else the first after it."""
        left = self.text[max(0, span[0] - WINDOW) : span[0]]
        left = left[max((m.end() for m in SENTENCE_END.finditer(left)), default=0) :]
        right = self.text[span[1] : span[1] + WINDOW]
        stop = SENTENCE_END.search(right)
        right = right[: stop.start()] if stop else right
        future = max((m.end() for m in FUTURE.finditer(left)), default=-1)
        past = max((m.end() for m in PAST.finditer(left)), default=-1)
        ahead, behind = FUTURE.search(right), PAST.search(right)
        if behind and behind.start() <= 2 and not (ahead and ahead.start() <= behind.start()) and right[:1] == " ":
            return "past"  # the verb follows at once: "observers on Friday were predicting"
        if future < 0 and past < 0:
            future = -ahead.start() if ahead else -WINDOW - 1
            past = -behind.start() if behind else -WINDOW - 1
            if future == past:
                return "none"
        # A past form inside the words that point ahead ("scheduled to be held on") speaks of the future too.
        return "future" if future >= past else "past"

    def earlier(self, *lengths: int) -> str | None:
        """The value of the latest time before this one whose written value has one of the lengths: 4 a year, 7 a month or quarter, 10 a day."""
        for timex in reversed(self.before):
            if timex.type == "DATE" and len(timex.value) in lengths and timex.value[0].isdigit() and "X" not in timex.value:
                return timex.value
        return None
