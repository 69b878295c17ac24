"""Settings that follow from others, once all of them are known."""

from scrapy.settings import BaseSettings

from crawler import __version__

__all__ = ["Broadsheet"]


class Broadsheet:
    """Scrapy add-on. What it sets gives way to settings.py and to `-s`."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Write the contact into the User-Agent; throttle unless DOWNLOAD_DELAY is 0 (the user's own servers)."""
        settings.set("USER_AGENT", f"Broadsheet/{__version__} (+{settings['CONTACT']})", priority="addon")
        settings.set("AUTOTHROTTLE_ENABLED", settings.getfloat("DOWNLOAD_DELAY") > 0, priority="addon")
