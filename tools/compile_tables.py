# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""resources/ (edited as text) -> src/communique/tables/data/*.json.gz (read at run time).

    python tools/compile_tables.py           write the tables
    python tools/compile_tables.py --check   fail where a table is stale

The result is a function of the resources alone: rows keep the files' order, JSON has no white space, gzip no time.
A row that cannot be read is a TableError with file and line, never a row left out.
"""

import gzip
import json
import pathlib
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from communique import dates  # noqa: E402  (the source tree is put on the path first)
from communique.errors import DateError, TableError  # noqa: E402
from communique.tables.names import bag, key, spoken  # noqa: E402
from communique.text import digest  # noqa: E402

RESOURCES = ROOT / "resources"
DATA = ROOT / "src" / "communique" / "tables" / "data"
# Names in these states begin with the family name.
FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "HKG"})
UNVERIFIED = "editor's knowledge, unverified"
COW_BY_DATE = {"345": (("YUG", "2003-02-03"), ("SCG", "2006-06-02"), ("SRB", "9999")), "365": (("SUN", "1991-12-25"), ("RUS", "9999"))}
COW_FIXED = {"260": "DEU", "265": "DDR", "315": "CSK", "678": "YEM", "680": "YMD", "816": "VNM", "817": "RVN"}

Row = dict[str, str]


def rows(file: str) -> Iterator[tuple[int, Row]]:
    """(line number, row) of a TSV with comment lines and one header."""
    head: list[str] | None = None
    for number, line in enumerate((RESOURCES / file).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if head is None:
            head = cells
            continue
        if len(cells) > len(head):
            raise TableError(file, number, f"{len(cells)} cells under {len(head)} headings")
        yield number, dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True))


def many(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def bound(file: str, number: int, cell: str, which: int) -> str | None:
    """The first (0) or last (1) day that a year, month or day names; None where the cell is empty."""
    try:
        return dates.days(cell)[which] if cell else None
    except DateError as fault:
        raise TableError(file, number, str(fault)) from fault


def countries() -> list[Any]:
    file = "countries.tsv"
    return [
        [
            r["iso3"],
            r["iso2"],
            r["cow"] or None,
            r["name"],
            many(r["aliases"]),
            many(r["abbreviations"]),
            many(r["adjectives"]),
            many(r["people"]),
            many(r["capitals"]),
            r["leader"] or None,
            bound(file, n, r["from"], 0),
            bound(file, n, r["to"], 1),
        ]
        for n, r in rows(file)
    ]


def holders() -> set[str]:
    """Last words of the titles that persons bear."""
    return {key(r["title"]).split()[-1] for _, r in rows("titles.tsv") if r["kind"] in ("leader", "holder", "honorific", "spokesperson", "group")}


def unlike(bodies: list[list[Any]]) -> None:
    """An id or a name that two bodies bear, or a part of a body that is none, is an error: one of them would never be found."""
    ids = {body[0] for body in bodies}
    if len(ids) < len(bodies):
        raise TableError("organisations.tsv", 0, f"two bodies have one id: {sorted({b[0] for b in bodies if [c[0] for c in bodies].count(b[0]) > 1})}")
    seen: dict[str, str] = {}
    for body in bodies:
        if body[6] is not None and body[6] not in ids:
            raise TableError("organisations.tsv", 0, f"{body[0]} is part of {body[6]!r}, which is no organisation")
        for name in {body[0], *(n if n.isupper() else key(n) for n in (body[1], *body[2]))}:
            if seen.setdefault(name, body[0]) != body[0]:
                raise TableError("organisations.tsv", 0, f"{name!r} names both {seen[name]} and {body[0]}; leave it to one of them")


def organisations() -> dict[str, Any]:
    own: list[list[Any]] = [
        [r["id"], r["name"], many(r["aliases"]), r["code"], r["sector"], r["kind"], r["part_of"] or None, r["founded"] or None] for _, r in rows("organisations.tsv")
    ]
    seats: list[list[Any]] = [
        [f"{r['country']}.{key(r['name']).replace(' ', '-')}", r["name"], many(r["aliases"]), r["country"], r["sector"], r["kind"], None] for _, r in rows("institutions.tsv")
    ]
    unlike(own + seats)
    known = {key(n) for o in own + seats for n in [o[1], *o[2]]}
    states = {r["iso3"] for _, r in rows("countries.tsv")} | {"IGO", "NGO", "MNC", "IMG", "UNO", "EUR"}
    phoenix: list[Any] = []
    offices = holders()
    persons = {bag(n) for _, _, p in held() for n in (p["name"], *many(p["aliases"]))}
    for _, r in rows("phoenix_organisations.tsv"):
        if key(r["name"]) in known:
            continue  # the editor's row stands for it
        names = [n for n in [r["name"], *many(r["aliases"])] if key(n) not in known and bag(n) not in persons and key(n).split()[-1:] != [] and key(n).split()[-1] not in offices]
        if not names:
            continue
        known |= {key(n) for n in names}
        code = r["code"]
        country = "UNO" if code.startswith("IGOUNO") else "EUR" if code.startswith("IGOEUR") else code[:3]
        country = country if country in states else "IMG"
        sector = "REB" if "REB" in code or code.startswith("IMG") else {"IGO": "IGO", "NGO": "SOC", "MNC": "BUS", "UNO": "IGO", "EUR": "IGO"}.get(country, "SOC")
        phoenix.append([f"PHX.{key(names[0]).replace(' ', '-')}", names[0], names[1:], country, sector, "company" if country == "MNC" else "body", None])
    members = [
        [r["id"], many(r["members"]), bound("organisation_members.tsv", n, r["from"], 0), bound("organisation_members.tsv", n, r["to"], 1)]
        for n, r in rows("organisation_members.tsv")
    ]
    ids = {o[0] for o in own}
    for member in members:
        if member[0] not in ids:
            raise TableError("organisation_members.tsv", 0, f"no organisation {member[0]!r}")
    return {"bodies": own + seats + phoenix, "members": members}


def held() -> Iterator[tuple[str, int, Row]]:
    """File, line and row of the terms that we give ourselves: the editor's, then those that two drafts settled."""
    for file in ("officeholders/editor.tsv", "officeholders/settled.tsv"):
        yield from ((file, n, r) for n, r in rows(file))


