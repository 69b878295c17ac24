"""The database: its tables, what reads and writes them, and what Datasette shows of it. Knows nothing of
Scrapy."""
