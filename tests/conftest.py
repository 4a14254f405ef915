"""Fixtures that every test may use: databases, and the bot as one subject sees it."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database
from tests.support.collection_fixtures import shipped
from tests.support.databases import in_memory
from tests.support.editing_fixtures import Desk, desk_of_a_shipped_collection
from tests.support.library import Library, open_library
from tests.support.meeting_fixtures import Net
from tests.support.reviewing import Review
from tests.support.say import Room
from tests.support.serving import Served, serving
from tests.support.submitting import Office, office

# A background job ignores it, and so does all that it starts: then Ctrl-C would do nothing.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine is no failure: how long something may take is measured where it matters.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with in_memory() as database:
        yield database


@pytest.fixture
async def collection() -> AsyncIterator[Database]:
    """A database with the shipped collection."""
    async with shipped() as database:
        yield database


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)


@pytest.fixture
def net(database: Database) -> Net:
    return Net(database)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with desk_of_a_shipped_collection() as desk:
        yield desk


@pytest.fixture
async def review(collection: Database) -> Review:
    return Review(collection)


@pytest.fixture
async def at() -> AsyncIterator[Office]:
    async with office() as opened:
        yield opened


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    async with open_library(tmp_path) as library:
        yield library


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path) as served:
        yield served
