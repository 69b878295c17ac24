"""What can be wrong with what a site serves, for the spiders."""

__all__ = ["ListingError"]


class ListingError(ValueError):
    """A body that is no feed or sitemap; the message names its address and what it is instead."""