def one_at_a_time(terms: list[tuple[str, int, Row]]) -> None:
    """Two persons in one office on one day, beyond what vague days and a handover allow, are an error unless one of the rows says `shared`."""
    by_office: dict[tuple[str, str], list[tuple[str, int, Row, str, str]]] = {}
    for file, n, r in terms:
        if not r.get("shared") and r["office"]:
            surely = bound(file, n, r["from"], 1) or "", bound(file, n, r["to"], 0) or "9999"  # the days that the term surely covers
            by_office.setdefault((r["country"], key(r["office"])), []).append((file, n, r, *surely))
    for mine in by_office.values():
        mine.sort(key=lambda m: m[3:])
        for at, (file, n, r, _, last) in enumerate(mine):
            for _, number, other, first, until in mine[at + 1 :]:
                if r["name"] != other["name"] and first <= until and shifted(first) < last:
                    both = f"{r['name']} and {other['name']} (line {number}) both hold {r['office']!r} on {first}"
                    raise TableError(file, n, f"{both}; end one before the other, or write yes in `shared`")


def shifted(day: str) -> str:
    """Two days on: what a term may overlap its successor's, as one's last day or the day of the handover is meant."""
    return dates.shift(day, 2) if day else day


def family(name: str, country: str, given: str = "") -> str:
    """The family name as the press uses it alone."""
    words = [w for w in name.split() if not re.fullmatch(r"[IVX]+|I[iv]+|V?i+|Jr\.?", w, re.IGNORECASE)] or name.split()  # 'Hans Adam II'
    return given or (words[0] if country in FAMILY_FIRST and len(words) > 1 else words[-1])


