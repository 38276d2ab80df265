# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A page's bytes -> the article on it, or why there is none. The only room with lxml and trafilatura."""

from communique.cleaning.door import clean

__all__ = ["clean"]
