"""A database that is checked when the test ends, a recorder of it, and a paper that publishes into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlite_utils

from crawler.record import Recorder
from storage.database import close_database, open_database
from tests.sites import Site
from tests.stored import sound


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    db = open_database(tmp_path / "articles.db")
    yield db
    sound(db)
    close_database(db)


@pytest.fixture
def recorder(db: sqlite_utils.Database) -> Recorder:
    return Recorder(db)


@pytest.fixture
def site(db: sqlite_utils.Database) -> Site:
    return Site(db)
