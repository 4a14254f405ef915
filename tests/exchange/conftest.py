"""A room for questions, with the shipped collection."""

import pytest

from storage.database import Database
from tests.support.asking import Exchange
from tests.support.joining import Network


@pytest.fixture
async def exchange(collection: Database) -> Exchange:
    opened = Exchange(collection)
    await opened.open_chats()
    return opened


@pytest.fixture
async def network(collection: Database) -> Network:
    """One into which people come, after its first start."""
    opened = Network(collection)
    await opened.open_chats()
    await opened.begin()
    return opened
