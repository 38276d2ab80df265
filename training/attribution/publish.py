# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Put exported files among the weights and their digests into the manifest: python publish.py --from DIR --tokenizer FILE [--score TEXT]"""
import argparse
import hashlib
import json
import re
from pathlib import Path

WEIGHTS = Path(__file__).parents[2] / "src" / "communique" / "weights"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--from", dest="source", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--score", default=None)
    args = parser.parse_args()
    tokenizer = json.loads(args.tokenizer.read_text(encoding="utf-8")) | {"padding": None, "truncation": None}
    files = {
        "minilm-tokenizer": json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")).encode() + b"\n",
        "attribution": (args.source / "attribution.onnx").read_bytes(),
        "attribution-decoder": (args.source / "attribution.json").read_bytes(),
    }
    shared = WEIGHTS / "minilm-words.bin"
    assert (args.source / shared.name).read_bytes() == shared.read_bytes(), "another table of words than the one that all graphs share"
    manifest = (WEIGHTS / "manifest.toml").read_text(encoding="utf-8")
    for name, data in files.items():
        file = re.search(rf'\[{name}\]\nfile = "([^"]+)"', manifest).group(1)
        (WEIGHTS / file).write_bytes(data)
        manifest = re.sub(rf'(\[{name}\]\nfile = "[^"]+"\nsha256 = ")[^"]*', rf"\g<1>{hashlib.sha256(data).hexdigest()}", manifest)
    if args.score:
        manifest = re.sub(r'(\[attribution\]\n(?:[a-z0-9]+ = .*\n)*?score = ")[^"]*', rf"\g<1>{args.score}", manifest)
    (WEIGHTS / "manifest.toml").write_text(manifest, encoding="utf-8")


if __name__ == "__main__":
    main()
