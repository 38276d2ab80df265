# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The Phoenix actor lists -> resources/officeholders/phoenix.tsv and resources/phoenix_organisations.tsv. Run once.

The lists give each name a code (country, then sectors) with days. Years have two digits in places: up to 14 they are
this century's (the lists close in January 2014). An entry of the country file is a person where its codes carry days;
entries without days there are places and ministries, and are left to the tables that are edited by hand.
"""

import gzip
import os
import pathlib
import re
import sys
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("COMMUNIQUE_DATA", ROOT.parent / "shared" / "data")) / "actors"
LICENCE = """# SPDX-FileCopyrightText: 2014 Open Event Data Alliance
# SPDX-License-Identifier: MIT
"""
PERSONS = (
    LICENCE
    + """# Persons with a code and days, as the Phoenix dictionaries give them (to January 2014), made by tools/import_phoenix.py. Days are often those of a quarterly directory.
# code: country and sectors, media as JRN and health as MED, as PLOVER has them. Empty last: held when the list closed (2014-01-30).
name\taliases\tcode\tfirst\tlast
"""
)
BODIES = (
    LICENCE
    + """# International organisations, companies and armed groups of the Phoenix dictionaries (to 2014), made by tools/import_phoenix.py.
name\taliases\tcode
"""
)
TITLES = r"(?:PRESIDENT|PRIME_MINISTER|FOREIGN_MINISTER|MINISTER|SECRETARY|SENATOR|KING|QUEEN|GENERAL|CHANCELLOR|VICE|MR|MRS|MS|SECRETARY-GENERAL|EX-|FORMER|THE_|US_|U\.S\.|UN_)"
CODE = re.compile(r"\[([A-Z-]+)\s*(?:([<>])\s*)?(\d{6,8})?(?:\s*-\s*(\d{6,8}))?\s*\]")
# CAMEO's media and health became JRN and MED in PLOVER; the rest of CAMEO's finer roles say nothing of the sector.
SECTORS = {"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "OPP", "REB", "PTY", "ELI", "BUS", "NGO", "REL", "CVL"}


def entries(file: str) -> Iterator[tuple[list[str], list[tuple[str, str, str, str]]]]:
    """(names, codes with bound, first and last day) of each entry."""
    names: list[str] = []
    codes: list[tuple[str, str, str, str]] = []
    for raw in gzip.decompress((DATA / file).read_bytes()).decode("utf-8", "replace").splitlines():
        line = re.split(r"[;#]", raw)[0].strip()
        if not line:
            continue
        found = [(m[1], m[2] or "", m[3] or "", m[4] or "") for m in CODE.finditer(line)]
        name = line.split("[")[0].strip()
        if name and not name.startswith("+") and ((names and codes) or not found or name):
            if names:
                yield names, codes
            names, codes = [], []
        if name:
            names.append(name.lstrip("+").strip())
        codes += found
    if names:
        yield names, codes


def day(text: str) -> str | None:
    """'070501' or '20070501' -> '2007-05-01'."""
    if len(text) == 6:
        text = ("20" if int(text[:2]) <= 14 else "19") + text
    if len(text) != 8 or not "1900" <= text[:4] <= "2014" or not "01" <= text[4:6] <= "12" or not "01" <= text[6:] <= "31":
        return None
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"


def human(name: str) -> str:
    """'MOON_JAE_IN_' -> 'Moon Jae In'."""
    words = re.sub(r"[_\s]+", " ", name).strip().split(" ")
    return " ".join(w if "." in w or not w.isupper() else "-".join(p[:1] + p[1:].lower() for p in w.split("-")) for w in words)


def shown(name: str) -> str:
    """A body's name: acronyms stay, the rest is written with small letters."""
    words = re.sub(r"\(.*?\)", " ", re.sub(r"[_\s]+", " ", name)).split()
    if len(words) == 1 and len(words[0]) <= 7:
        return words[0]
    small = {"OF", "THE", "AND", "FOR", "IN", "ON", "DE", "LA", "DU", "DES", "TO"}
    return " ".join(w.lower() if w in small and i else w if len(w) <= 1 else "-".join(p[:1] + p[1:].lower() for p in w.split("-")) for i, w in enumerate(words))


def sectors(code: str) -> str:
    """The part of a code after its country, PLOVER's sectors only."""
    rest = [code[i : i + 3] for i in range(3, len(code), 3)]
    return "".join(s for s in rest if s in SECTORS)


def persons() -> list[str]:
    rows = set()
    for file in ("Phoenix.Countries.actors.txt.gz", "Phoenix.International.actors.txt.gz"):
        for names, codes in entries(file):
            dated = [c for c in codes if c[2]]
            if not dated or len(names[0].strip("_").split("_")) < 2 or re.search(r"\d|!|\(", names[0]):
                continue
            plain = [n for n in names if not re.match(TITLES, n) and 2 <= len(n.strip("_").split("_")) <= 5 and n != names[0]]
            name = human(re.sub(rf"^(?:{TITLES}_)+", "", names[0]))
            if len(name.split()) < 2:
                continue
            for code, bound, begin, end in dated:
                country = "UNO" if code.startswith("IGOUNO") else "EUR" if code.startswith("IGOEUR") else code[:3]
                role = sectors(code) or ("IGO" if code.startswith("IGO") else "")
                first, last = day(begin), day(end) if end else ""
                if bound == "<":
                    first, last = "", day(begin)
                if not role or role.startswith("ELI") or first is None or last is None or (last and first > last):
                    continue
                rows.add("\t".join([name, ";".join(sorted({human(n) for n in plain} - {name})), country + role, first, last]))
    return sorted(rows)


def bodies() -> list[str]:
    rows = set()
    for file, kinds in (("Phoenix.International.actors.txt.gz", ("IGO", "NGO", "MNC", "IMG")), ("Phoenix.MilNonState.actors.txt.gz", ("",))):
        for names, codes in entries(file):
            if not codes or any(c[2] for c in codes) or not codes[0][0].startswith(kinds) or codes[0][0].startswith("---"):
                continue
            clean = [shown(n) for n in names]
            clean = [n for n in clean if len(n) > 2 and not re.search(r"[+\d{}]", n)]
            if clean:
                rows.add("\t".join([clean[0], ";".join(dict.fromkeys(n for n in clean[1:] if n != clean[0])), codes[0][0]]))
    return sorted(rows)


def main() -> None:
    held, found = persons(), bodies()
    (ROOT / "resources" / "officeholders" / "phoenix.tsv").write_text(PERSONS + "\n".join(held) + "\n", encoding="utf-8")
    (ROOT / "resources" / "phoenix_organisations.tsv").write_text(BODIES + "\n".join(found) + "\n", encoding="utf-8")
    print(f"{len(held)} terms, {len(found)} bodies", file=sys.stderr)


if __name__ == "__main__":
    main()
