# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Gold of actors from two readings: how far they agree, and gold.jsonl from the first reading and the edits that settle the rest.

    python benchmarks/gold/actors/settle.py             the figures; writes gold.jsonl
    python benchmarks/gold/actors/settle.py --show      also each mention on which the readings differ

A mention is contested if the readings differ in a cell or either marks its referent open (`?`). Each contested cell needs a line of edits.txt, and no other line may stand:
`M031 | cell | value | reason`. The cell is kind, country, referent or drop. A referent's value may name further accepted wordings or readings after ` / `; the first becomes the
gold's referent, the others its `also`. A drop (value `-`) takes out of the gold a mention that is `none` in one reading only. A reason begins with a word of VERDICTS.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CELLS = ("kind", "country", "referent")
KINDS = frozenset("name surname office metonym place nominal pronoun group org state none".split())
NAMES = frozenset({"name", "surname"})
VERDICTS = {"same": "both wordings name the same", "open": "two readings stay open", "choice": "one reading was chosen", "drop": "left out of the gold"}
COUNTRY = re.compile(r"-|[A-Z]{3}(?:\+[A-Z]{3})*")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})  # these do not decompose
BRITISH = (("defence", "defense"), ("labour", "labor"), ("centre", "center"), ("organis", "organiz"))


@dataclass(frozen=True)
class Reading:
    """What one reader wrote of one mention; `referents` are the alternatives, the better one first."""

    kind: str
    country: str
    referents: tuple[str, ...]
    doubted: bool


@dataclass(frozen=True)
class Edit:
    mention: str
    cell: str
    value: str
    reason: str

    @property
    def verdict(self) -> str:
        return self.reason.partition(":")[0]


