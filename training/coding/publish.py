# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Put trained weights into the package with their manifest entries: python training/coding/publish.py FOLDER "score, as assemble.py printed it" """

import hashlib
import re
import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "src" / "communique" / "weights"
LABELS = "our labels (training/coding/labels) of Xinhua stories (Gigaword, TempEval-3 silver), PolNeAR training articles and our own articles, our sentences (training/coding/written.tsv)"
ENTRIES = {
    "minilm-words": (
        "minilm-words.bin",
        "minilm-words.bin",
        "none of ours: the word embeddings of all-MiniLM-L6-v2 (Apache-2.0) in bytes, a scale a row in each graph that reads them",
        "training/graph.py",
    ),
    "coding": (
        "coding.onnx",
        "coding.onnx",
        f"{LABELS}, our pairs (training/coding/pairs.tsv), PLV training part (Hu et al. 2024), PLOVER gold records (OEDA, CC BY-SA 4.0); backbone all-MiniLM-L6-v2 (Apache-2.0)",
        "linear.py, encoder.py, export.py",
    ),
    "coding-roles": ("roles.npz", "coding-roles.npz", LABELS, "linear.py"),
    "coding-screen": ("screen.npz", "coding-screen.npz", LABELS, "linear.py"),
    "coding-numbers": ("numbers.json", "coding-numbers.json", f"{LABELS}: the stories that the encoder did not see", "assemble.py"),
}


def main() -> None:
    folder, score = Path(sys.argv[1]), sys.argv[2]
    manifest = TARGET / "manifest.toml"
    text = manifest.read_text("utf-8")
    for name, (source, file, data, program) in ENTRIES.items():
        shutil.copyfile(folder / source, TARGET / file)
        sha256 = hashlib.sha256((TARGET / file).read_bytes()).hexdigest()
        entry = f'[{name}]\nfile = "{file}"\nsha256 = "{sha256}"\nlicence = "Apache-2.0; the corpora are for research"\ndata = "{data}"\nscore = "{score}"\ntraining = "training/coding/README.md ({program})"\n'
        text = re.sub(rf"(?ms)^\[{name}\]\n.*?(?=^\[|\Z)", "", text).rstrip() + "\n\n" + entry
    manifest.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
