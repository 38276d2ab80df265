# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Terms of office drafted twice -> resources/officeholders/settled.tsv, the terms that both drafts give.

    python tools/settle_terms.py             compare the drafts, write settled.tsv and the figures in drafts/README.md
    python tools/settle_terms.py --open      print what is not settled, with why: the list for a third reading
    python tools/settle_terms.py --against   print terms of the editor's list that both drafts date otherwise

Two rows are a pair where country and office are one, the persons' names are spellings of one name, and the terms meet. A pair is settled where
`from` and `to` agree to a month (`APART`); of a day and its month the day is kept. Days that differ by one (a term's last day, or the day its successor
came) become the outer one; days further apart become the month, months apart the outer ones, so that a term covers what either draft says.
Rows of drafts/settled.tsv are a third reading: each stands for what the drafts say of that office and person, and says why.
What the editor's list has already, in the same office and days, is left to it.
"""

import difflib
import functools
import pathlib
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT / "tools"))

from communique import dates  # noqa: E402  (the source tree is put on the path first)
from communique.tables.names import bag, key  # noqa: E402
from compile_tables import RESOURCES, Row, many, rows  # noqa: E402

SCOPES = ("1", "2")  # each drafted as x and as y
APART = 31  # days that two drafts may differ and still agree: a month
LIKE = 0.82  # share of letters that two spellings of one word of a name have in common: 'sergey' and 'sergei' 0.83; 'jaswant' and 'yashwant' 0.80
HEAD = ("name", "aliases", "surname", "gender", "nation", "country", "sector", "office", "from", "to", "sure", "shared")
HOME = "officeholders/drafts"
SURE = ("low", "medium", "high")
# Offices that several persons hold at once.
SEVERAL = re.compile(
    r"spokes|\b(vice|deputy) (foreign|defen[cs]e|prime|premier|national|chief|minister|head|director|chairman|ambassador|secretary of)|minister of state"
    r"|state minister|\bvice premier|\baide\b|\badviser to|^assistant|first deputy|state councill?or|^us special envoy$|^deputy"
)
DEFENSE_AGENCY = "2007-01-09"  # Japan's became a ministry
# Wordings of one office, in small letters without points and hyphens.
SAME = (
    (r"\bexternal affairs minister\b|\bforeign affairs minister\b|\bminister (of|for) (foreign|external) affairs\b|\bexternal relations minister\b", "foreign minister"),
    (r"\bdefence\b", "defense"), (r"\borganisation\b", "organization"), (r"\badvisor\b", "adviser"), (r"\bcouncillor\b", "councilor"),
    (r"\bspokes(person|man|woman)\b", "spokesperson"), (r"\bunited nations\b", "un"), (r"\bpermanent representative\b", "ambassador"),
    (r"\bsecretary of (the )?(treasury|commerce|homeland security)\b", r"\2 secretary"), (r"\bdirector general of the defense agency\b", "defense minister"),
    (r"\bchairman of the (us )?joint chiefs of staff\b", "chairman of joint chiefs of staff"), (r"\bministry of foreign affairs\b", "foreign ministry"),
    (r"\bchief of army staff\b", "army chief"), (r"\bdirector general of( the)? (isi|inter services intelligence)\b", "isi chief"),
    (r"\bhead\b|\bdirector\b(?! general)", "chief"), (r"\bintelligence chief\b|\bchief of general intelligence\b", "intelligence chief"),
    (r"\bglobal coalition to defeat isis\b", "coalition against islamic state"), (r"\b(special|chief) envoy (for|to) the six party talks\b", "envoy six party talks"),
    (r"\bpolitical legal and security\b", "political and security"),
    (r"\b(special (representative|presidential envoy|coordinator|adviser)|personal envoy)\b", "special envoy"),
    (r"\bhumanitarian chief\b|\bunder secretary general for humanitarian affairs\b", "emergency relief coordinator"), (r"\bpeacekeeping operations\b", "peacekeeping"),
    (r"\bhigh representative for foreign affairs( and security policy)?\b", "foreign policy chief"), (r"\boffice of the president\b", "presidential office"),
    (r"\bkremlin\b", "presidential"), (r"\baide\b", "adviser"), (r"\bfor safeguards\b", ""), (r"\bnorth american affairs\b", "us affairs"), (r"\bworkers party\b", "party"),
    (r"\b(middle east )?quartet (special envoy|representative|envoy)( for the middle east)?\b", "quartet envoy"),
    (r"\bspokesperson of the (un )?secretary general\b", r"\1 spokesperson"),
)  # fmt: skip
BODIES = frozenset({"IGO", "UNO", "EUR"})  # drafts differ in which of these a body has
SMALL = frozenset("of the for and to in on at s".split())


@dataclass(frozen=True)
class Term:
    """A row of a draft, or of a third reading."""

    draft: str
    row: Row

    @property
    def country(self) -> str:
        """The state served; one code for all bodies between states."""
        return "IGO" if self.row["country"] in BODIES else self.row["country"]

    @functools.cached_property
    def office(self) -> str:
        return office_key(self.row["office"], self.country)

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(key(n) for n in (self.row["name"], *many(self.row["aliases"])))

    @functools.cached_property
    def bounds(self) -> tuple[str, str]:
        return dates.days(self.row["from"])[0] if self.row["from"] else "", dates.days(self.row["to"])[1] if self.row["to"] else "9999-12-31"


@functools.cache
def forms_of(country: str) -> re.Pattern[str]:
    """A state's names and adjectives, to be taken out of an office."""
    found = [r for _, r in rows("countries.tsv") if r["iso3"] == country]
    forms = {key(f) for r in found for f in (r["name"], *many(r["aliases"]), *many(r["adjectives"]), *many(r["abbreviations"]))}
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})\b") if forms else re.compile(r"(?!)")


