# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Feeds and lists of addresses -> pages, fetched politely. The only room that uses the network, and only when asked."""

from communique.watching.plan import Manners, Plan, plan
from communique.watching.watch import Watch

__all__ = ["Manners", "Plan", "Watch", "plan"]
