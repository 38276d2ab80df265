# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What was promised, asked and planned, and what became of it; and the storylines of events."""

from communique.ledger.follow import follow
from communique.ledger.series import series

__all__ = ["follow", "series"]
