"""Broadsheet: a news crawler that keeps one clean copy of every report."""

__version__ = "0.1.0"
