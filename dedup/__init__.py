"""Finds stored reports that a text repeats: shingles, MinHash signatures, an index of them in SQLite, the
verdict."""
