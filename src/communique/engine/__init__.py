# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The engine: runs the pure half over many pages, in this process or in a pool of them."""

from communique.engine.pool import Step
from communique.engine.run import run, workers_for
from communique.engine.version import engine_version

__all__ = ["Step", "engine_version", "run", "workers_for"]
