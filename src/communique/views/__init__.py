# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Views read the record and never the rooms: the terminal, the web, exports."""

__all__ = ["exports", "terminal", "web"]