def table(path: Path, width: int) -> list[list[str]]:
    """The rows of a file of cells parted by `|`; a row of another width raises."""
    rows = [[cell.strip() for cell in line.split("|")] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        if len(row) != width:
            raise ValueError(f"{path.name}: {width} cells wanted: {row}")
    return rows


def check(kind: str, country: str, place: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"{place}: no such kind: {kind}")
    if not COUNTRY.fullmatch(country) or country.split("+") != sorted(set(country.split("+"))):
        raise ValueError(f"{place}: no country, or not in order: {country}")


def read(path: Path) -> dict[str, Reading]:
    readings: dict[str, Reading] = {}
    for mention, kind, country, referent in table(path, 4):
        check(kind, country, f"{path.name} {mention}")
        if mention in readings:
            raise ValueError(f"{path.name}: {mention} stands twice")
        alternatives = tuple(referent.removesuffix("?").strip().split(" / "))
        readings[mention] = Reading(kind, country, alternatives, referent.endswith("?"))
    return readings


def fold(referent: str) -> tuple[str, ...]:
    """A referent without case, diacritics, punctuation, British spelling and the order of its joined parts."""
    plain = unicodedata.normalize("NFKD", referent.casefold().translate(LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for british, american in BRITISH:
        plain = plain.replace(british, american)
    return tuple(sorted(" ".join(re.findall(r"\w+", part)) for part in plain.split(" + ")))


def same(a: Reading, b: Reading, cell: str) -> bool:
    """Whether two readings agree on a cell; referents with all their alternatives."""
    if cell == "referent":
        return {fold(r) for r in a.referents} == {fold(r) for r in b.referents}
    return bool(getattr(a, cell) == getattr(b, cell))


def contested(a: Reading, b: Reading) -> set[str]:
    """The cells that an edit must settle."""
    return {cell for cell in CELLS if not same(a, b, cell)} | ({"referent"} if a.doubted or b.doubted else set())


def settle(first: dict[str, Reading], second: dict[str, Reading], edits: list[Edit]) -> dict[str, Reading]:
    """The gold's readings: the first reader's, with the edits; a mention that an edit drops is missing. Raises unless the edits are just those that the readings call for."""
    if list(first) != list(second):
        raise ValueError("the readings are not of the same mentions in the same order")
    given = {(e.mention, e.cell): e for e in edits}
    if len(given) < len(edits):
        raise ValueError("edits.txt: a cell is settled twice")
    wanted: set[tuple[str, str]] = set()
    for mention, reading in first.items():
        other = second[mention]
        cells = {"drop"} if (reading.kind == "none") != (other.kind == "none") else contested(reading, other)
        wanted |= {(mention, cell) for cell in cells}
    if wanted != set(given):
        raise ValueError(f"edits.txt: wanting {sorted(wanted - set(given))}, too many {sorted(set(given) - wanted)}")
    gold: dict[str, Reading] = {}
    for mention, reading in first.items():
        if (mention, "drop") in given:
            continue
        kind, country = (given[mention, cell].value if (mention, cell) in given else getattr(reading, cell) for cell in ("kind", "country"))
        check(kind, country, f"edits.txt {mention}")
        referents = tuple(given[mention, "referent"].value.split(" / ")) if (mention, "referent") in given else reading.referents
        gold[mention] = Reading(kind, country, referents, False)
    return gold


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa of the kinds."""
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[k] * right[k] for k in left) / len(pairs) ** 2
    return (sum(a == b for a, b in pairs) / len(pairs) - chance) / (1 - chance)


def report(first: dict[str, Reading], second: dict[str, Reading], edits: list[Edit]) -> None:
    def line(label: str, chosen: list[str]) -> None:
        shares = [sum(same(first[m], second[m], cell) for m in chosen) for cell in CELLS]
        cells = "  ".join(f"{cell} {n}/{len(chosen)} {n / len(chosen):.3f}" for cell, n in zip(CELLS, shares, strict=True))
        print(f"{label:<14}{cells}")

    line("all", list(first))
    line("not by name", [m for m in first if first[m].kind not in NAMES])
    for kind in sorted(KINDS):
        if chosen := [m for m in first if first[m].kind == kind]:
            line(f"  {kind}", chosen)
    print(f"kappa of the kinds {kappa([(first[m].kind, second[m].kind) for m in first]):.3f}")
    print(f"edits {len(edits)} on {len({e.mention for e in edits})} mentions:", dict(Counter(f"{e.cell} {e.verdict}" for e in edits)))
    alike = {e.mention for e in edits if e.cell == "referent" and e.verdict == "same"}
    for label, chosen in (("all", list(first)), ("not by name", [m for m in first if first[m].kind not in NAMES])):
        n = sum(m in alike or same(first[m], second[m], "referent") for m in chosen)
        print(f"referent, wordings of the same counted as one, {label}: {n}/{len(chosen)} {n / len(chosen):.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="also each contested mention, as both read it")
    options = parser.parse_args()
    first, second = read(HERE / "pass1.txt"), read(HERE / "pass2.txt")
    edits = [Edit(*row) for row in table(HERE / "edits.txt", 4)]
    if wrong := [e for e in edits if e.verdict not in VERDICTS or (e.cell == "drop") != (e.verdict == "drop")]:
        raise ValueError(f"edits.txt: a reason begins with one of {', '.join(VERDICTS)} and a colon: {wrong}")
    gold = settle(first, second, edits)
    spans = [json.loads(line) for line in (HERE / "mentions.jsonl").read_text(encoding="utf-8").splitlines()]
    if [span["m"] for span in spans] != list(first):
        raise ValueError("mentions.jsonl and the readings are not of the same mentions")
    with (HERE / "gold.jsonl").open("w", encoding="utf-8") as out:
        for span in spans:
            if (r := gold.get(span["m"])) is not None:
                where = {key: span[key] for key in ("story", "start", "end")}
                out.write(json.dumps({**where, "kind": r.kind, "country": r.country, "referent": r.referents[0], "also": list(r.referents[1:])}, ensure_ascii=False) + "\n")
    if options.show:
        for m in first:
            if contested(first[m], second[m]):
                print(m, first[m], second[m], sep="\n    ")
    report(first, second, edits)
    print(f"gold.jsonl: {len(gold)} mentions, {len(first) - len(gold)} left out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
