# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Common nouns for persons and bodies that the table of titles lacks, learnt from those that it has.

    python training/actors/nouns.py --cache FILE [--show]

A noun of the annotated stories (building part) is a word that names actors if it is a title, one of PLOVER's roles (resources/agents.tsv) or the head of a
labelled party. A logistic model tells such words from other nouns by their vector (weights: accounts-words), their ending and where they
stand: behind a name in apposition, before 'who', as who says or is killed. Each word is judged by a model that did not see it (ten folds);
what it is sure of and has seen acting, the roles and the labelled heads go into `actors-nouns.json` with their sector, in singular and plural.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from parties import documents, part, parties
from prepare import word_of
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from communique import tables, weights
from communique.actors.acting import ABSTRACT, DEEDS, LAND
from communique.model import Annotated

OUT = Path(__file__).parents[2] / "src" / "communique" / "weights" / "actors-nouns.json"
SURE = 0.6  # of words that the model puts above this, four in five name persons or bodies, by eye over the first 200
AGENT = 0.1  # a role of PLOVER's list or a head labelled once that the model finds less probable is mostly a thing, text or place in news
ENDINGS = ("er", "ers", "or", "ors", "ist", "ists", "man", "men", "ant", "ants", "ee", "ees", "ian", "ians", "tion", "ment", "ness", "ity", "ing", "ism", "s")
SAYS = frozenset("say tell add urge vow warn ask call meet".split())
HARMS = frozenset("kill wound injure arrest detain kidnap jail release".split())
EVIDENCE = ("who", "appos", "say", "harm", "with title")
COUNTED = frozenset("dozens hundreds thousands scores others number rest pair half latter row".split())  # amounts: actors by other rules
LEFT_OUT = frozenset({"none", "place", "metonym", "state", "pronoun"})


def standing(docs: list[Annotated], titled: set[str]) -> tuple[Counter[str], Counter[str], dict[str, Counter[str]], dict[str, Counter[str]]]:
    """How often each word is a noun and anything, its lemmas, and where it stands."""
    nouns, words = Counter[str](), Counter[str]()
    lemmas: dict[str, Counter[str]] = {}
    seen: dict[str, Counter[str]] = {}
    for doc in docs:
        tokens = doc.tokens
        low = [doc.words((t.start, t.end)).lower() for t in tokens]
        persons = [n.span for n in doc.names if n.label == "PERSON"]
        for at, token in enumerate(tokens):
            words[low[at]] += 1
            if low[at] in ("who", "whom") and tokens[token.head].dep == "relcl":
                seen.setdefault(low[tokens[token.head].head], Counter())["who"] += 1
            if token.pos != "NOUN":
                continue
            nouns[low[at]] += 1
            lemmas.setdefault(low[at], Counter())[token.lemma.lower()] += 1
            above, mine = tokens[token.head], seen.setdefault(low[at], Counter())
            mine["appos"] += token.dep == "appos" and any(s <= above.start < e for s, e in persons)
            mine["say"] += token.dep == "nsubj" and above.lemma.lower() in SAYS
            mine["harm"] += token.dep in ("nsubjpass", "dobj") and above.lemma.lower() in HARMS
            mine["with title"] += token.dep == "conj" and low[token.head] in titled
    return nouns, words, lemmas, seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    labels = [p for p in parties() if part(p["story"]) == "build"]
    every = documents([p["story"] for p in labels], options.cache)
    docs = {name: doc for name, doc in every.items() if part(name) == "build"}
    heads: Counter[str] = Counter()
    lands: set[str] = set()
    for label in labels:
        at = word_of(docs[label["story"]], (label["start"], label["end"])) if label["kind"] not in LEFT_OUT - {"place"} else None
        if at is not None and label["kind"] == "place":
            lands.add(docs[label["story"]].tokens[at].lemma.lower())
        elif at is not None and docs[label["story"]].tokens[at].pos == "NOUN":
            token = docs[label["story"]].tokens[at]
            heads[docs[label["story"]].words((token.start, token.end)).lower()] += 1
    titled = {form for form in tables.titles() if " " not in form}
    agents = {term: code for term, code in tables.agents().items() if " " not in term and code != "UNK"}
    nouns, words, lemmas, seen = standing(list(docs.values()), titled)
    table = weights.vectors("accounts-words")
    known = [w for w in sorted(nouns) if w in table.rows and nouns[w] >= 0.6 * words[w] and w.isalpha() and len(w) > 2]
    evidence = np.array([[np.log1p(seen.get(w, Counter())[e]) / np.log1p(nouns[w] + 2) for e in EVIDENCE] for w in known])
    ends = np.array([[float(w.endswith(e)) for e in ENDINGS] for w in known])
    x = np.hstack([table.directions[[table.rows[w] for w in known]], 2 * evidence, 0.5 * ends])
    y = np.array([w in titled or w in agents or heads[w] > 0 for w in known])
    model = LogisticRegression(C=10, max_iter=3000)
    judged = cross_val_predict(model, x, y, cv=10, method="predict_proba")[:, 1]
    sure = dict(zip(known, judged, strict=True))
    seen_acting = {w for w in known if sum(seen.get(w, Counter())[e] for e in EVIDENCE)}
    chosen = {w for w in seen_acting if sure[w] >= SURE} | {w for w in {*agents, *heads} if sure.get(w, 1.0 if w in nouns else 0.0) >= AGENT}
    rows: dict[str, tuple[str, str]] = {}
    for word in sorted(chosen - titled - COUNTED - DEEDS - ABSTRACT):
        lemma = lemmas[word].most_common(1)[0][0] if word in lemmas else word
        if lemma in titled | DEEDS | ABSTRACT | LAND | lands or not word.isalpha() or len(word) < 3:
            continue
        rows[word] = (lemma, (agents.get(word) or agents.get(lemma) or "")[:3])
        if options.show:
            print(word, round(float(sure.get(word, -1)), 2), agents.get(word, ""), heads[word] or "", sep=" ", end=" | ")
    OUT.write_text(json.dumps(rows, indent=0, sort_keys=True) + "\n", "utf-8")
    above = judged >= SURE
    print(f"\n{len(rows)} nouns; of words above {SURE} {y[above].mean():.2f} were known for actors, of those known {above[y].mean():.2f} are above")


if __name__ == "__main__":
    main()
