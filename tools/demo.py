# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""`make demo`: the main job on the example pages, with the commands shown as a user would type them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = Path("demo") / "examples.db"


def run(*words: str) -> None:
    print(f"\n$ communique {' '.join(words)}", flush=True)
    subprocess.run([sys.executable, "-m", "communique", *words], cwd=ROOT, check=True)


def main() -> None:
    (ROOT / RECORD).parent.mkdir(exist_ok=True)
    (ROOT / RECORD).unlink(missing_ok=True)  # a demonstration begins at the beginning
    run("build", "examples/pages/", "--metadata", "examples/pages.csv", "--record", str(RECORD))
    run("timeline", "--record", str(RECORD), "--dyad", "AGO-ZMB", "--min-confidence", "0.8")
    run("ledger", "--record", str(RECORD), "--by", "AGO")
    print(
        f"""
Try next
  source .venv/bin/activate
  communique code examples/pages/02*.txt                      what one page reports
  communique accounts --record {RECORD}                 the two sides of a call, side by side
  communique search "ceasefire" --record {RECORD}
  communique verify --record {RECORD}                   proves every quoted span
  communique serve {RECORD} --open                      the record in a browser, at http://127.0.0.1:8765/"""
    )


if __name__ == "__main__":
    main()
