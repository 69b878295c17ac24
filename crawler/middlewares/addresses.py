"""No request to a private address: a page could otherwise have us read the services of our own network.

The check is made on the address that a name resolves to, which is the one that Twisted then connects to, so that no
second look-up can give another one (DNS rebinding). What goes through a proxy is not resolved here and not judged:
the proxy is the user's own choice, and sees to it itself.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest, NotConfigured
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

__all__ = ["PrivateAddressError", "PublicOnly", "PublicResolver", "is_public"]


class PrivateAddressError(IgnoreRequest):
    """The host is, or its name resolves to, an address that is not on the public internet."""

    kind = "private address"


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet's (IANA's special-purpose registries); not a multicast one.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo) is judged by both. Raises ValueError where it is
    no address.
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    carried: list[ipaddress.IPv4Address] = []
    if isinstance(parsed, ipaddress.IPv6Address):
        carried = [inner for inner in (parsed.ipv4_mapped, parsed.sixtofour, *(parsed.teredo or ())) if inner]
        if parsed.ipv4_mapped:
            return is_public(str(parsed.ipv4_mapped))
    return parsed.is_global and not parsed.is_multicast and all(inner.is_global for inner in carried)


class PublicResolver(CachingThreadedResolver):
    """Resolver that finds no host at a private address, unless ALLOW_PRIVATE_ADDRESSES is set."""

    refused: ClassVar[set[str]] = set()
    """Names that were not resolved for that reason."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allow_all = False
        self._proxies = {urlsplit(url).hostname for url in getproxies().values()}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Read ALLOW_PRIVATE_ADDRESSES besides the DNS settings."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_all = crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 # Twisted's name
        """The host's IPv4 address; fails with DNSLookupError where there is none or it is private."""
        found = super().getHostByName(name, timeout)
        if not self.allow_all and name not in self._proxies:
            found.addCallback(self._checked, name)
        return found

    def _checked(self, address: str, name: str) -> str:
        if not is_public(address):
            self.refused.add(name)
            raise DNSLookupError(f"{name} is at the private address {address}")
        return address


class PublicOnly:
    """Downloader middleware, behind HttpProxyMiddleware: refuses hosts given as a private address, and says of a name
    that PublicResolver refused why it did."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Switched off by ALLOW_PRIVATE_ADDRESSES."""
        if crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES"):
            raise NotConfigured
        return cls()

    def process_request(self, request: Request) -> None:
        """Raises PrivateAddressError."""
        host = urlsplit(request.url).hostname or ""
        if request.meta.get("proxy"):
            return
        try:
            public = is_public(host)
        except ValueError:  # a name
            return
        if not public:
            raise PrivateAddressError(f"{host} is a private address")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raises PrivateAddressError."""
        host = urlsplit(request.url).hostname or ""
        if isinstance(exception, CannotResolveHostError) and host in PublicResolver.refused:
            raise PrivateAddressError(f"{host} is at a private address") from exception
