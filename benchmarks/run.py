# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""All measures, one after another, against their floors: python benchmarks/run.py [NAME ...] [--raise]

A floor is a figure once reached, pinned to the digest of the data that it was measured on; a figure below it ends the run with 1.
`--raise` writes better figures into floors.json: floors only rise. Each run is kept in benchmarks/runs/.
"""

import argparse
import datetime
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from measure import DATA

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"


def digest(data: str) -> str | None:
    """The digest of a measure's data (a file, or all files of a folder by name); None where it is missing."""
    path = HERE.parent / data[2:] if data.startswith("./") else DATA / data
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    if not files or not all(f.exists() for f in files):
        return None
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.read_bytes())
    return whole.hexdigest()[:16]


def figure(result: dict[str, Any], name: str) -> float:
    """'span.f1' in {"span": {"f1": 0.9}}."""
    value: Any = result
    for part in name.split("."):
        value = value[part]
    return float(value)


def run(name: str, arguments: list[str]) -> dict[str, Any] | None:
    done = subprocess.run([sys.executable, str(HERE / f"{name}.py"), *arguments], capture_output=True, text=True, cwd=HERE.parent, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        print(f"{name}: failed\n{done.stderr[-2000:]}")
        return None
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--raise", dest="rising", action="store_true")
    args = parser.parse_args()
    table: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text("utf-8"))
    fallen, kept = [], {}
    for name, entry in table.items():
        if args.names and name not in args.names:
            continue
        now = digest(entry["data"])
        if now is None:
            print(f"{name}: skipped, {entry['data']} is not here (COMMUNIQUE_DATA names the folder of corpora)")
            continue
        if entry.get("sha256") not in (None, now):
            print(f"{name}: the data has changed; its floors do not hold for it, measure them anew")
        result = run(entry.get("program", name), entry.get("arguments", []))
        if result is None:
            fallen.append(name)
            continue
        kept[name] = result
        for key, floor in entry["floors"].items():
            value = figure(result, key)
            below = value < floor if entry.get("better", "higher") == "higher" else value > floor
            print(f"{name}: {key} {value:.4f} (floor {floor}){' BELOW ITS FLOOR' if below else ''}", flush=True)
            fallen += [f"{name} {key}"] if below else []
            if args.rising and not below:
                entry["floors"][key] = round(value, 4)
                entry["sha256"] = now
    if args.rising:
        FLOORS.write_text(json.dumps(table, indent=2) + "\n", "utf-8")
    runs = HERE / "runs"
    runs.mkdir(exist_ok=True)
    (runs / f"{datetime.date.today().isoformat()}.json").write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    sys.exit(1 if fallen else 0)


if __name__ == "__main__":
    main()
