"""Where a name leads: looked up once, and checked to be what everybody can reach."""

import queue
import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from poai.fetching.errors import FetchError, Why

_TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address inside, for networks that have IPv6 only

Address = IPv4Address | IPv6Address


def is_public(address: Address) -> bool:
    """Whether an address is one that everybody can reach, and no way around into a network that is not."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.sixtofour or address.teredo or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def addresses_of(host: str, port: int, seconds: float, reaches: Callable[[Address], bool]) -> list[Address]:
    """Where a name leads, within so many seconds. All of it has to be reachable: who mixes the two means no good.

    Raises FetchError, and TimeoutError.
    """
    found: queue.Queue[list[Address] | None] = queue.Queue()

    def look() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(list(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in rows)))
        except (OSError, ValueError):
            found.put(None)

    threading.Thread(target=look, daemon=True).start()  # a lookup knows no time limit
    try:
        addresses = found.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if not addresses:
        raise FetchError(Why.NAME, "there is no site of that name")
    if not all(reaches(each) for each in addresses):
        raise FetchError(Why.PRIVATE, "it does not lead to a public site")
    return addresses
