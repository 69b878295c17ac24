"""Every setting of the project: meaning, unit, default. docs/settings.md tells people; `-s NAME=VALUE` overrides.

Below "Scrapy's own" stand only those that differ from Scrapy's defaults, each with the reason.
"""

import os

from crawler import contact

# ------------------------------------------------------------------------------------------------ what people change

DATABASE = "articles.db"
"""The SQLite file, made where it is missing."""

SOURCES = "sources.toml"
"""The file of sites to crawl, where `-a sources=` names no other."""

CONTACT = contact.known()
"""An e-mail address or URL by which a site's people reach who runs this crawler; it stands in the User-Agent."""

EXTRACT_WORKERS = os.cpu_count() or 1
"""Processes that extract articles."""

EXTRACT_TIMEOUT = 20.0
"""Seconds that one page may take in its worker; then the worker is ended and the page is counted as an error."""

EXTRACT_MEMORY_MB = 600
"""MiB of data that one worker may hold."""

COMPARE_DAYS = 0
"""How far back a new article is compared with those of other pages, in days since they were stored; 0 for all."""

SOURCE_PAGES = 5000
"""Articles that one run fetches of a source at most; the rest is left to the next runs. 0 for any number."""

SOURCE_MINUTES = 30.0
"""Minutes after its first request that one run asks a source for articles; the rest is left to the next. 0 for all."""

POLL_MAX_MINUTES = 240.0
"""Longest time that a listing is not asked for, however long it has announced nothing new; 0 asks in every run."""

FORGET_DAYS = 90.0
"""Days after which an address that brought no article, and is no more announced, is forgotten; 0 for never."""

ROBOTS_TAGS_OBEY = ""
"""Directives of meta robots and X-Robots-Tag that keep an article out: noindex, noarchive, or both with a comma."""

ALLOW_PRIVATE_ADDRESSES = False
"""Whether hosts of the local network may be asked, for an intranet's papers; a proxy sees to that itself."""

HEALTH_COMMAND = ""
"""A command to run, without a shell, when sources fell ill or recovered; it gets the changes as JSON on its input."""

HEALTH_WEBHOOK = ""
"""An address that gets the same JSON by POST."""

# ---------------------------------------------------------------------------------------------------- Scrapy's own

BOT_NAME = "broadsheet"
ROBOTSTXT_USER_AGENT = "Broadsheet"

SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "crawler.commands"
ADDONS = {"crawler.addon.Broadsheet": 0}  # USER_AGENT from CONTACT, AutoThrottle wherever there is a delay

EXTENSIONS = {
    "crawler.extensions.session.Session": 0,
    "crawler.extensions.report.Report": 10,
    "crawler.extensions.shutdown.Shutdown": 15,
    "crawler.middlewares.politeness.Politeness": 20,
    "crawler.middlewares.content.HtmlOnly": 30,
    "scrapy.extensions.logstats.LogStats": None,  # Report shows more, and nothing under cron
}
DOWNLOADER = "crawler.downloader.SiteDownloader"
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.budget.Budget": 90,
    "crawler.middlewares.robots.Robots": 100,
    "crawler.middlewares.backoff.Backoff": 110,
    "crawler.middlewares.addresses.PublicOnly": 760,  # behind HttpProxyMiddleware
}
SPIDER_MIDDLEWARES = {"crawler.middlewares.frontier.FrontierMiddleware": 500}
DOWNLOAD_HANDLERS = dict.fromkeys(("http", "https"), "crawler.downloads.PooledHandler")
ITEM_PIPELINES = {"crawler.pipelines.Extract": 100, "crawler.pipelines.Record": 200}

# Politeness: one request at a time per site, and a pause between two.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 64  # many hosts at once, each slowly
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0  # Scrapy's ±50 % would halve every pause now and then
AUTOTHROTTLE_START_DELAY = 0.0  # the pause starts at DOWNLOAD_DELAY and grows with a site's latency
COOKIES_ENABLED = False  # a session is nothing that a reader of public pages needs

# Bounds: an article page is well under 5 MB, and a server that sends nothing for half a minute is ill.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0  # DOWNLOAD_MAXSIZE refuses and counts; a warning would only be noise
REDIRECT_MAX_TIMES = 6
DNS_TIMEOUT = 10
MEMUSAGE_LIMIT_MB = 2048
CLOSESPIDER_TIMEOUT_NO_ITEM = 1800  # seconds; an engine that does nothing for so long will do nothing more

# Speed, measured on pages of 240 kB: 0.9 ms of CPU a page for the one, 0.8 for the other.
METAREFRESH_ENABLED = False  # decodes each page to look for a <meta refresh>, which articles have to reload themselves
WARN_ON_GENERATOR_RETURN_VALUE = False  # parses the source of a callback anew for each answer: 0.4 ms of CPU
CONCURRENT_ITEMS = 1  # tasks started for each answer; an article's answer yields one item

# Security.
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "crawler.middlewares.addresses.PublicResolver"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Quiet: Report prints a live line or a summary; the log says only what is wrong.
LOG_LEVEL = "WARNING"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # counted and kept in the frontier, which tries again in a later run
STATS_DUMP = False
FEED_EXPORT_ENCODING = "utf-8"
