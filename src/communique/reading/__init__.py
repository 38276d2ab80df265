# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Files, folders, archives, tables, feeds and standard input -> pages, and lists -> addresses. Nothing is judged or fetched here."""

from communique.reading.listing import Listed, addresses
from communique.reading.media import media_type
from communique.reading.sources import read

__all__ = ["Listed", "addresses", "media_type", "read"]
