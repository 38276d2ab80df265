# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What is to be watched, and with which manners: feeds.toml, or addresses and files named one by one."""

import ipaddress
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from importlib import metadata
from pathlib import Path
from typing import Any

from communique.errors import InputError

MOST = 200  # pages of one source in one round: at five seconds each about a quarter of an hour
SCHEMES = ("http://", "https://")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Source:
    """A feed or a list of addresses."""

    place: str  # an address, or the path of a file
    outlet: str | None = None  # of all its pages
    hosts: tuple[str, ...] = ()  # only pages at these hosts, and at what lies under them; none named: everywhere
    most: int = MOST  # pages fetched in one round; the others have their turn in the next round

    @property
    def is_file(self) -> bool:
        return not self.place.startswith(SCHEMES)


@dataclass(frozen=True, slots=True)
class Manners:
    """How the network is used. The defaults ask no more of a host than a reader with a browser does."""

    delay_seconds: float = 5.0  # from one request to a host to the next; its robots.txt may ask for more
    timeout_seconds: float = 30.0  # for a whole answer, redirects apart
    largest_page_megabytes: float = 10.0
    largest_list_megabytes: float = 20.0
    user_agent: str = ""  # empty: Communique and its version
    allow_private: tuple[str, ...] = ()  # networks that are no public ones and may be asked all the same, as 192.168.7.0/24

    @property
    def agent(self) -> str:
        return self.user_agent or f"Communique/{metadata.version('communique')} (reads the feeds that its user chose)"

    @property
    def networks(self) -> tuple[Network, ...]:
        return tuple(ipaddress.ip_network(one, strict=False) for one in self.allow_private)


EVERYWHERE = ("0.0.0.0/0", "::/0")


@dataclass(frozen=True, slots=True)
class Plan:
    sources: tuple[Source, ...]
    manners: Manners = Manners()

    def with_private(self) -> "Plan":
        """The same, with every private network allowed."""
        return replace(self, manners=replace(self.manners, allow_private=EVERYWHERE))


def plan(named: Iterable[str | os.PathLike[str]]) -> Plan:
    """Paths of .toml files, addresses, and files that list addresses -> what is to be watched. Whatever is wrong is an InputError that names it."""
    found: list[Source] = []
    manners = Manners()
    for path in named:
        one = os.fspath(path)
        if one.lower().endswith(".toml"):
            read = _file(Path(one))
            found += read.sources
            if read.manners != Manners():
                manners = read.manners
        elif one.startswith(SCHEMES) or os.path.isfile(one):
            found.append(Source(one))
        else:
            raise InputError(f"{one!r} is neither an address (https://...), nor a file of addresses, nor a .toml file that names what to watch")
    if not found:
        raise InputError('nothing is named to be watched; write feeds.toml with, for each feed, the lines: [[feed]] and address = "https://..."')
    return Plan(tuple(found), manners)


def _file(path: Path) -> Plan:
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except OSError as fault:
        raise InputError(f"{path} cannot be read: {fault.strerror}; it names what to watch, as: [[feed]] and address = \"https://...\"") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise InputError(f"{path} is not TOML: {fault}") from fault
    if unknown := set(told) - {"feed", "list", "manners"}:
        raise InputError(f"{path}: unknown table [{min(unknown)}]; there are [[feed]], [[list]] and [manners]")
    sources = []
    for kind in ("feed", "list"):
        tables = told.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise InputError(f"{path}: write [[{kind}]], with two brackets, once for each {kind}")
        sources += [_source(path, f"[[{kind}]] number {at}", table) for at, table in enumerate(tables, 1)]
    return Plan(tuple(sources), _manners(path, told.get("manners", {})))


def _source(path: Path, where: str, table: Mapping[str, Any]) -> Source:
    known = {"address", "file", "outlet", "hosts", "most"}
    if unknown := set(table) - known:
        raise InputError(f"{path}: {where} has an unknown key {min(unknown)!r}; the keys are {', '.join(sorted(known))}")
    if len({"address", "file"} & set(table)) != 1:
        raise InputError(f"{path}: {where} names {'both an address and a file' if 'file' in table else 'neither an address nor a file'}; name one of them")
    place = table.get("address", table.get("file"))
    if not isinstance(place, str) or not place:
        raise InputError(f"{path}: {where} names no address but {place!r}; write it in quotation marks")
    if "address" in table and not place.startswith(SCHEMES):
        raise InputError(f"{path}: {where} has the address {place!r}; it begins with https:// or http://")
    if "file" in table:
        place = str(path.parent / place)
    hosts, outlet, most = table.get("hosts", []), table.get("outlet"), table.get("most", MOST)
    if not isinstance(hosts, list) or not all(isinstance(host, str) and host for host in hosts):
        raise InputError(f'{path}: {where} has hosts = {hosts!r}; write them as ["example.org", "example.net"]')
    if outlet is not None and not isinstance(outlet, str):
        raise InputError(f"{path}: {where} has outlet = {outlet!r}; write its name in quotation marks")
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        raise InputError(f"{path}: {where} has most = {most!r}; write how many pages a round may fetch, as most = 50")
    return Source(place, outlet=outlet, hosts=tuple(host.lower().strip(".") for host in hosts), most=most)


def _manners(path: Path, table: object) -> Manners:
    kinds = {one.name: one for one in fields(Manners)}
    if not isinstance(table, dict):
        raise InputError(f"{path}: write [manners], with one bracket, and its keys below: {', '.join(kinds)}")
    given: dict[str, Any] = {}
    for name, value in table.items():
        if name not in kinds:
            raise InputError(f"{path}: [manners] has an unknown key {name!r}; the keys are {', '.join(kinds)}")
        if name == "allow_private":
            given[name] = _networks(path, value)
        elif name == "user_agent":
            if not isinstance(value, str) or not value.isprintable():
                raise InputError(f"{path}: user_agent is {value!r}; write one line in quotation marks")
            given[name] = value
        elif isinstance(value, int | float) and not isinstance(value, bool) and (value > 0 or (name == "delay_seconds" and value == 0)):
            given[name] = float(value)
        else:
            raise InputError(f"{path}: {name} is {value!r}; write a number above 0")
    return Manners(**given)


def _networks(path: Path, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InputError(f'{path}: allow_private is {value!r}; write a list of networks, as ["192.168.7.0/24"]')
    try:
        return tuple(str(ipaddress.ip_network(one, strict=False)) for one in value)
    except ValueError as fault:
        raise InputError(f"{path}: allow_private: {fault}") from fault
