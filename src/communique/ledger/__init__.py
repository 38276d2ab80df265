# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What was promised, asked and planned, and what became of it; and the storylines of events."""

from communique.ledger.follow import follow

__all__ = ["follow"]
