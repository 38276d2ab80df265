# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The record: what was read and what was found, in one file; search, corrections, versions. The only room with SQL."""

from communique.record.intake import Summary
from communique.record.queries import Filter, Promises
from communique.record.record import Record, open_record

__all__ = ["Filter", "Promises", "Record", "Summary", "open_record"]
