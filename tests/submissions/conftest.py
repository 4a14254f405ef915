"""A person in the dialogue of a submission, and a bot that gets hostile ones."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.config.sections import Logging
from bot.process import logs
from bot.workers.document_store import Documents
from commands import COMMANDS, ROUTES
from storage.database import Database
from tests.support.hostile_submissions import WORD, World
from tests.support.say import Room
from tests.support.sites import INNER, serving
from tests.support.talk import Talk


@pytest.fixture
def talk(collection: Database) -> Talk:
    return Talk(collection, COMMANDS, ROUTES)


@pytest.fixture
async def world(collection: Database, tmp_path: Path) -> AsyncIterator[World]:
    async with serving(INNER) as site:
        yield World(Room(collection, limit=10_000), site, Documents(tmp_path / "documents"))


@pytest.fixture
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Log at DEBUG, the chattiest the running bot can be set to, and expect no word of a member."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logging.root.manager.loggerDict}
    logs.set_up(Logging(level="DEBUG"))
    root.addHandler(caplog.handler)
    caplog.handler.setLevel(logging.DEBUG)
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, earlier in levels.items():
        logging.getLogger(name).setLevel(earlier)
    written = [logging.Formatter().format(r) + repr(r.__dict__) for r in caplog.records]
    assert [line for line in written if WORD in line.casefold() or "failed:" in line] == []
