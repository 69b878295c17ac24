"""Foreign keys of the steps."""

from sqlite_utils.db import ForeignKey

__all__ = ["references"]


def references(column: str, table: str) -> ForeignKey:
    """A foreign key to `table.id`; rows that hang on an article go with it."""
    return ForeignKey("", column, table, "id", on_delete="CASCADE" if table == "articles" else "NO ACTION")
