# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The door for plain text."""

from communique.attribution.tagger import tag
from communique.model import Attribution


def find(text: str) -> list[Attribution]:
    """A text -> its attributions in text order, as spans of it: source, cue and content in the sense of the PolNeAR corpus.

    They do not nest. Each has a content, may lack a source or a cue, and is a function of this text alone.
    """
    return [a for a in tag(text) if a.content]
