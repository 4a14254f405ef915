"""Whose post it is that somebody reacts to: what others write into theirs makes it none of ours."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, now
from commands.conversation.posting import TRANSACTION_FIELD, notice
from commands.language.markup import text
from storage.conversation import outbox
from tests.matrix.test_road import ROOM, at_work
from tests.support.fake_homeserver import ADA, BOT, FakeHomeserver, fake_homeserver
from tests.support.waiting import until

NAME = "meeting-1-announcement"


async def waits(app: App) -> None:
    """A post of ours that is not known to have arrived, and is not tried again for an hour."""
    async with app.database.transaction() as tx:
        later = now() + timedelta(hours=1)
        content = notice(text("Termin Nr. 1"), NAME)
        await outbox.put(tx, ROOM, content, NAME, later, subject="meeting:1")


async def react(homeserver: FakeHomeserver, event_id: str) -> None:
    """Ada does; return when the bot has handled it."""
    relation = {"rel_type": "m.annotation", "event_id": event_id, "key": "✅"}
    before = homeserver.requests["GET sync"]
    await homeserver.post(ROOM, "m.reaction", {"m.relates_to": relation})
    await until(lambda: homeserver.requests["GET sync"] > before)


@pytest.mark.parametrize(
    ("sender", "name", "arrived"),
    [
        (BOT, NAME, True),
        (BOT, "meeting-2-announcement", False),
        (ADA, NAME, False),
    ],
    ids=["of a former device of ours", "another one of ours", "of somebody who copies our mark"],
)
async def test_only_what_we_sent_under_its_name_is_the_post(
    tmp_path: Path, sender: str, name: str, arrived: bool
) -> None:
    async with (
        fake_homeserver({ROOM: [BOT, ADA]}) as homeserver,
        at_work(homeserver, tmp_path) as app,
    ):
        await waits(app)
        content = {"msgtype": "m.text", "body": "Termin Nr. 1", TRANSACTION_FIELD: name}
        post = await homeserver.post(ROOM, "m.room.message", content, sender=sender)
        await react(homeserver, post)

        assert homeserver.requests["GET event"] == 1
        async with app.database.transaction() as tx:
            sent = await outbox.sent_events(tx, [NAME])
    assert sent == ({NAME: post} if arrived else {})
