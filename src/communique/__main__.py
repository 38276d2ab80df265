# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""`python -m communique` is the command line."""

from communique.cli import main

if __name__ == "__main__":
    main()
