"""A room for questions, with the shipped collection."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.support.asking import Exchange
from tests.support.digesting import posting, with_mail
from tests.support.joining import Network
from tests.support.mail_server import MailServer
from tests.support.post import Post
from tests.support.unnamed import Unnamed


@pytest.fixture
async def exchange(collection: Database) -> Exchange:
    opened = Exchange(collection)
    await opened.open_chats()
    return opened


@pytest.fixture
def server() -> MailServer:
    return MailServer.on_free_port()


@pytest.fixture
async def post(exchange: Exchange, server: MailServer) -> AsyncIterator[Post]:
    with_mail(exchange)
    async with posting(exchange, server) as post:
        yield post


@pytest.fixture
async def network(collection: Database) -> Network:
    """One into which people come, after its first start."""
    opened = Network(collection)
    await opened.open_chats()
    await opened.begin()
    return opened


@pytest.fixture
async def unnamed(collection: Database) -> Unnamed:
    """The same with twenty members, so that one may ask without a name."""
    opened = Unnamed(collection)
    await opened.open_chats()
    await opened.open_all_chats()
    return opened
