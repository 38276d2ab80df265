# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Copies: which articles are one text - copies, updates and corrections of it - and whose it was first."""

from communique.copies.comparer import compare

__all__ = ["compare"]
