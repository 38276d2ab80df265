# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Files, folders, archives, JSON Lines and standard input -> pages. Nothing is judged here."""

from communique.reading.sources import read

__all__ = ["read"]
