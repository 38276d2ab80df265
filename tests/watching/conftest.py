# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator

import pytest
from tests.watching.server import Clock, Host, serving


@pytest.fixture
def host() -> Iterator[Host]:
    with serving() as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()
