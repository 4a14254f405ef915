"""A room for questions, with the shipped collection."""

import pytest

from storage.database import Database
from tests.support.asking import Exchange
from tests.support.unnamed import Unnamed


@pytest.fixture
async def exchange(collection: Database) -> Exchange:
    opened = Exchange(collection)
    await opened.open_chats()
    return opened


@pytest.fixture
async def unnamed(collection: Database) -> Unnamed:
    """The same with twenty members, so that one may ask without a name."""
    opened = Unnamed(collection)
    await opened.open_chats()
    await opened.open_all_chats()
    return opened
