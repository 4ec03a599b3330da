"""Which addresses of the internet the product may reach, and how what a person typed names one of them."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address

import httpx

LONGEST = 2000  # characters
PORTS = {"http": 80, "https": 443}
IPAddress = IPv4Address | IPv6Address

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # RFC 4291: all that has been given out
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_REFUSED_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "192.0.0.0/24",  # protocols' own (RFC 6890)
        "192.88.99.0/24",  # relays of 6to4, retired (RFC 7526)
        "168.63.129.16/32",  # a public number that answers every machine of one cloud from inside
    )
)
_REFUSED_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocols' own, Teredo among them (RFC 2928, 4380)
        "2001:db8::/32",  # documents
        "3fff::/20",  # documents (RFC 9637)
    )
)
_WITHOUT_SCHEME = re.compile(r"[\w-]+(\.[\w-]+)+(/|\?|$)")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)


class Unfetchable(Exception):
    """It could not be had. message: what a person is told. passing: another try may help."""

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.passing = passing


@dataclass(frozen=True)
class Target:
    """Where a request goes. host: a name in ASCII or an IP address, without brackets. url: as it is shown."""

    scheme: str
    host: str
    port: int
    url: httpx.URL

    @property
    def origin(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def read(typed: str, *, seen_from: Target | None = None) -> Target:
    """What a person typed, or where a page sends us on to (seen_from: that page). Raises Unfetchable."""
    typed = typed.strip()
    if not typed:
        raise Unfetchable("Enter the address of a page.")
    if len(typed) > LONGEST:
        raise Unfetchable(f"This address is longer than {LONGEST:,} characters.")
    if "\\" in typed or any(character.isspace() for character in typed):
        raise Unfetchable("This is not a web address: it has a space or a backslash in it.")
    if seen_from is None and _WITHOUT_SCHEME.match(typed):
        typed = f"https://{typed}"
    try:
        url = httpx.URL(typed) if seen_from is None else seen_from.url.join(typed)
        host = url.raw_host.decode("ascii").removesuffix(".").lower()
        port = url.port
    except (httpx.InvalidURL, UnicodeError, ValueError) as problem:
        raise Unfetchable("This is not a web address.") from problem
    return _checked(url, host, port)


def _checked(url: httpx.URL, host: str, port: int | None) -> Target:
    if url.scheme not in PORTS:
        raise Unfetchable("Only addresses that begin with http:// or https:// can be read.")
    if url.userinfo:
        raise Unfetchable("Leave the name and password out of the address.")
    if not host or "%" in host:
        raise Unfetchable("This is not a web address.")
    if port is not None and port not in PORTS.values():
        raise Unfetchable("Only pages on the usual ports, 80 and 443, can be read.")
    if ":" not in host and _NUMBER.fullmatch(host.rpartition(".")[2]) and literal(host) is None:
        raise Unfetchable("This is not a web address: write the name of the site.")
    return Target(url.scheme, host, port or PORTS[url.scheme], url.copy_with(fragment=None))


def literal(host: str) -> IPAddress | None:
    """The host as an IP address where it is written as one."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(address: IPAddress) -> bool:
    """Whether it is one host of the public internet; of one that wraps another, whether that other is."""
    if isinstance(address, IPv6Address):
        return _is_public_6(address)
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _REFUSED_4)
    )


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if address.sixtofour is not None:
        return is_public(address.sixtofour)
    return (
        address in _GLOBAL_UNICAST
        and address.is_global
        and not any(address in network for network in _REFUSED_6)
    )
