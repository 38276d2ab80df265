# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The record in a browser: server-rendered pages, readable without script, on this machine alone unless asked otherwise."""

from communique.views.web.serving import make_app, serve

__all__ = ["make_app", "serve"]
