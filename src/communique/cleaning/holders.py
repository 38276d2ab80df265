# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Persons named with their offices: while the tables say that they held them, a page can have told of them so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.model import Days
from communique.tables import Person, Term, key, persons_named

_TITLES = (
    r"[Vv]ice[- ][Pp]resident|[Pp]resident|[Dd]eputy [Pp]rime [Mm]inister|[Pp]rime [Mm]inister|PM|[Vv]ice[- ][Pp]remier|[Pp]remier|[Cc]hancellor|[Kk]ing|[Ee]mperor"
    r"|[Cc]rown [Pp]rince|[Pp]ope|[Ff]oreign [Mm]inister|[Ff]oreign [Ss]ecretary|[Ss]ecretary of [Ss]tate|[Ss]ecretary of [Dd]efen[cs]e|[Dd]efen[cs]e [Mm]inister"
    r"|[Dd]efen[cs]e [Ss]ecretary|[Dd]efen[cs]e [Cc]hief|[Ff]inance [Mm]inister|[Tt]reasury [Ss]ecretary|[Nn]ational [Ss]ecurity [Aa]dvis[eo]r"
    r"|[Cc]hief [Cc]abinet [Ss]ecretary|[Uu]nification [Mm]inister|(?:UN )?[Ss]ecretary[- ][Gg]eneral|[Ss]upreme [Ll]eader|[Ll]eader|[Hh]igh [Rr]epresentative"
    r"|[Ff]oreign [Pp]olicy [Cc]hief|[Dd]irector[- ][Gg]eneral|[Cc]hairman|[Ss]peaker"
)
# The words before begin where a word does and are no longer than words are: else a text without spaces takes the square of its length.
_NAMED = re.compile(
    rf"(?P<before>(?:(?<![\w.,'’-])(?:[\w.,'’-]{{1,40}} ){{1,3}})?)\b(?P<title>{_TITLES})(?: \([A-Z]{{2,5}}\))?"
    r" (?P<name>[A-Z][\w'’-]+(?: (?:[A-Z]\.|al-?|bin|de|da|van|von|der|ul))*(?:[ -][A-Z][\w'’-]+){1,3})"
)
# What stands in the last word of every title: only about those with a name after them are titles looked for.
_STEMS = (
    "resident", "inister", "PM", "remier", "hancellor", "King", "king", "mperor", "rince", "Pope", "pope", "ecretary", "fence", "fense", "dvis", "eader", "epresentative",
    "hief", "irector", "hairman", "peaker", "f State", "f state", "eneral",
)  # fmt: skip
_NAME_AFTER = re.compile(r"[\w-]*(?: \([A-Z]{2,5}\))? [A-Z]")
_REACH_BEFORE, _REACH_AFTER = 160, 400  # characters about a stem within which title and name stand
# Words before a title that set its holder in another time, or the title in another office.
_BEFORE_NOW = re.compile(r"\b(?:former|ex-?|then|late|ousted|deposed|predecessor|past|previous|defeated|onetime)\b[ -]?(?:[\w.'’-]+ ){0,2}$|\bex-$", re.I)
_NOT_YET = re.compile(
    r"\b(?:elect|designate|designated|future|incoming|next|candidate|nominee|presumptive|assistant|deputy|vice|opposition|party|union)\b", re.I
)  # fmt: skip
_ELECT = re.compile(r"^[- ](?:elect|designate)\b", re.I)
# Titles by which news call the holder of another: the words of the office in the tables, of which one must be in its name.
_SAME = {
    "pm": ("prime minister", "premier", "chairman of the council of ministers"),
    "prime minister": ("prime minister", "premier", "chairman of the council of ministers"),
    "premier": ("premier", "prime minister", "chairman of the council of ministers"),
    "foreign minister": ("foreign minister", "minister of foreign affairs", "foreign secretary"),
    "defense secretary": ("secretary of defense", "defence secretary"),
    "defense chief": ("secretary of defense", "defence secretary", "defense minister"),
    "leader": ("leader of", "supreme leader", "chairman of the state affairs commission", "chairman of the national defence commission", "paramount leader"),
    "national security adviser": ("national security adviser", "national security advisor", "director of the national security office"),
}  # fmt: skip
_HEAD = re.compile(r"(?:President|Prime Minister|Premier|Chancellor|King|Supreme Leader|Leader|UN Secretary-General) ?(?:of )?")


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone named with an office: the days on which that can be said of them, or, of one who is called a former, from when on."""

    said: str  # "President Anna Lind"
    days: tuple[tuple[str, str | None], ...]  # terms; the last day None where it is open
    former: bool
    head: bool  # of a state or government: of these the tables are all but complete


def holders(body: Sequence[str]) -> list[Holder]:
    """Those named with an office that the tables know, each once, in the order of the text. Whoever held the office more than once has several terms."""
    found: dict[tuple[str, bool], Holder] = {}
    for paragraph in body:
        for named in _named(paragraph):
            former = bool(_BEFORE_NOW.search(named["before"]))
            if _ELECT.match(paragraph[named.end("title") :]) or (_NOT_YET.search(named["before"]) and not former):
                continue
            persons = _persons(named["name"])
            terms = [t for person in persons for t in person.terms if t.first and _is(named["title"], t)]
            if terms and (name := persons[0].name, former) not in found:
                days = tuple(sorted({(str(t.first), t.last) for t in terms}))
                found[name, former] = Holder(f"{named['title']} {name}", days, former, any(_HEAD.match(t.office or "") for t in terms))
    return list(found.values())


def _named(paragraph: str) -> Iterator[re.Match[str]]:
    """Titles with a name after them, looked for about their stems only."""
    stems = sorted({at for stem in _STEMS if stem in paragraph for at in _places(paragraph, stem)})
    end = 0
    for at in stems:
        if at < end or _NAME_AFTER.match(paragraph, at) is None:
            continue
        named = _NAMED.search(paragraph, max(end, at - _REACH_BEFORE), at + _REACH_AFTER)
        if named is not None and named.start("title") < at:  # else it is another's, perhaps cut
            end = named.end()
            yield named


def _places(paragraph: str, stem: str) -> Iterator[int]:
    """Where each of the stems ends."""
    at = paragraph.find(stem)
    while at >= 0:
        yield at + len(stem)
        at = paragraph.find(stem, at + 1)


def _persons(name: str) -> tuple[Person, ...]:
    """The persons of the longest beginning of the words that is a full name of the tables."""
    words = re.sub(r"['’]s?$", "", name).split(" ")
    for n in range(len(words), 0, -1):
        joined = " ".join(words[:n])
        if (n > 1 or "-" in joined) and (known := persons_named(joined)):
            return known
    return ()


def _is(title: str, term: Term) -> bool:
    """Whether an office goes by that title. "Leader of" is what REIGN says of whoever rules, whatever the title: it is none."""
    if term.office is None or (term.office.startswith("Leader of") and not term.basis.startswith("editor")):
        return False
    office, wanted = key(term.office), key(title).replace("defence", "defense").replace("advisor", "adviser").removeprefix("un ")
    office = office.replace("defence", "defense")
    if ("vice" in office.split() or "deputy" in office.split()) != ("vice" in wanted.split() or "deputy" in wanted.split()):
        return False
    return any(key(form).replace("defence", "defense") in office for form in _SAME.get(wanted, (wanted,)))


def spans(holder: Holder, last: str) -> Iterator[Days]:
    """The days on which a page can speak so of the holder, up to the last day that is considered."""
    if holder.former:
        ends = [b for _, b in holder.days if b is not None]
        if ends:
            yield min(ends), last
        return
    for a, b in holder.days:
        yield a, b or last
