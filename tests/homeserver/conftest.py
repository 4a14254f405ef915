"""One Synapse for the whole run; every test has people and a bot of its own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from bot.demo.homeserver import Homeserver, running_homeserver
from tests.homeserver.world import World

NO_SYNC_CACHE = {"caches": {"sync_response_cache_duration": 0}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.homeserver)
            # Two homeservers and two bots at once are slow on a small machine.
            own = item.get_closest_marker("timeout")
            seconds = max(300, *(own.args if own else ()), 0)
            item.add_marker(pytest.mark.timeout(seconds), append=False)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            if "no sync cache" in item.name:
                # The spine shows each guarantee once.
                item.own_markers = [each for each in item.own_markers if each.name != "spine"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def homeserver(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Homeserver]:
    async with running_homeserver(tmp_path_factory.mktemp("synapse")) as homeserver:
        yield homeserver


@pytest_asyncio.fixture(
    scope="session", loop_scope="session", params=["default sync cache", "no sync cache"]
)
async def either_homeserver(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Homeserver]:
    """Synapse answers a repeated sync from a cache unless told not to: both must do."""
    extra = NO_SYNC_CACHE if request.param == "no sync cache" else {}
    async with running_homeserver(tmp_path_factory.mktemp("synapse"), extra=extra) as homeserver:
        yield homeserver


@pytest_asyncio.fixture(loop_scope="session")
async def world(homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        yield World(homeserver, tmp_path, stack)


@pytest_asyncio.fixture(loop_scope="session")
async def either_world(either_homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        yield World(either_homeserver, tmp_path, stack)
