# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A document as this room reads it: words, parse and sentences side by side, by token index."""

from communique.model import Annotated, Span
from communique.tables import key

QUOTES = frozenset('"“”„')
SUBJECT = frozenset({"nsubj", "nsubjpass", "agent", "csubj"})
OBJECT = frozenset({"dobj", "dative", "iobj", "oprd"})


class Words:
    """Parallel lists over the tokens. Built once for a document, never changed."""

    def __init__(self, doc: Annotated) -> None:
        text = doc.article.text
        self.doc = doc
        self.tokens = doc.tokens
        self.count = len(doc.tokens)
        self.text = [text[t.start : t.end] for t in doc.tokens]
        self.low = [w.lower().replace("’", "'") for w in self.text]
        self.small = frozenset(w for w in self.text if w.islower())  # words that the article also writes small
        self.key = ["s" if w in ("'s", "’s") else key(w) for w in self.text]
        self.dep = [t.dep for t in doc.tokens]
        self.head = [t.head for t in doc.tokens]
        self.pos = [t.pos for t in doc.tokens]
        self.lemma = [t.lemma.lower() for t in doc.tokens]
        self.sentence = [0] * self.count
        for number, (first, last) in enumerate(doc.sentences):
            for at in range(first, last):
                self.sentence[at] = number
        self.starts = {t.start: at for at, t in enumerate(doc.tokens)}
        self.quoted = self._quoted()
        self.dated = frozenset(at for at, t in enumerate(doc.tokens) if any(x.span[0] <= t.start < x.span[1] for x in doc.times))

    def _quoted(self) -> list[bool]:
        """Whether each token stands between quotation marks; a mark left open closes with its paragraph."""
        inside, out = False, []
        text = self.doc.article.text
        for at, word in enumerate(self.text):
            if at and inside and "\n" in text[self.tokens[at - 1].end : self.tokens[at].start]:
                inside = False
            if word in QUOTES or word == "''" or word == "``":
                inside = word in "“„``" if word in ("“", "„", "``", "”", "''") else not inside
                out.append(False)
            else:
                out.append(inside)
        return out

    def span(self, first: int, last: int) -> Span:
        """Characters of the tokens [first, last)."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def shown(self, first: int, last: int) -> str:
        """The characters, white space made one blank."""
        start, end = self.span(first, last)
        return " ".join(self.doc.article.text[start:end].split())

    def tight(self, at: int) -> bool:
        """Whether no white space stands between a token and the one before."""
        return at > 0 and self.tokens[at - 1].end == self.tokens[at].start

    def breaks(self, at: int) -> bool:
        """Whether a line ends between a token and the one before."""
        return at > 0 and "\n" in self.doc.article.text[self.tokens[at - 1].end : self.tokens[at].start]

    def capital(self, at: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[at][:1].isupper()

    def bounds(self, at: int) -> tuple[int, int]:
        """Token range of the sentence around a token."""
        return self.doc.sentences[self.sentence[at]]

    def headline(self, at: int) -> bool:
        """Whether a token stands in the headline."""
        span = self.doc.article.headline_span
        return span is not None and span[0] <= self.tokens[at].start < span[1]

    def top(self, first: int, last: int) -> int:
        """The head of a token range: the first token whose own head lies outside."""
        for at in range(first, last):
            head = self.head[at]
            if (head < first or head >= last or head == at) and self.pos[at] not in ("DET", "PUNCT", "PART"):
                return at
        return last - 1

    def role(self, at: int) -> str:
        """The dependency label of a token's phrase, a conjunct's being that of the first of its row."""
        for _ in range(6):
            if self.dep[at] not in ("conj", "appos"):
                break
            at = self.head[at]
        return self.dep[at]

    def governor(self, at: int) -> tuple[str, int]:
        """The preposition ('' if none) and the word above it that a phrase hangs on."""
        for _ in range(6):
            if self.dep[at] not in ("conj", "appos", "compound", "poss", "nmod", "amod") or self.head[at] == at:
                break
            at = self.head[at]
        head = self.head[at]
        if self.dep[at] == "pobj":
            return self.low[head], self.head[head]
        return "", head
