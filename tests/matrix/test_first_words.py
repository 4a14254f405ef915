"""At a start: what people said meanwhile comes before what is due, and answers before both."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import App, open_app
from bot.config.sections import Config, Matrix, RoomsSection, Storage
from bot.matrix.api import UnreachableError
from commands.conversation.settings import Submissions
from storage import key_value
from storage.conversation import outbox
from storage.database import Transaction, open_database
from storage.exchange import profiles
from storage.matrix import sync
from storage.recovery import state
from tests.exchange.test_profile_upkeep import PLAIN
from tests.support.fake_homeserver import ADA, BOT, FakeHomeserver, fake_homeserver
from tests.support.waiting import until

ROOM = "!r:example.org"


def config_of(homeserver: FakeHomeserver, directory: Path) -> Config:
    return Config(
        matrix=Matrix(homeserver=homeserver.url, user_id=BOT, access_token=SecretStr("token")),
        rooms=RoomsSection(network=(ROOM,), exchange=ROOM),
        storage=Storage(directory=directory),
        submissions=Submissions(check_links=False),
    )


@asynccontextmanager
async def stopped(config: Config) -> AsyncIterator[Transaction]:
    """The database of a bot that has run, and has been away for eight hours."""
    async with open_app(config):
        pass
    async with open_database(config.database_file) as database, database.transaction() as tx:
        await sync.advance(tx, "0", datetime.now(UTC) - timedelta(hours=8))
        yield tx


@asynccontextmanager
async def started(config: Config, change: Callable[[App], object] = id) -> AsyncIterator[App]:
    async with open_app(config) as app:
        app.rooms.hello = None
        change(app)
        running = asyncio.create_task(app.run())
        try:
            yield app
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


def make_older(homeserver: FakeHomeserver, **ago: float) -> None:
    at = datetime.now(UTC) - timedelta(**ago)
    for _, event in homeserver._timeline:
        event["origin_server_ts"] = int(at.timestamp() * 1000)


def said(homeserver: FakeHomeserver) -> list[str]:
    return [str(content.get("body", "")) for _, content in homeserver.sent]


async def test_who_keeps_a_profile_while_the_bot_is_away_keeps_it(tmp_path: Path) -> None:
    async with fake_homeserver({ROOM: [BOT, ADA]}) as homeserver:
        config = config_of(homeserver, tmp_path)
        async with stopped(config) as tx:
            now = datetime.now(UTC)
            asked = now - timedelta(days=config.privacy.retention_days.profiles, hours=1)
            profile = replace(
                PLAIN,
                profile_id=0,
                user_id=ADA,
                consented_at=asked,
                changed_at=asked,
                confirmed_at=asked - timedelta(days=365),
                asked_at=asked,
                hidden_at=asked + timedelta(days=60),
                due_at=now - timedelta(hours=1),
            )
            await profiles.put(tx, profile)
            content = {"msgtype": "m.text", "body": "Stimmt Ihr Profil noch?"}
            name = "profile-1-check"
            await outbox.put(tx, ROOM, content, name, asked, subject="profile:1")
            [row] = await tx.execute_fetchall("SELECT max(outbox_id) FROM outbox")
            await outbox.mark_sent(tx, row[0], "$check")
        await homeserver.say(ROOM, *["!leitlinie Nirgendwo"] * 3)
        relation = {"rel_type": "m.annotation", "event_id": "$check", "key": "1\ufe0f\u20e3"}
        await homeserver.post(ROOM, "m.reaction", {"m.relates_to": relation})
        make_older(homeserver, hours=2)

        async with started(config) as app:
            await until(lambda: any("Ihr Profil bleibt" in words for words in said(homeserver)))
            async with app.database.transaction() as tx:
                kept = await profiles.of(tx, ADA)

    assert kept is not None
    assert kept.confirmed_at > asked


async def test_lost_time_is_not_over_while_the_first_sync_cannot_be_handled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.recovery.lost_time._SETTLING", timedelta(seconds=0.2))
    attempts = []

    async def cut_off(event: object) -> bool:
        attempts.append(event)
        raise UnreachableError("away")

    def change(app: App) -> None:
        app.sync.on_event = cut_off

    async with fake_homeserver({ROOM: [BOT, ADA]}) as homeserver:
        config = config_of(homeserver, tmp_path)
        async with stopped(config) as tx:
            await key_value.put(tx, state.DEVICE, "OLD", datetime.now(UTC))
            await state.begin(tx, datetime.now(UTC), lost=True)
        await homeserver.say(ROOM, "!leitlinie Nirgendwo")
        make_older(homeserver, hours=2)

        async with started(config, change) as app:
            await until(lambda: len(attempts) == 2)
            async with app.database.transaction() as tx:
                recovery = await state.current(tx)

    assert recovery is not None
    assert not recovery.settled


async def test_an_answer_leaves_before_the_rest_of_the_first_sync_and_what_waited_after_it(
    tmp_path: Path,
) -> None:
    elsewhere = "!elsewhere:example.org"
    handled: list[int] = []

    def change(app: App) -> None:
        handle = app.sync.on_event

        async def slowly(event: Any) -> bool:
            if handled:
                await until(lambda: len(homeserver.sent) > 0)
                handled.append(len(homeserver.sent))
            else:
                handled.append(0)
            return await handle(event)

        app.sync.on_event = slowly

    rooms = {ROOM: [BOT, ADA], elsewhere: [BOT, ADA]}
    async with fake_homeserver(rooms) as homeserver:
        config = config_of(homeserver, tmp_path)
        async with stopped(config) as tx:
            content = {"msgtype": "m.text", "body": "gewartet"}
            await outbox.put(tx, elsewhere, content, "waited", datetime.now(UTC))
        await homeserver.say(ROOM, "!leitlinie Bonn", "!leitlinie Nirgendwo")
        make_older(homeserver, minutes=1)

        async with started(config, change):
            await until(lambda: len(homeserver.sent) == 3)

    assert handled == [0, 1]
    assert "gewartet" not in said(homeserver)[0]
