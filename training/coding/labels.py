"""Labels of political events: from a reader's sheet (words) to the kept form (offsets), with every word checked against the story.

A sheet names the words, so that a reader can write it by hand and it can be checked; what is kept in `labels/` names
offsets only, because the stories themselves are not ours to copy. See GUIDE.md for how to read and what to write.
Later sheets also say of whose state each party is and on which day it happened (behind `||`), and who is meant (lines `R`).

    python training/coding/labels.py pick  --count 60 --batch a --out sheets/      stories to read, sentences numbered
    python training/coding/labels.py pick  --own m --batch m --out sheets/         the same of articles/m.txt, which we wrote
    python training/coding/labels.py check sheets/a.labels.txt                     every line that does not fit its story
    python training/coding/labels.py keep  sheets/a.labels.txt --reader r1         -> labels/a.r1.jsonl (offsets)
"""

import argparse
import datetime
import gzip
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from measure import DATA, reserved

KEPT = Path(__file__).parent / "labels"
ARTICLES = Path(__file__).parent / "articles"
TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
AUXILIARY = {"historical", "future", "hypothetical", "negation"}
COMMITMENTS = {"pledge", "offer", "request", "demand", "threat", "refusal", "condition", "schedule"}
# Words that a full stop follows without ending a sentence, as wire stories use them.
DAY = r"\d{4}-\d{2}-\d{2}"
STATES = re.compile(r"-|[A-Z]{3}(\+[A-Z]{3})*")
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Gov|Sen|Rep|St|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Co|Ltd|Inc|Corp|Jr|Sr|Prof)|\b[A-Z])\.$")
DIPLOMATIC = re.compile(
    r"\b(?:president|minister|talks|ambassador|summit|visit|treaty|sanction|nuclear|united nations|delegation|bilateral|envoy|foreign|troops|ceasefire|condemn|urge|militant|soldier|protest)",
    re.I,
)


def stories() -> dict[str, dict[str, Any]]:
    with gzip.open(DATA / "wire" / "xinhua.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    with gzip.open(DATA / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows |= {row["id"]: {"title": "", **row} for row in map(json.loads, lines)}
    return rows | {row["id"]: row for file in sorted(ARTICLES.glob("*.txt")) for row in articles(file)}


def articles(file: Path) -> Iterator[dict[str, Any]]:
    """Articles that we wrote: '# id | date | dateline | title' and below it the paragraphs, a line each."""
    for block in re.split(r"^(?=# )", file.read_text("utf-8"), flags=re.M):
        head, _, text = block.strip().partition("\n")
        if head:
            name, date, dateline, title = (cell.strip() for cell in head[2:].split("|"))
            yield {"id": name, "date": date, "dateline": dateline, "title": title, "text": "\n".join(line.strip() for line in text.splitlines() if line.strip())}


def sentences(text: str) -> list[tuple[int, int]]:
    """Sentence spans of a story; labels refer to offsets of the text, so that another splitter can be used on them."""
    spans = []
    for paragraph in re.finditer(r"[^\n]+", text):
        start = paragraph.start()
        for stop in re.finditer(r"[.!?][\"'”’)]*(?=\s+[\"'“‘(]*[A-Z0-9])", paragraph.group()):
            end = paragraph.start() + stop.end()
            if not ABBREVIATION.search(text[start:end]):
                spans.append((start, end))
                start = end + len(text[end:]) - len(text[end:].lstrip())
        if text[start : paragraph.end()].strip():
            spans.append((start, paragraph.end()))
    return spans


def pick(count: int, skip: int, matching: str = "", polnear: bool = False, gold: bool = False, diplomatic_share: float = 0.7) -> list[dict[str, Any]]:
    """Stories for labelling, in an order fixed by their ids; the longest, the empty ones and those already in a batch left out."""
    taken = {json.loads(line)["id"] for file in KEPT.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()}
    taken |= {line[2:].strip() for file in Path(os.environ.get("SHEETS", ".")).glob("*.stories.txt") for line in file.read_text("utf-8").splitlines() if line.startswith("# ")}
    rows = [r for r in stories().values() if not r["id"].startswith("own.")]
    rows = [r for r in rows if ("agency" not in r) == polnear and reserved(r["id"]) == gold and 400 < len(r["text"]) < 6000]
    rows = [r for r in rows if r["id"] not in taken and len(re.findall(matching, r["text"])) >= 2]
    rows.sort(key=lambda r: hashlib.sha256(("label" + r["id"]).encode()).hexdigest())
    if polnear or matching:
        return rows[skip : skip + count]
    dense = [r for r in rows if len(DIPLOMATIC.findall(r["text"])) * 40 > len(r["text"].split())]
    other = [r for r in rows if r not in dense]
    chosen: list[dict[str, Any]] = []
    while len(chosen) < count + skip:
        chosen.append((dense if dense and (len(chosen) % 10 < 10 * diplomatic_share or not other) else other).pop(0))
    return chosen[skip:]


def locate(text: str, span: tuple[int, int], words: str) -> tuple[int, int] | None:
    """Where `words` stand in the sentence; 'talks#2' is the second occurrence."""
    match = re.fullmatch(r"(.*?)(?:#(\d+))?", words.strip(), re.S)
    assert match is not None
    wanted, at = match[1], span[0] - 1
    for _ in range(int(match[2] or 1)):
        at = text.find(wanted, at + 1, span[1])
        if at < 0:
            return None
    # "he" also stands in "the": a hit inside a longer word is moved to the next whole one, where there is one.
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)").search(text, at, span[1])
    at = whole.start() if whole else at
    return (at, at + len(wanted))


