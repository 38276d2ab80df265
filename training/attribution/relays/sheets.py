# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Labels of statements and their relays: from a reader's sheet (words) to offsets, with every word checked against the text.

GUIDE.md says how to read and what to write. Stories of corpora are kept by id and offsets; our own examples keep their text.

    python training/attribution/relays/sheets.py pick --count 60 --out DIR
    python training/attribution/relays/sheets.py sample --count 4 --out FILE
    python training/attribution/relays/sheets.py second
    python training/attribution/relays/sheets.py check SHEET
    python training/attribution/relays/sheets.py keep SHEET --reader r1 --folder FOLDER
    python training/attribution/relays/sheets.py agree ONE.jsonl OTHER.jsonl
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2] / "coding"))
from labels import DATA, reserved, sentences

HERE = Path(__file__).parent
KINDS = {"spokesperson", "person", "ministry", "statement", "agency", "outlet", "source"}
EXTRAS = {
    "stance": {"asserts", "denies", "claims", "warns", "promises", "doubts"},
    "anon": {"official", "diplomat", "close", "unnamed"},
    "channel": {"briefing", "statement", "interview", "phone call", "speech", "social post", "letter", "joint statement", "state media", "meeting"},
}
WORDED = {"distance", "audience", "day", "place"}

Span = tuple[int, int]


@dataclass(frozen=True)
class Label:
    """One statement of a unit. Spans are offsets of the text; `inside` is the number of the statement that reports this one."""

    number: int
    speaker: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    relays: tuple[tuple[Span, str], ...]
    stance: str = "asserts"
    anon: str | None = None
    channel: str | None = None
    inside: int | None = None
    distance: tuple[Span, ...] = ()
    audience: tuple[Span, ...] = ()
    day: tuple[Span, ...] = ()
    place: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Unit:
    """What a reader labelled at one place: a story's id, or a pattern and the text itself."""

    id: str
    span: Span
    labels: tuple[Label, ...]
    pattern: str | None = None
    text: str | None = None


