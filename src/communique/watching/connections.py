# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Connections to public hosts alone: names are looked up once, checked, and the checked address is the one that is asked."""

import ipaddress
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import urllib3
import urllib3.connection
import urllib3.util.connection

from communique.watching.plan import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # IPv4 in the last four bytes (RFC 6052)


class PrivateError(Exception):
    """The host lies in a network that is not public."""

    def __init__(self, host: str, address: Address) -> None:
        super().__init__(f"{host} is {address}, which is no public address")


def is_public(address: Address) -> bool:
    """Whether an address, and the one that it may carry inside, is one of the open Internet."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (ipaddress.IPv4Address(address.packed[-4:]) if address in _NAT64 else None)
        if inside is not None:
            return is_public(inside)
        if address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


class Guard:
    """Makes connections, and cuts the one that takes too long."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = tuple(allowed)
        self._watched: list[socket.socket] = []
        self.is_late = False
        self.pool = urllib3.PoolManager(num_pools=1, maxsize=1, retries=False)
        self.pool.pool_classes_by_scheme = {"http": self._pool(urllib3.HTTPConnectionPool, _Plain), "https": self._pool(urllib3.HTTPSConnectionPool, _Secure)}

    def _pool(self, kind: type[Any], connection: type[Any]) -> type[Any]:
        guard = self
        return type(kind.__name__, (kind,), {"ConnectionCls": type(connection.__name__, (connection,), {"guard": guard})})

    def connect(self, host: str, port: int, timeout: float | None, options: Any) -> socket.socket:
        """A socket to the first address of a host that may be asked and answers."""
        found: list[Address] = []
        for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            address = ipaddress.ip_address(str(place[0]).partition("%")[0])
            if address not in found:
                found.append(address)
        public = [address for address in found if is_public(address) or any(address in network for network in self._allowed if network.version == address.version)]
        if not public:
            raise PrivateError(host, found[0])
        for address in public:
            try:
                made = urllib3.util.connection.create_connection((str(address), port), timeout, socket_options=options)
            except OSError:
                if address == public[-1]:
                    raise
                continue
            self._watched.append(made.dup())  # the connection may wrap its own in TLS; cutting one cuts both
            return made
        raise AssertionError("unreachable: the last address either answers or raises")

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Whatever is asked inside is cut when the time is over, however slowly it drips."""
        self.is_late = False
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            for watched in self._watched:
                watched.close()
            self._watched.clear()
            self.pool.clear()

    def _cut(self) -> None:
        self.is_late = True
        for watched in list(self._watched):
            with suppress(OSError):
                watched.shutdown(socket.SHUT_RDWR)


class _Guarded(urllib3.connection.HTTPConnection):
    guard: Guard

    def _new_conn(self) -> socket.socket:
        try:
            return self.guard.connect(self._dns_host, self.port, self.timeout, self.socket_options)
        except socket.gaierror as fault:
            raise urllib3.exceptions.NameResolutionError(self.host, self, fault) from fault
        except TimeoutError as fault:
            raise urllib3.exceptions.ConnectTimeoutError(self, f"{self.host} does not answer") from fault
        except OSError as fault:
            raise urllib3.exceptions.NewConnectionError(self, fault.strerror or str(fault)) from fault


class _Plain(_Guarded):
    pass


class _Secure(_Guarded, urllib3.connection.HTTPSConnection):
    pass
