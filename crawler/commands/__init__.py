"""The commands that people run: `scrapy NAME`; each file is named for its command."""