class People:
    """Persons of the three lists, one for each name and country."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], list[Any]] = {}
        self.of: dict[str, list[tuple[str, list[Any]]]] = {}  # by state: words of the name, person

    def term(self, name: str, aliases: list[str], surname: str, gender: str, country: str, term: list[Any]) -> None:
        at = (bag(name), country)
        if at not in self.found:
            self.found[at] = [name, [], surname, gender or None, country, []]
            self.of.setdefault(country, []).append((at[0], self.found[at]))
        person = self.found[at]
        person[1] = list(dict.fromkeys([*person[1], *(a for a in aliases if a != name)]))
        person[3] = person[3] or gender or None
        if term not in person[5]:
            person[5].append(term)

    def alike(self, name: str, country: str, first: str, last: str) -> list[Any] | None:
        """The one person of a state whose name holds these words and who held office at the time."""
        words = set(key(name).split())
        fits = [
            p
            for words_of, p in self.of.get(country, ())
            if words <= set(words_of.split()) | {w for a in p[1] for w in key(a).split()} and any((t[2] or "") <= last and first <= (t[3] or "9999") for t in p[5])
        ]
        best = [p for p in fits if any(abs(int((t[2] or "0")[:4]) - int(first[:4])) <= 1 for t in p[5])] or fits
        return best[0] if len(best) == 1 else None


def offices() -> dict[str, Any]:
    """Persons, each with the terms that they held: editor's list and the settled terms first, then REIGN, then Phoenix."""
    people = People()
    states = {r["iso3"]: r for _, r in rows("countries.tsv")}
    by_cow = {r["cow"]: r for _, r in rows("countries.tsv") if r["cow"] and not r["to"]}
    terms = list(held())
    one_at_a_time(terms)
    for file, n, r in terms:
        home = r["nation"] or r["country"]
        term = [r["office"] or None, r["sector"], bound(file, n, r["from"], 0), bound(file, n, r["to"], 1), UNVERIFIED, r["country"]]
        people.term(r["name"], many(r["aliases"]), family(r["name"], home, r["surname"]), r["gender"], home, term)
    file = "officeholders/phoenix.tsv"
    late: list[tuple[str, list[str], str, list[Any]]] = []
    said = {key(r["title"]) for _, r in rows("titles.tsv") if r["kind"] in ("leader", "holder", "honorific")} - {
        "general",
        "judge",
        "major",
        "bishop",
        "marshal",
        "imam",
        "sheikh",
        "king",
        "prince",
        "lord",
        "dean",
    }
    for n, r in rows(file):
        country, sector = r["code"][:3], r["code"][3:6]
        late.append(
            (
                r["name"],
                [a for a in many(r["aliases"]) if key(a).split()[0] not in said],
                country,
                [None, sector, bound(file, n, r["first"], 0), bound(file, n, r["last"], 1), "Phoenix" if r["last"] else "Phoenix, open in January 2014", country],
            )
        )
    phoenix = People()
    for name, aliases, country, term in late:
        phoenix.term(name, aliases, family(name, country), "", country, term)
    file = "officeholders/reign.tsv"
    for n, r in rows(file):
        first, last = bound(file, n, r["first"], 0) or "", bound(file, n, r["last"], 1)
        until = last or "2021-03-31"
        country = next((iso for iso, end in COW_BY_DATE[r["cow"]] if first <= end), "") if r["cow"] in COW_BY_DATE else COW_FIXED.get(r["cow"]) or by_cow[r["cow"]]["iso3"]
        state = states[country]
        term = [f"{state['leader'] or 'Leader'} of {spoken(state['name'])}", "GOV", first, last, "REIGN" if last else "REIGN, open in March 2021", country]
        same = people.alike(r["name"], country, first, until)
        if same is not None:
            if not any((t[2] or "") <= until and first <= (t[3] or "9999") and t[1] == "GOV" for t in same[5]):
                same[5].append(term)
            continue
        twin = phoenix.alike(r["name"], country, first, until)
        full, aliases = (twin[0], list(dict.fromkeys([*twin[1], r["name"]]))) if twin else (r["name"], [])
        people.term(full, aliases, family(r["name"], country), r["gender"], country, term)
    for name, aliases, country, term in late:
        people.term(name, aliases, family(name, country), "", country, term)
    found = [p for _, p in sorted(people.found.items())]
    names: dict[str, list[int]] = {}
    surnames: dict[str, list[int]] = {}
    for at, (name, aliases, surname, _, _, terms) in enumerate(found):
        for full in sorted({bag(n) for n in (name, *aliases) if " " in key(n)}):
            names.setdefault(full, []).append(at)
        # Phoenix holds too many persons to go by one word
        if any(not t[4].startswith("Phoenix") for t in terms):
            for one in sorted({key(surname), *(key(a) for a in aliases if " " not in key(a))}):
                surnames.setdefault(one, []).append(at)
    return {"rows": [[digest("p", bag(p[0]), p[4]), *p] for p in found], "names": names, "surnames": surnames}


