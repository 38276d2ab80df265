# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One real-world event and all the reports of it."""

from communique.merging.merge import merge
from communique.merging.rulings import contradicted

__all__ = ["contradicted", "merge"]
