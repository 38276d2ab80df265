# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Annotation: words, sentences, names and time expressions of an article. The only room with the language model."""

from communique.annotation.annotator import annotate
from communique.annotation.timex import times

__all__ = ["annotate", "times"]
