# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Compile resources/plover/*.tsv to the table that the package loads: cue words become one pattern a row.

python tools/compile_plover.py            writes src/communique/tables/data/plover.json
"""

import csv
import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "plover"
TARGET = ROOT / "src" / "communique" / "tables" / "data" / "plover.json"


def rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in (SOURCE / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def pattern(cues: str) -> str:
    """'visit* "courtesy call" APEC' -> one regular expression; words without capitals match in any case."""
    words = [a or b for a, b in re.findall(r'"([^"]+)"|(\S+)', cues)]
    parts = []
    for word in words:
        body = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+") + (r"\w*" if word.endswith("*") else "")
        parts.append(body if word != word.lower() else f"(?i:{body})")
    return rf"\b(?:{'|'.join(parts)})\b" if parts else ""


def compiled() -> str:
    modes: list[dict[str, Any]] = [
        {"type": r["type"], "mode": r["mode"] or None, "score": float(r["score"]), "cues": pattern(r["cues"] or "")} for r in rows("modes.tsv")
    ]
    contexts = [{"context": r["context"], "cues": pattern(r["cues"])} for r in rows("contexts.tsv")]
    return json.dumps({"modes": modes, "contexts": contexts}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(compiled(), "utf-8")
