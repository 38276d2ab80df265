# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""PLOVER's agents list -> resources/agents.tsv: roles and their sector codes. Run once."""

import gzip
import os
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = pathlib.Path(os.environ.get("COMMUNIQUE_DATA", ROOT.parent / "shared" / "data")) / "actors"
HEAD = """# SPDX-FileCopyrightText: 2014 Open Event Data Alliance
# SPDX-License-Identifier: MIT
# Roles and their PLOVER sector codes, primary sector first. Source: PLOVER agents list, made by tools/import_agents.py.
# term: singular, small letters. plural: only where it is not the regular one.
term\tplural\tcode
"""
SETS = {"!PERSON!": ("man", "woman", "person"), "!MINIST!": ("minister", "ministry")}
PLURALS = {"man": "men", "woman": "women", "person": "people", "minister": "ministers", "ministry": "ministries"}


def rows() -> list[str]:
    found = set()
    for raw in gzip.decompress((DATA / "PLOVER_agents.txt.gz").read_bytes()).decode("utf-8", "replace").splitlines():
        match = re.match(r"^([A-Z][^\[{=]*?)\s*(?:\{([^}]*)\})?\s*\[~([A-Z]+)\]", raw.split("#")[0].strip())
        if not match or match[3] in ("JNK", "NON"):
            continue
        terms = [(clean(match[1]), clean(match[2] or ""))]
        for mark, words in SETS.items():
            if mark.lower() in terms[0][0]:
                terms = [(terms[0][0].replace(mark.lower(), f" {w}" if mark == "!MINIST!" else w), terms[0][0].replace(mark.lower(), PLURALS[w])) for w in words]
        found |= {"\t".join([" ".join(t.split()), " ".join(p.split()), match[3]]) for t, p in terms if re.fullmatch(r"[a-z' .-]+", t)}
    return sorted(found)


def clean(text: str) -> str:
    return re.sub(r"[_ ]+", " ", text).strip().lower()


def main() -> None:
    (ROOT / "resources" / "agents.tsv").write_text(HEAD + "\n".join(rows()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
