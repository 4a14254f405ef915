"""A room for questions, with the shipped collection."""

import pytest

from storage.database import Database
from tests.support.asking import Exchange


@pytest.fixture
async def exchange(collection: Database) -> Exchange:
    opened = Exchange(collection)
    await opened.open_chats()
    return opened