@functools.cache
def bodies() -> dict[str, str]:
    """Compared names of international bodies -> their short name: 'world trade organization' -> 'wto'."""
    found = [r for _, r in rows("organisations.tsv") if r["code"] in BODIES]
    return {
        key(n).replace("organisation", "organization"): r["id"].lower() for r in found for n in (r["name"], *many(r["aliases"])) if " " in key(n) and "un" not in key(n).split()
    }


@functools.cache
def adjective(country: str) -> str:
    """'CHN' -> 'Chinese'; the name where a state has none."""
    return next((many(r["adjectives"])[0] if many(r["adjectives"]) else r["name"] for _, r in rows("countries.tsv") if r["iso3"] == country), country)


@functools.cache
def office_key(office: str, country: str) -> str:
    """The words that tell an office from another of the same state, in alphabetical order: 'Foreign Secretary of Britain' and 'British Foreign Secretary' are one."""
    said = key(office.replace("'s ", " ").replace("’s ", " "))
    for wording, plain in SAME:
        said = re.sub(wording, plain, said)
    if country == "ISR":
        said = said.replace("chief of staff", "chief of general staff")
    for name, short in bodies().items():
        said = re.sub(rf"\b{re.escape(name)}\b", short, said)
    said = forms_of(country).sub(" ", said)
    if country == "PRK":
        said = re.sub(r"\bparty\b", " ", said)  # departments there are the party's
    return " ".join(sorted({w for w in said.split() if w not in SMALL}))


@functools.cache
def alike(one: str, other: str) -> bool:
    """Whether two compared names are spellings of one: the same words, or words much alike one by one, or a shorter form of the longer with the family name the same."""
    if bag(one) == bag(other):
        return True
    a, b = one.split(), other.split()
    if len(a) != len(b):
        few, lot = sorted((a, b), key=len)
        if "".join(a) == "".join(b):
            return True
        return len(few) > 1 and all(any(near(x, y) for y in lot) for x in few)
    return all(near(x, y) for x, y in zip(a, b, strict=True))


def near(x: str, y: str) -> bool:
    return x == y or (len(x) > 3 and len(y) > 3 and difflib.SequenceMatcher(None, x, y).ratio() >= LIKE)


def same_person(one: Term, other: Term) -> bool:
    return any(alike(m, n) for m in one.names for n in other.names)


