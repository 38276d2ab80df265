# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from communique.errors import InputError
from communique.watching import plan
from communique.watching.plan import MOST, Manners, Source

WHOLE = """
[manners]
delay_seconds = 12
allow_private = ["192.168.7.9/24"]

[[feed]]
address = "https://a.example/rss.xml"
outlet = "The Gazette"
hosts = ["A.example"]
most = 3

[[list]]
file = "list.txt"
"""


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "feeds.toml").write_text(text, "utf-8")
    return tmp_path / "feeds.toml"


def test_a_plan_is_read_whole(tmp_path: Path) -> None:
    got = plan([written(tmp_path, WHOLE), "https://b.example/feed"])
    assert got.sources == (
        Source("https://a.example/rss.xml", "The Gazette", ("a.example",), 3),
        Source(str(tmp_path / "list.txt"), most=MOST),
        Source("https://b.example/feed"),
    )
    assert got.manners == Manners(delay_seconds=12.0, allow_private=("192.168.7.0/24",))
    assert [str(network) for network in got.with_private().manners.networks] == ["0.0.0.0/0", "::/0"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing is named to be watched"),
        ("feed = 1", "two brackets"),
        ("[feeds]", "unknown table"),
        ("[[feed]]\nadress = 'https://a.example/'", "unknown key 'adress'"),
        ("[[feed]]\noutlet = 'X'", "neither an address nor a file"),
        ("[[feed]]\naddress = 'a.example/rss'", "begins with https://"),
        ("[[feed]]\naddress = 'https://a.example/'\nmost = 0", "most = 50"),
        ("[[feed]]\naddress = 'https://a.example/'\nhosts = 'a.example'", "hosts"),
        ("[[feed]]\naddress = 'https://a.example/'\n[manners]\ndelay = 3", "unknown key 'delay'"),
        ("[[feed]]\naddress = 'https://a.example/'\n[manners]\ntimeout_seconds = 0", "number above 0"),
        ("[[feed]]\naddress = 'https://a.example/'\n[manners]\nallow_private = ['lan']", "allow_private"),
        ("[[feed]]\naddress = 'https://a.example/'\n[manners]\nuser_agent = \"a\\r\\nHost: b\"", "one line"),
        ("[[feed", "not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_the_next_step(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=r".") as fault:
        plan([written(tmp_path, text)])
    assert words in str(fault.value)


def test_what_is_no_plan_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither an address"):
        plan(["a.example/rss"])
    with pytest.raises(InputError, match="cannot be read"):
        plan([tmp_path / "gone.toml"])
