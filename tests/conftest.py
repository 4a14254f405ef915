"""Fixtures that every test may use."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database, open_database
from tests.say import Room


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with open_database(":memory:") as database:
        yield database


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)
