"""What a reader asks a page for."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

__all__ = ["Asked", "one", "rows"]

LONGEST = 500
"""Characters taken of a parameter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """path: what the address names, such as an article's number. query: its parameters as they were typed. now: UTC,
    without a zone, as the times of the database are read."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    now: datetime = datetime(2000, 1, 1)  # noqa: DTZ001 without a zone, as said above

    def text(self, name: str) -> str:
        """A parameter, cut and trimmed; empty where it is not there."""
        return self.query.get(name, "")[:LONGEST].replace("\x00", "").strip()

    def number(self, name: str, least: int = 0, most: int = 2**62) -> int | None:
        """A whole number of the path or the parameters, None where it is no such number in these bounds."""
        given = self.path.get(name) or self.text(name)
        if not given.isascii() or not given.isdigit() or len(given) > 19:
            return None
        return value if least <= (value := int(given)) <= most else None


def rows(db: sqlite3.Connection, sql: str, **parameters: object) -> list[dict[str, Any]]:
    """All rows by the names of their columns."""
    cursor = db.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def one(db: sqlite3.Connection, sql: str, **parameters: object) -> dict[str, Any] | None:
    """The first row, None where there is none."""
    found = rows(db, sql, **parameters)
    return found[0] if found else None
