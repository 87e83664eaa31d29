"""Which network addresses may be read: those of the public internet, unless the user allows others."""

import ipaddress
import socket
from collections.abc import Iterator

from onrecord.errors import FetchError

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Say whether an address, and any IPv4 address that it wraps, belongs to the public internet."""
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _unwrapped(address))


def _unwrapped(address: str) -> Iterator[_Address]:
    """Yield the address that counts: the IPv4 one inside an IPv6 one, or the address itself."""
    outer = ipaddress.ip_address(address)
    if isinstance(outer, ipaddress.IPv4Address):
        yield outer
    elif outer.ipv4_mapped:
        yield outer.ipv4_mapped
    elif outer in _NAT64:
        yield ipaddress.IPv4Address(outer.packed[-4:])
    else:
        yield outer
        if outer.sixtofour:
            yield outer.sixtofour
        if outer.teredo:
            yield from outer.teredo
        if outer.is_site_local:
            yield ipaddress.IPv4Address(0)


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return every address of `host`. Raises FetchError when it has none, or one that must not be read."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"cannot be found: there is no host {host}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    private = next((address for address in addresses if not is_public(address)), None)
    if private is not None and not allow_private:
        raise FetchError(f"leads to a private address ({private}): set ONRECORD_ALLOW_PRIVATE=1 to read it")
    return addresses
