"""A room of the network with the shipped collection."""

import pytest

from storage.database import Database
from tests.support.say import Room


@pytest.fixture
def net(collection: Database) -> Room:
    return Room(collection)
