# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Time expressions by a grammar of small rules, each with its examples: TIMEX3 spans, types and values."""

from communique.annotation.timex.finder import times

__all__ = ["times"]
