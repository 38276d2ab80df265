# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One person, one government, one quotation across pages."""

from communique.identity.link import link
from communique.identity.reasons import Why, why

__all__ = ["Why", "link", "why"]
