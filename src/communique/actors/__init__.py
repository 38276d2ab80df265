# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Actors: who acts and speaks in an article; persons, offices, governments, organisations, states, groups, unnamed sources."""

from communique.actors.locate import locate
from communique.actors.resolve import resolve

__all__ = ["locate", "resolve"]
