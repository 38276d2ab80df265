# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Dating: days of pages that print none, from pages that do."""

from communique.dating.applier import apply
from communique.dating.estimator import date

__all__ = ["apply", "date"]
