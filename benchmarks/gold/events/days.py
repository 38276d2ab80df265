# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Countries and days of the labelled events, from a reader's sheet to what is kept, in the order of gold.READER.jsonl.

    python benchmarks/gold/events/days.py SHEET --reader pass1        -> days.pass1.jsonl, or every line that does not fit

A sheet's line is that of training/coding/GUIDE.md and behind it `|| actors' countries | recipients' countries | day or FIRST..LAST`.
"""

import argparse
import datetime
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
COUNTRIES = re.compile(r"-|[A-Z]{3}(\+[A-Z]{3})*")
DAY = r"\d{4}-\d{2}-\d{2}"


def read(line: str) -> dict[str, object] | str:
    """The three cells of a line, or what is wrong with them."""
    cells = [cell.strip() for cell in line.partition("||")[2].split("|")]
    if len(cells) != 3 or not COUNTRIES.fullmatch(cells[0]) or not COUNTRIES.fullmatch(cells[1]):
        return "wants two cells of countries and one of days behind ||"
    when = re.fullmatch(rf"(-)|({DAY})|({DAY})?\.\.({DAY})?", cells[2])
    if not when:
        return "the day is neither YYYY-MM-DD nor FIRST..LAST nor -"
    days = [when[2], when[2]] if when[2] else None if when[1] else [when[3] or "1000-01-01", when[4] or "9000-12-31"]
    for day in days or []:
        datetime.date.fromisoformat(day)
    return {"actors": [c for c in cells[0].split("+") if c != "-"], "recipients": [c for c in cells[1].split("+") if c != "-"], "days": days}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--reader", required=True)
    args = parser.parse_args()
    with (HERE / f"gold.{args.reader}.jsonl").open(encoding="utf-8") as lines:
        known = {row["id"]: row["events"] for row in map(json.loads, lines)}
    found: dict[str, list[object]] = {name: [] for name in known}
    faults, story = [], ""
    for number, line in enumerate(args.sheet.read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            story = line[2:].strip()
        elif re.match(r"S\d+ *\|", line):
            cells = read(line)
            if isinstance(cells, str):
                faults.append(f"{args.sheet}:{number}: {cells}")
            found[story].append(cells)
    faults += [f"{name}: {len(found[name])} lines for {len(events)} events" for name, events in known.items() if len(found[name]) != len(events)]
    if faults:
        sys.exit("\n".join(faults))
    with (HERE / f"days.{args.reader}.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": name, "events": found[name]}) + "\n" for name in known)


if __name__ == "__main__":
    main()