def beside(cells: str, actors: int, recipients: int) -> dict[str, Any]:
    """Behind `||`: the states of each actor, of each recipient, and the day; days are closed ranges, None where the text sets none."""
    acting, receiving, when = (c.strip() for c in cells.split("|"))
    states = [[] if cell == "-" and not many else [s.strip() for s in cell.split(";")] for cell, many in ((acting, actors), (receiving, recipients))]
    if [len(s) for s in states] != [actors, recipients] or not all(STATES.fullmatch(s) for side in states for s in side):
        raise ValueError("wants the states of each actor and of each recipient")
    match = re.fullmatch(rf"(-)|({DAY})|({DAY})?\.\.({DAY})?", when)
    if not match:
        raise ValueError("the day is neither YYYY-MM-DD nor FIRST..LAST nor -")
    days = [match[2]] * 2 if match[2] else None if match[1] else [match[3] or "1000-01-01", match[4] or "9000-12-31"]
    for day in days or []:
        datetime.date.fromisoformat(day)
    return {"states": [[[] if s == "-" else s.split("+") for s in side] for side in states], "days": days}


def read_sheet(path: Path) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """(story as kept, faults) for each '# id' of a sheet."""
    rows, kept, faults = stories(), None, []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.strip()
        if line.startswith("# "):
            if kept:
                yield kept, faults
            row = rows.get(line[2:].strip())
            if row is None:
                sys.exit(f"{path}:{number}: no story {line[2:]!r}")
            faults, kept = [], {"id": row["id"], "text_sha256": hashlib.sha256(row["text"].encode()).hexdigest(), "sentences": sentences(row["text"]), "events": []}
            continue
        if not line or line.startswith("//"):
            continue
        if kept is None:
            sys.exit(f"{path}:{number}: an event before any '# story id'")
        text = rows[kept["id"]]["text"]
        line, told, behind = line.partition("||")
        cells = [c.strip() for c in line.rstrip("| ").split("|")] if told else [c.strip() for c in line.split("|")]
        if cells[0] == "R":
            at = locate(text, kept["sentences"][int(cells[1][1:])], cells[2]) if len(cells) == 4 and re.fullmatch(r"S\d+", cells[1]) else None
            if at is None:
                faults.append(f"{path}:{number}: wants R, a sentence, words of it and who is meant: {line}")
            else:
                kept.setdefault("referents", []).append([*at, cells[3]])
            continue
        if len(cells) != 8 or not re.fullmatch(r"S\d+", cells[0]) or int(cells[0][1:]) >= len(kept["sentences"]):
            faults.append(f"{path}:{number}: wants 8 cells and a sentence of the story: {line}")
            continue
        span = tuple(kept["sentences"][int(cells[0][1:])])
        event: dict[str, Any] = {
            "sentence": int(cells[0][1:]),
            "trigger": locate(text, span, cells[1]),
            "type": cells[2],
            "mode": None if cells[3] == "-" else cells[3],
            "auxiliary": [] if cells[4] == "-" else cells[4].split(","),
            "commitment": None if cells[7] == "-" else cells[7],
        }
        for role, cell in (("actors", cells[5]), ("recipients", cells[6])):
            wanted = [] if cell == "-" else [w.strip() for w in cell.split(";") if w.strip()]
            event[role] = [w[1:-1] if re.fullmatch(r"\[[A-Z]{3}\]", w) else locate(text, span, w) for w in wanted]
            faults += [f"{path}:{number}: {role}: not in the sentence: {w}" for w, at in zip(wanted, event[role], strict=True) if at is None]
        if event["trigger"] is None:
            faults.append(f"{path}:{number}: trigger not in the sentence: {cells[1]}")
        if event["type"] not in TYPES or not set(event["auxiliary"]) <= AUXILIARY or event["commitment"] not in COMMITMENTS | {None}:
            faults.append(f"{path}:{number}: unknown type, auxiliary mode or commitment: {line}")
        if told:
            try:
                event |= beside(behind, len(event["actors"]), len(event["recipients"]))
            except ValueError as fault:
                faults.append(f"{path}:{number}: {fault}: {line}")
        kept["events"].append(event)
    if kept:
        yield kept, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["pick", "check", "keep"])
    parser.add_argument("sheet", type=Path, nargs="?")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--matching", default="", help="only stories in which this stands at least twice: for types that stay thin")
    parser.add_argument("--polnear", action="store_true", help="articles of PolNeAR's training part")
    parser.add_argument("--gold", action="store_true", help="stories that are reserved for gold; kept with --folder")
    parser.add_argument("--folder", type=Path, default=KEPT)
    parser.add_argument("--own", default="", help="the articles of this file of articles/, instead of stories of a corpus")
    parser.add_argument("--batch", default="a")
    parser.add_argument("--reader", default="r1")
    parser.add_argument("--out", type=Path, default=Path("."))
    args = parser.parse_args()
    if args.do == "pick":
        with (args.out / f"{args.batch}.stories.txt").open("w", encoding="utf-8") as out:
            chosen = articles(ARTICLES / f"{args.own}.txt") if args.own else pick(args.count, args.skip, args.matching, args.polnear, args.gold)
            for row in chosen:
                out.write(f"# {row['id']}\n({row.get('dateline') or ''} {row['date']}; title: {row['title']})\n")
                out.writelines(f"S{i}: {row['text'][s:e]}\n" for i, (s, e) in enumerate(sentences(row["text"])))
                out.write("\n")
        return
    kept, faults = [], []
    for story, wrong in read_sheet(args.sheet):
        kept.append(story)
        faults += wrong
    print(*faults, sep="\n")
    events = [e for story in kept for e in story["events"]]
    print(f"{len(kept)} stories, {sum(len(s['sentences']) for s in kept)} sentences, {len(events)} events, {len(faults)} faults")
    if args.do == "keep" and not faults:
        with (args.folder / f"{args.sheet.name.split('.')[0]}.{args.reader}.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(story) + "\n" for story in kept)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
