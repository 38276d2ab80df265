# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Coding: which PLOVER events, undertakings and figures an annotated article reports."""

from communique.coding.code import code
from communique.coding.encoder import classify_many, event_probability

__all__ = ["classify_many", "code", "event_probability"]
