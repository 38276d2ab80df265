# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The pages: each function takes the record and what the address asks, and gives a view of it."""
