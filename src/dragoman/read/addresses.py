"""Which addresses of the network may be asked: public ones, and those that the user allowed."""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from dragoman.errors import SourceError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Iterable[str]]
"""All addresses of a host, as text; raises OSError when it has none."""

# what `is_global` lets through and still leads inwards: the cloud's own servers, relays, tunnels, protocol blocks
_INWARD: tuple[str, ...] = (
    "168.63.129.16/32",
    "192.0.0.0/24",
    "192.88.99.0/24",
    "2001::/23",
    "2002::/16",
    "3fff::/20",
    "5f00::/16",
)
_PUBLIC_V6 = "2000::/3"
_TRANSLATED = "64:ff9b::/96"


class InwardAddressError(SourceError):
    """A host leads inwards: to this machine, the house's network or the cloud's own servers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressGuard:
    """Decides which addresses may be connected to.

    Attributes:
        resolve: how a host's addresses are found.
        allowed: networks that the user allows although they are not public, such as an archive in the house.
    """

    resolve: Resolver
    allowed: tuple[Network, ...] = ()

    def addresses(self, host: str, port: int, *, source: str) -> list[str]:
        """The addresses to connect to for ``host``: all that it resolves to now, asked for once.

        A connection is made to one of these and to nothing else, so that a name that resolves to another
        address a moment later gains nothing.

        Raises:
            SourceError: if the host has no address.
            InwardAddressError: if any of its addresses is not public.
        """
        try:
            found = [ipaddress.ip_address(text.partition("%")[0]) for text in self.resolve(host, port)]
        except (OSError, UnicodeError, ValueError):
            found = []
        if not found:
            raise SourceError(source, f"the host {host[:100]} is not known")
        for address in found:
            if not self._permits(address):
                raise InwardAddressError(source, f"leads to {address}, which is no public address; it is not asked")
        return [str(address) for address in found]

    def _permits(self, address: Address) -> bool:
        return is_public(address) or any(address in network for network in self.allowed)


def open_guard(allowed: Iterable[str] = ()) -> AddressGuard:
    """A guard that asks the system's resolver.

    Args:
        allowed: networks or single addresses that may be asked although they are not public (``10.1.0.0/16``).

    Raises:
        ValueError: if one of ``allowed`` is no network.
    """
    return AddressGuard(resolve=resolve_by_system, allowed=tuple(ipaddress.ip_network(text) for text in allowed))


def resolve_by_system(host: str, port: int) -> list[str]:
    """All addresses that the system's resolver gives for a host, each once, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: Address) -> bool:
    """Whether an address is one of the open Internet: no loopback, private, link-local, shared, metadata,
    multicast or reserved one, nor an IPv6 form that carries one of these.
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or _translated(address)
        if inner is not None:
            return is_public(inner)
        if address not in ipaddress.ip_network(_PUBLIC_V6):
            return False
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return not any(address in ipaddress.ip_network(network) for network in _INWARD)


def _translated(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a NAT64 gateway would connect to."""
    if address not in ipaddress.ip_network(_TRANSLATED):
        return None
    return IPv4Address(int(address) & 0xFFFFFFFF)
