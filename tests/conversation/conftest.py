"""A room of the network with the shipped collection, and a person in a dialogue."""

import pytest

from storage.database import Database
from tests.support.planning_dialogue import COMMANDS, ROUTES
from tests.support.say import Room
from tests.support.talk import Talk


@pytest.fixture
def net(collection: Database) -> Room:
    return Room(collection)


@pytest.fixture
def talk(database: Database) -> Talk:
    return Talk(database, COMMANDS, ROUTES)