@dataclass
class Sheet:
    units: list[Unit] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def stories() -> dict[str, dict[str, Any]]:
    with gzip.open(DATA / "wire" / "xinhua.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def held_out(pattern: str) -> bool:
    """A fifth of the patterns, by a digest of their names, is never built on."""
    return int(hashlib.sha256(pattern.encode()).hexdigest(), 16) % 5 == 0


def locate(text: str, unit: Span, words: str) -> Span | None:
    """Where words stand: 'talks#2' is the second place in the unit, 'Holt@S2' another sentence. A whole word before a part of one."""
    match = re.fullmatch(r"(.*?)(?:#(\d+))?(?:@S(\d+))?", words.strip(), re.S)
    assert match is not None
    if match[3] is not None:
        all_spans = sentences(text)
        if int(match[3]) >= len(all_spans):
            return None
        unit = all_spans[int(match[3])]
    wanted = re.escape(match[1])
    whole = [m.span() for m in re.finditer(rf"(?<!\w){wanted}(?!\w)", text[unit[0] : unit[1]])]
    places = whole or [m.span() for m in re.finditer(wanted, text[unit[0] : unit[1]])]
    at = int(match[2] or 1) - 1
    return (unit[0] + places[at][0], unit[0] + places[at][1]) if match[1] and at < len(places) else None


def read_label(line: str, text: str, unit: Span) -> tuple[Label | None, list[str]]:
    """One line of a sheet; what does not fit is told."""
    cells = [c.strip() for c in line.split("|")]
    if len(cells) not in (5, 6) or not cells[0].isdigit():
        return None, [f"wants 'number | speaker | cue | content | relays | extras': {line}"]
    faults: list[str] = []

    def place(words: str, what: str) -> Span | None:
        found = locate(text, unit, words)
        if found is None:
            faults.append(f"{what}: not in the unit: {words!r}")
        return found

    def places(cell: str, what: str) -> tuple[Span, ...]:
        return tuple(s for part in re.split(r"\s\.\.\.\s", cell) if (s := place(part, what))) if cell not in ("-", "") else ()

    relays = []
    for part in cells[4].split(";") if cells[4] != "-" else []:
        words, _, kind = part.rpartition("=")
        if kind.strip() not in KINDS:
            faults.append(f"relay without a known kind: {part.strip()!r}")
        elif (span := place(words.strip(), "relay")) is not None:
            relays.append((span, kind.strip()))
    values: dict[str, Any] = {}
    for part in cells[5].split(";") if len(cells) == 6 and cells[5] not in ("-", "") else []:
        key, _, value = (p.strip() for p in part.partition("="))
        if key in WORDED:
            values[key] = (*values.get(key, ()), *places(value, key))
        elif key == "in" and value.isdigit():
            values["inside"] = int(value)
        elif value in EXTRAS.get(key, ()):
            values[key] = value
        else:
            faults.append(f"unknown extra: {part.strip()!r}")
    speaker = None if cells[1] == "-" else place(cells[1], "speaker")
    content = places(cells[3], "content")
    if not content:
        faults.append("a statement without content")
    return Label(int(cells[0]), speaker, places(cells[2], "cue"), content, tuple(relays), **values), faults


def read_sheet(path: Path) -> Sheet:
    """All units of a sheet, and every line that does not fit."""
    sheet, known = Sheet(), None
    name = text = pattern = ""
    unit: Span | None = None
    labels: list[Label] = []

    def close() -> None:
        nonlocal unit, labels
        if unit is not None:
            numbers = {label.number for label in labels}
            if len(numbers) < len(labels) or any(label.inside is not None and label.inside not in numbers - {label.number} for label in labels):
                sheet.faults.append(f"{path}: {name}: numbers that repeat, or 'in' without a statement of that number")
            sheet.units.append(Unit(name, unit, tuple(labels), pattern or None, text if pattern else None))
        unit, labels = None, []

    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.strip()
        where = f"{path}:{number}"
        if not line or line.startswith("//"):
            continue
        if line.startswith("## "):
            close()
            pattern = line[3:].strip()
        elif line.startswith("# "):
            close()
            known = stories() if known is None else known
            name, pattern = line[2:].split("(")[0].strip(), ""
            if name not in known:
                sheet.faults.append(f"{where}: no story {name!r}")
            text = known.get(name, {"text": ""})["text"]
        elif line.startswith("T: "):
            close()
            text = line[3:].strip().replace(" ¶ ", "\n")
            name, unit = hashlib.sha256(text.encode()).hexdigest()[:12], (0, len(text))
        elif (span := re.fullmatch(r"S(\d+)(?:-S?(\d+))?", line)) is not None:
            close()
            all_spans = sentences(text)
            first, last = int(span[1]), int(span[2] or span[1])
            if first <= last < len(all_spans):
                unit = (all_spans[first][0], all_spans[last][1])
            else:
                sheet.faults.append(f"{where}: no such sentence: {line}")
        elif unit is None:
            sheet.faults.append(f"{where}: a statement before any unit")
        else:
            label, faults = read_label(line, text, unit)
            labels += [label] if label else []
            sheet.faults += [f"{where}: {fault}" for fault in faults]
    close()
    return sheet


def examples() -> list[Unit]:
    """Our own examples, in the order of their files."""
    return [unit for path in sorted((HERE / "examples").glob("*.txt")) for unit in read_sheet(path).units]


def kept(path: Path) -> list[Unit]:
    """Units as `keep` wrote them."""

    def tuples(value: Any) -> Any:
        return tuple(map(tuples, value)) if isinstance(value, list) else value

    units = []
    for row in (json.loads(line) for line in path.read_text("utf-8").splitlines()):
        labels = tuple(Label(**{k: tuples(v) for k, v in label.items()}) for label in row["labels"])
        units.append(Unit(row["id"], tuple(row["span"]), labels, row.get("pattern"), row.get("text")))
    return units


def same(a: Sequence[Span], b: Sequence[Span]) -> bool:
    """Overlap by half of the shorter."""
    x, y = ({i for s, e in spans for i in range(s, e)} for spans in (a, b))
    return bool(x and y) and 2 * len(x & y) >= min(len(x), len(y))


def same_chain(a: Label, b: Label) -> bool:
    """The same speaker (where both name one) and the same relays in the same order."""
    speakers = a.speaker is None or b.speaker is None or same([a.speaker], [b.speaker])
    return speakers and len(a.relays) == len(b.relays) and all(same([x], [y]) for (x, _), (y, _) in zip(a.relays, b.relays, strict=True))


def agree(one: Sequence[Unit], other: Sequence[Unit]) -> dict[str, float]:
    """How far two readers agree: on statements (F1 by content), and on the chain and the rest of the statements that both have."""
    others = {(u.id, u.span): u for u in other}
    counts: dict[str, int] = dict.fromkeys(("both", "chain", "kinds", "stance", "anon", "channel"), 0)
    total = 0
    for unit in one:
        left = list(others[unit.id, unit.span].labels) if (unit.id, unit.span) in others else []
        total += len(unit.labels) + len(left)
        for label in unit.labels:
            fits = [o for o in left if same(label.content, o.content)]
            if not fits:
                continue
            hit = max(fits, key=lambda o: (same_chain(label, o), same(label.cue, o.cue)))
            left.remove(hit)
            counts["both"] += 1
            counts["chain"] += same_chain(label, hit)
            counts["kinds"] += [k for _, k in label.relays] == [k for _, k in hit.relays]
            for key in ("stance", "anon", "channel"):
                counts[key] += getattr(label, key) == getattr(hit, key)
    both = max(1, counts["both"])
    return {"units": len(one), "statements_f1": round(2 * counts["both"] / max(1, total), 4)} | {k: round(counts[k] / both, 4) for k in ("chain", "kinds", "stance", "anon", "channel")}


def pick(count: int, skip: int) -> Iterator[str]:
    """Reserved stories as a reader sees them."""
    rows = [r for r in stories().values() if reserved(r["id"]) and 400 < len(r["text"]) < 6000]
    rows.sort(key=lambda r: hashlib.sha256(("relay" + r["id"]).encode()).hexdigest())
    for row in rows[skip : skip + count]:
        yield f"# {row['id']}\n({row.get('dateline') or ''} {row['date']}; title: {row.get('title') or ''})"
        yield from (f"S{i}: {row['text'][s:e]}" for i, (s, e) in enumerate(sentences(row["text"])))
        yield ""


def sample(each: int) -> Iterator[str]:
    """Texts of our own examples without labels, so many of each pattern, shuffled: a sheet for the second reader ('## sample' stands for the patterns)."""
    patterns: dict[str, list[Unit]] = {}
    for unit in sorted(examples(), key=_shuffled):
        patterns.setdefault(unit.pattern or "", []).append(unit)
    yield "## sample"
    yield from ("T: " + (u.text or "").replace("\n", " ¶ ") + "\n" for u in sorted((u for units in patterns.values() for u in units[:each]), key=_shuffled))


def _shuffled(unit: Unit) -> str:
    return hashlib.sha256(("second" + unit.id).encode()).hexdigest()


def second() -> tuple[list[Unit], list[Unit]]:
    """The examples that were read twice: as they stand now, and as the second reader labelled them."""
    first = {unit.id: unit for unit in examples()}
    again = read_sheet(HERE / "second" / "examples.txt").units
    return [first[unit.id] for unit in again], again


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["pick", "sample", "second", "check", "keep", "agree"])
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--reader", default="r1")
    parser.add_argument("--folder", type=Path, default=Path("."))
    parser.add_argument("--out", type=Path, default=None)
    args = parser.parse_args()
    if args.do in ("pick", "sample"):
        lines = "\n".join(pick(args.count, args.skip) if args.do == "pick" else sample(args.count)) + "\n"
        if args.out is None:
            sys.stdout.write(lines)
        else:
            (args.out / "stories.txt" if args.out.is_dir() else args.out).write_text(lines, "utf-8")
        return
    if args.do in ("agree", "second"):
        print(json.dumps(agree(*(second() if args.do == "second" else (kept(path) for path in args.files)))))
        return
    sheet = read_sheet(args.files[0])
    print(*sheet.faults, sep="\n")
    labels = [label for unit in sheet.units for label in unit.labels]
    print(f"{len(sheet.units)} units, {len(labels)} statements, {sum(bool(x.relays) for x in labels)} of them with relays, {len(sheet.faults)} faults")
    if args.do == "keep" and not sheet.faults:
        with (args.folder / f"{args.files[0].name.split('.')[0]}.{args.reader}.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps({k: v for k, v in asdict(unit).items() if v is not None}) + "\n" for unit in sheet.units)
    sys.exit(1 if sheet.faults else 0)


if __name__ == "__main__":
    main()
