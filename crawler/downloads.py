"""Scrapy's handler of http, with its pool of connections made fit for a proxy."""

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler

__all__ = ["PooledHandler"]


class PooledHandler(HTTP11DownloadHandler):
    """Keeps as many idle connections to one server as there are requests at once over all.

    Scrapy keeps CONCURRENT_REQUESTS_PER_DOMAIN of them, which is one here; behind a proxy, where all hosts share the
    proxy's connections, nearly every request then opened a new one (measured: 1,027 of 1,099; 1 ms of CPU each).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")
