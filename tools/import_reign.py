# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""REIGN's leader list -> resources/officeholders/reign.tsv. Run once for each release of REIGN.

REIGN gives the first day of a leader's time exactly and the last only by month. Where the next leader of the same
state begins in that month, the last day is the day before; else the month stands.
"""

import csv
import gzip
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("COMMUNIQUE_DATA", ROOT.parent / "shared" / "data"))
HEAD = """# SPDX-FileCopyrightText: 2021 One Earth Future, REIGN
# SPDX-License-Identifier: Apache-2.0
# Effective leaders of states by the day. Source: REIGN leader list, release of March 2021 (One Earth Future Foundation), made by tools/import_reign.py.
# last: exact where the next leader begins in the same month, else the month. Empty: in office when the list closed (2021-03-31).
name\tcow\tgender\tbirth\tfirst\tlast
"""


def decode(raw: bytes) -> str:
    """REIGN's file mixes UTF-8 and Latin-1, line by line."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def main() -> None:
    lines = [decode(line) for line in gzip.decompress((DATA / "actors" / "reign_leaders_2021-03.csv.gz").read_bytes()).splitlines()]
    states: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(lines):
        states.setdefault(row["ccode"], []).append(row)
    out = []
    for cow, rows in sorted(states.items(), key=lambda item: int(item[0])):
        rows.sort(key=lambda r: (int(r["syear"]), int(r["smonth"]), int(r["sdate"])))
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            first = f"{int(row['syear']):04d}-{int(row['smonth']):02d}-{int(row['sdate']):02d}"
            last = f"{int(row['eyear']):04d}-{int(row['emonth']):02d}" if row["eyear"].strip() else ""
            if after is not None and last == f"{int(after['syear']):04d}-{int(after['smonth']):02d}":
                last = f"{last}-{int(after['sdate']):02d}"
            name = " ".join(row["leader"].split())
            out.append("\t".join([name, cow, {"1": "m", "0": "f"}.get(row["gender"], ""), row["birthyear"].strip(), first, last]))
    (ROOT / "resources" / "officeholders" / "reign.tsv").write_text(HEAD + "\n".join(out) + "\n", encoding="utf-8")
    print(f"{len(out)} terms", file=sys.stderr)


if __name__ == "__main__":
    main()