def agents() -> list[Any]:
    return [[r["term"], r["plural"] or None, r["code"]] for _, r in rows("agents.tsv")]


def titles() -> list[Any]:
    return [[r["title"], r["plural"] or None, r["sector"], r["kind"], many(r["of"])] for _, r in rows("titles.tsv")]


def outlets() -> list[Any]:
    file = "outlets.tsv"
    found: list[Any] = []
    for n, r in rows(file):
        if not r["backer"]:
            raise TableError(file, n, f"no backer for {r['name']!r}: name one, or '-' where it is not known")
        backer = None if r["backer"] == "-" else r["backer"]
        found.append([r["name"], many(r["aliases"]), many(r["hosts"]), r["country"] or None, r["kind"], r["owner"] or None, r["language"] or None, backer])
    return found


def places() -> dict[str, Any]:
    """Populated places and venues, the largest first, and by compared name their numbers: a name is looked up without reading the rest."""
    found: list[list[Any]] = [
        [r["name"], many(r["aliases"]), r["country"], r["admin"] or None, float(r["latitude"]), float(r["longitude"]), int(r["population"]), r["kind"]]
        for _, r in rows("places.tsv")
    ]
    found += [[r["name"], many(r["aliases"]), r["country"], r["admin"] or None, float(r["latitude"]), float(r["longitude"]), 0, "venue"] for _, r in rows("venues.tsv")]
    found.sort(key=lambda row: (row[7] != "venue", -row[6], row[0], row[2], row[4], row[5]))  # a venue's name is rarely meant for a village of that name
    names: dict[str, list[int]] = {}
    for first in (True, False):  # a place's own name goes before another's alias
        for at, row in enumerate(found):
            for form in [row[0]] if first else row[1]:
                if at not in names.setdefault(key(form), []):
                    names[key(form)].append(at)
    return {"rows": found, "names": names, "venues": sum(row[7] == "venue" for row in found)}


def regions() -> list[Any]:
    return [[r["name"], many(r["aliases"]), r["code"], r["kind"]] for _, r in rows("regions.tsv")]


def given_names() -> dict[str, str]:
    return {r["name"]: r["gender"] for _, r in rows("given_names.tsv")}


TABLES: dict[str, Callable[[], Any]] = {
    "countries": countries,
    "organisations": organisations,
    "offices": offices,
    "agents": agents,
    "titles": titles,
    "outlets": outlets,
    "places": places,
    "given_names": given_names,
    "regions": regions,
}


def compiled(name: str) -> bytes:
    """A table as JSON."""
    return json.dumps(TABLES[name](), ensure_ascii=False, separators=(",", ":")).encode()


def stale() -> list[str]:
    """The tables whose data does not say what the resources say."""
    return [name for name in TABLES if not (DATA / f"{name}.json.gz").exists() or gzip.decompress((DATA / f"{name}.json.gz").read_bytes()) != compiled(name)]


def main() -> int:
    if "--check" in sys.argv[1:]:
        for name in stale():
            print(f"stale: {name}; run python tools/compile_tables.py", file=sys.stderr)
        return 1 if stale() else 0
    DATA.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        (DATA / f"{name}.json.gz").write_bytes(gzip.compress(compiled(name), 9, mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
