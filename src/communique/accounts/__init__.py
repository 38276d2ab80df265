# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What each side and each outlet says of an event, held against one another."""

from communique.accounts.account import account

__all__ = ["account"]
