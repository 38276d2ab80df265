# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The command line. Asking it for help loads no model, no database and no page library."""

from communique.cli.app import app, main

__all__ = ["app", "main"]