def meet(one: Term, other: Term) -> bool:
    return one.bounds[0] <= other.bounds[1] and other.bounds[0] <= one.bounds[1]


def agreed(one: str, other: str, which: int) -> str | None:
    """What two cells say together of a begin (0) or an end (1); None where they are more than a month apart."""
    if one == other:
        return one
    if not one or not other:
        return None
    a, b = sorted((one, other), key=lambda c: (dates.days(c)[which], -len(c)))
    outer = (a, b)[which]
    (first, last), (since, until) = dates.days(one), dates.days(other)
    if (first <= since and until <= last) or (since <= first and last <= until):  # one is finer
        return max(one, other, key=len)
    if distance(middle(first, last), middle(since, until)) > APART or min(len(one), len(other)) < len("2000-01"):
        return None
    return outer if first == last and since == until and distance(first, since) == 1 else outer[: len("2000-01")]


def distance(day: str, other: str) -> int:
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)


def middle(first: str, last: str) -> str:
    return dates.shift(first, distance(first, last) // 2)


def read(file: str) -> list[Term]:
    return [Term(file, row) for _, row in rows(file)]


def pairs(xs: list[Term], ys: list[Term]) -> tuple[list[tuple[Term, Term]], list[Term]]:
    """Rows of two drafts that mean one term, nearest begins first; and the rows left over."""
    by_office: dict[tuple[str, str], list[int]] = {}
    for at, y in enumerate(ys):
        by_office.setdefault((y.country, y.office), []).append(at)
    fits = sorted(
        (distance(x.bounds[0], ys[at].bounds[0]), i, at) for i, x in enumerate(xs) for at in by_office.get((x.country, x.office), ()) if meet(x, ys[at]) and same_person(x, ys[at])
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    found = []
    for _, i, at in fits:
        if i not in mine and at not in theirs:
            mine.add(i)
            theirs.add(at)
            found.append((i, at))
    left = [x for i, x in enumerate(xs) if i not in mine] + [y for at, y in enumerate(ys) if at not in theirs]
    return [(xs[i], ys[at]) for i, at in sorted(found)], left


def joined(x: Term, y: Term, first: str, last: str) -> Row:
    """The settled row of a pair: the first draft's words, both drafts' spellings, the lesser certainty."""
    aliases = [a for a in (*many(x.row["aliases"]), y.row["name"], *many(y.row["aliases"])) if a != x.row["name"]]
    return {
        **x.row,
        "aliases": ";".join(dict.fromkeys(aliases)),
        "surname": x.row["surname"] or y.row["surname"],
        "gender": x.row["gender"] if x.row["gender"] == y.row["gender"] else "",
        "from": first,
        "to": last,
        "sure": min(x.row["sure"], y.row["sure"], key=SURE.index),
    }


OWN_WORDS = ("Defense Agency", "Humanitarian Chief")  # that texts say, beside the editor's


@functools.cache
def wordings() -> dict[tuple[str, str], str]:
    """The editor's wording of each office."""
    return {(t.country, t.office): t.row["office"] for t in reversed(read("officeholders/editor.tsv")) if t.row["office"]}


def of_body(row: Row) -> str:
    """The code of the body that an office names, as organisations.tsv has it."""
    codes = {key(n): r["code"] for _, r in rows("organisations.tsv") if r["code"] in BODIES for n in (r["name"], *many(r["aliases"]))}
    said = f" {key(row['office'])} "
    fits = [n for n in codes if f" {n} " in said]
    return codes[max(fits, key=len)] if fits else row["country"]


def written(row: Row) -> Row:
    """A row with its office in the wording of the editor's list, to which texts are compared."""
    office = row["office"].replace("Defence", "Defense") if row["country"] != "GBR" else row["office"]
    office = office.replace("External Affairs Minister of India", "Foreign Minister of India").replace("to the UN", "to the United Nations").replace("Organisation", "Organization")
    office = re.sub(r"US Secretary of (?:the )?(Treasury|Commerce|Homeland Security)", r"US \1 Secretary", office)
    office = office.replace("of Turkey", "of Türkiye").replace("Minister of Palestine", "Minister of the Palestinian Authority")
    office = re.sub(r"^Chairman of the Joint", "Chairman of the US Joint", office)
    office = re.sub(r"^(.+ Adviser) to the President of (.+)$", r"Presidential \1 of \2", office)  # an adviser to a president is no president
    office = re.sub(r"^(Deputy )?(UN )?(Deputy )?Spokesperson of the (UN )?Secretary-General$", r"UN \1\3Spokesperson", office)
    office = re.sub(r"^Prime Minister's (Office )?Spokesperson of (.+)$", r"Government Spokesperson of \2", office)
    if row["country"] == "JPN" and office == "Defense Minister of Japan" and row["to"] and dates.days(row["to"])[0] < DEFENSE_AGENCY:
        office = "Director General of the Defense Agency of Japan"
    office = office.replace("Secretary General", "Secretary-General")
    wording = wordings().get((Term("", row).country, office_key(row["office"], row["country"])))
    office = wording if wording and not any(said in office for said in OWN_WORDS) else office
    if row["gender"]:
        office = re.sub(r"[Ss]pokes(person|man|woman)", "spokesman" if row["gender"] == "m" else "spokeswoman", office)
        office = re.sub(r"^(\w+ Ministry spokes\w+) of .+$", rf"{adjective(row['country'])} \1", office)
    civilian = "GOV" if re.search(r"\bDefen[cs]e (Minister|Secretary)|Secretary of Defense|Defense Agency", office) else row["sector"]  # as the titles of texts have it
    several = "yes" if SEVERAL.search(office.lower()) or row.get("shared") else ""
    return {**row, "country": of_body(row) if row["country"] in BODIES else row["country"], "office": office, "sector": civilian, "shared": several}


@dataclass
class Result:
    """What the comparison of one scope gives."""

    settled: list[Row]
    apart: list[tuple[Term, Term]]  # pairs whose days disagree
    alone: list[Term]
    figures: Counter[str]


def compare(xs: list[Term], ys: list[Term]) -> Result:
    matched, alone = pairs(xs, ys)
    out = Result([], [], alone, Counter(x=len(xs), y=len(ys), pairs=len(matched)))
    for x, y in matched:
        first, last = agreed(x.row["from"], y.row["from"], 0), agreed(x.row["to"], y.row["to"], 1)
        out.figures.update(begin=first is not None, end=last is not None, both=first is not None and last is not None)
        if first is not None and last is not None:
            out.settled.append(joined(x, y, first, last))
        else:
            out.apart.append((x, y))
    offices = {(t.country, t.office) for t in xs} & {(t.country, t.office) for t in ys}
    out.figures["shared"] = sum((t.country, t.office) in offices for t in (*xs, *ys))
    return out


def known(row: Row, lists: dict[tuple[str, str], list[Term]]) -> bool:
    """Whether the editor's list has this person in this office at the time."""
    mine = Term("", row)
    return any(meet(mine, theirs) and same_person(mine, theirs) for theirs in lists.get((mine.country, mine.office), ()))


def under_one_name(row: Row, names: dict[tuple[str, str], str]) -> Row:
    """The row under the name that an earlier row gives the person, so that one person has one name; its own spelling becomes an alias."""
    spelt = [row["name"], *many(row["aliases"])]
    name = next((names[bag(n), row["nation"]] for n in spelt if (bag(n), row["nation"]) in names), row["name"])
    for n in spelt:
        if " " in n:
            names.setdefault((bag(n), row["nation"]), name)
    return {**row, "name": name, "aliases": ";".join(n for n in spelt if n != name)}


def index(terms: list[Term]) -> dict[tuple[str, str], list[Term]]:
    found: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        found.setdefault((term.country, term.office), []).append(term)
    return found


def results() -> dict[str, Result]:
    return {n: compare(read(f"{HOME}/{n}x.tsv"), read(f"{HOME}/{n}y.tsv")) for n in SCOPES if all((RESOURCES / HOME / f"{n}{d}.tsv").exists() for d in "xy")}


def table(found: dict[str, Result]) -> list[Row]:
    """All settled terms that the editor's list has not, third readings in the place of what the drafts say."""
    third = read(f"{HOME}/settled.tsv")
    ours, judged = index(read("officeholders/editor.tsv")), index(third)
    names: dict[tuple[str, str], str] = {}
    for term in read("officeholders/editor.tsv"):
        under_one_name({**term.row, "nation": term.row["nation"] or term.country}, names)
    terms: list[Row] = []
    seen: dict[tuple[str, str], list[Term]] = {}
    for row in [*(t.row for t in third), *(r for result in found.values() for r in result.settled if not known(r, judged))]:
        if not known(row, ours) and not known(row, seen):
            terms.append(written(under_one_name(row, names)))
            mine = Term("", row)
            seen.setdefault((mine.country, mine.office), []).append(mine)
    return terms


def against(found: dict[str, Result]) -> list[tuple[Row, Row]]:
    """The editor's row and the settled one, where their days disagree and no third reading has settled it."""
    ours, judged = index(read("officeholders/editor.tsv")), index(read(f"{HOME}/settled.tsv"))
    out = []
    for row in (r for result in found.values() for r in result.settled if not known(r, judged)):
        mine = Term("", row)
        same = [t for t in ours.get((mine.country, mine.office), ()) if meet(mine, t) and same_person(mine, t)]
        if same and not any(agreed(t.row["from"], row["from"], 0) is not None and agreed(t.row["to"], row["to"], 1) is not None for t in same):
            out.append((same[0].row, row))
    return out


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def figures(found: dict[str, Result], kept: int) -> str:
    """The table of agreement for drafts/README.md."""
    head = ("scope", "rows of x", "rows of y", "pairs", "share of rows in a pair", "of those in offices of both", "begin agrees", "end agrees", "both agree")
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for scope, result in found.items():
        f = result.figures
        twice = 2 * f["pairs"]
        cells = [scope, f["x"], f["y"], f["pairs"], share(twice, f["x"] + f["y"]), share(twice, f["shared"]), *(share(f[k], f["pairs"]) for k in ("begin", "end", "both"))]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join([*lines, "", f"Settled terms beyond the editor's list: {kept}."])


def main() -> int:
    found = results()
    terms = table(found)
    if "--against" in sys.argv[1:]:
        for mine, theirs in against(found):
            print(mine["name"], mine["office"], mine["from"], mine["to"], "|", theirs["from"], theirs["to"], theirs["sure"], sep="\t")
        return 0
    if "--open" in sys.argv[1:]:
        ours = index([*read("officeholders/editor.tsv"), *(Term("", r) for r in terms)])
        for result in found.values():
            for x, y in result.apart:
                if not known(x.row, ours):
                    print("apart", x.row["name"], x.row["office"], x.row["from"], x.row["to"], "|", y.row["name"], y.row["from"], y.row["to"], sep="\t")
            for t in result.alone:
                if not known(t.row, ours):
                    print("alone", t.draft[-6:-4], t.row["sure"], t.row["name"], t.row["office"], t.row["from"], t.row["to"], sep="\t")
        return 0
    head = (RESOURCES / HOME / "settled.tsv").read_text(encoding="utf-8").splitlines()[:2]
    told = "# Terms of office that two independent drafts give alike (drafts/), or a third reading settles. Made by tools/settle_terms.py: edit the drafts' settled.tsv, not this."
    body = ["\t".join(row.get(name, "") for name in HEAD).rstrip("\t") for row in terms]
    (RESOURCES / "officeholders" / "settled.tsv").write_text("\n".join([*head, told, "\t".join(HEAD), *body]) + "\n", encoding="utf-8")
    readme = RESOURCES / HOME / "README.md"
    text = readme.read_text(encoding="utf-8")
    begin, end = "<!-- figures -->\n", "<!-- end -->"
    readme.write_text(text.partition(begin)[0] + begin + figures(found, len(terms)) + "\n" + end + text.partition(end)[2], encoding="utf-8")
    print(figures(found, len(terms)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
