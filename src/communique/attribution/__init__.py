# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Who says what through whom."""

from communique.attribution.find import find
from communique.attribution.statements import attribute

__all__ = ["attribute", "find"]
