"""Whether each source is well, judged against its own history; pure but for checkup.py and hooks.py. No Scrapy."""

from crawler.health.judge import KINDS, Finding, judge

__all__ = ["KINDS", "Finding", "judge"]
