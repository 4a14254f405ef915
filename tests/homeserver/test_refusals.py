"""A room that takes nothing for a while: nothing is lost, nothing doubled, the order stays."""

from typing import Any

import pytest

from bot.app import App, now
from bot.matrix.api import segment
from bot.matrix.person import Person
from commands.conversation.posting import post, preplace, remove, rewrite
from commands.language.markup import text
from tests.homeserver.test_rooms import invite, kick, upgrade
from tests.homeserver.world import World, running_app, timeline, until

ENCRYPTED = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
SAID = ["Ankündigung", "👍", "* Ankündigung, geändert", "Danach"]


async def level_to_speak(person: Person, room: str, level: int) -> None:
    path = f"v3/rooms/{segment(room)}/state/m.room.power_levels"
    levels = await person.session.api.call("GET", path)
    await person.session.api.call("PUT", path, levels | {"events_default": level})


async def announce(app: App, room: str) -> None:
    """Post something with all that hangs on it, and something behind it."""
    async with app.database.transaction() as tx:
        ctx = app.live.context(tx)
        await post(ctx, room, text("Ankündigung"), "first")
        await preplace(ctx, room, "first", ["👍"])
        await rewrite(ctx, room, text("Ankündigung, geändert"), "first", 1)
        await post(ctx, room, text("Danach"), "second")
    app.outbox.wake()


async def rows(app: App) -> list[dict[str, Any]]:
    async with app.database.transaction() as tx:
        found = await tx.execute_fetchall(
            "SELECT * FROM outbox WHERE transaction_id GLOB 'first*' OR transaction_id = 'second'"
        )
    return [dict(row) for row in found]


async def until_refused(app: App, times: int) -> None:
    async def refused() -> bool:
        return bool((await rows(app))[0]["attempts"] >= times)

    await until(refused)
    assert {row["state"] for row in await rows(app)} == {"waiting"}


async def put_off(app: App) -> None:
    """As if it had been refused for a long time: the next attempt is tomorrow."""
    async with app.database.transaction() as tx:
        await tx.execute(
            "UPDATE outbox SET attempts = 30, not_before = ? WHERE attempts > 0",
            (int(now().timestamp()) + 86400,),
        )


async def until_all_is_said(ada: Person, room: str, bot_id: str) -> None:
    def said() -> list[str | None]:
        here = [event for event in ada.timeline if event.room_id == room]
        return [event.body for event in here if event.sender == bot_id]

    async def complete() -> bool:
        return said()[-len(SAID) :] == SAID

    await until(complete)
    events = await timeline(ada, room)
    ours = [event for event in events if event["sender"] == bot_id and "state_key" not in event]
    assert len(ours) == len(SAID)


@ENCRYPTED
async def test_a_bot_that_is_muted_for_a_while_says_all_of_it_as_soon_as_it_may(
    world: World, encrypted: bool
) -> None:
    ada, room = await world.one_member(encrypted=encrypted)
    management = await world.room(ada)
    async with running_app(world.config([room], management=management)) as app:
        await ada.until_in(room, world.bot_id)
        await ada.until_in(management, world.bot_id)
        await level_to_speak(ada, room, 50)
        await announce(app, room)
        await until_refused(app, 4)
        status = await ada.ask(management, "!status")
        assert f"Raum {room}: 4 Nachrichten warten seit" in status
        assert "das Recht, Nachrichten zu senden" in status

        await put_off(app)
        await level_to_speak(ada, room, 0)
        await until_all_is_said(ada, room, world.bot_id)
        assert "Nachrichten warten" not in await ada.ask(management, "!status")


@ENCRYPTED
async def test_a_bot_that_is_put_out_and_invited_again_says_all_of_it_then(
    world: World, encrypted: bool
) -> None:
    ada, room = await world.one_member(encrypted=encrypted)
    management = await world.room(ada)
    async with running_app(world.config([room], management=management)) as app:
        await ada.until_in(room, world.bot_id)
        await ada.until_in(management, world.bot_id)
        await level_to_speak(ada, room, 50)
        await announce(app, room)
        await until_refused(app, 1)
        await put_off(app)
        await kick(ada, room, world.bot_id)

        async def noticed() -> bool:
            return room not in app.session.client.rooms

        await until(noticed)
        status = await ada.ask(management, "!status")
        assert f"Raum {room}: 4 Nachrichten warten seit" in status
        assert "laden Sie ihn wieder ein" in status

        await level_to_speak(ada, room, 0)
        await invite(ada, room, world.bot_id)
        await until_all_is_said(ada, room, world.bot_id)


async def test_what_was_given_up_is_sent_once_when_the_management_says_so(world: World) -> None:
    ada, room = await world.one_member()
    management = await world.room(ada)
    async with running_app(world.config([room], management=management)) as app:
        await ada.until_in(room, world.bot_id)
        await ada.until_in(management, world.bot_id)
        await announce(app, room)
        await until_all_is_said(ada, room, world.bot_id)
        # As if the answers of the homeserver had been lost, until the bot gave up.
        async with app.database.transaction() as tx:
            await tx.execute(
                "UPDATE outbox SET state = 'failed', event_id = NULL,"
                ' content = \'{"msgtype": "m.notice", "body": "Danach"}\''
                " WHERE transaction_id = 'second'"
            )
        assert "Eine Nachricht versuche ich" in await ada.ask(management, "!erneut senden")

        async def sent() -> bool:
            return {row["state"] for row in await rows(app)} == {"sent"}

        await until(sent)
        await until_all_is_said(ada, room, world.bot_id)
        assert "Es wartet nichts" in await ada.ask(management, "!erneut senden")


@ENCRYPTED
async def test_after_an_upgrade_an_edit_is_a_post_in_the_new_room_and_a_removal_stays(
    world: World, encrypted: bool
) -> None:
    ada, room = await world.one_member(encrypted=encrypted)
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        async with app.database.transaction() as tx:
            for name in ("first", "second"):
                await post(app.live.context(tx), room, text(f"Stand von {name}"), name)
        app.outbox.wake()

        async def posted() -> bool:
            return {row["state"] for row in await rows(app)} == {"sent"}

        await until(posted)
        successor = await upgrade(ada, room)
        await invite(ada, successor, world.bot_id)
        await ada.until_in(successor, world.bot_id)

        async def moved() -> bool:
            return app.live.settings.network_rooms == (successor,)

        await until(moved)
        await level_to_speak(ada, room, 0)
        async with app.database.transaction() as tx:
            ctx = app.live.context(tx)
            await rewrite(ctx, room, text("Neuer Stand"), "first", 1)
            await rewrite(ctx, room, text("Noch neuer"), "first", 2)
            await remove(ctx, room, "second")
        app.outbox.wake()

        def said(where: str) -> list[tuple[str | None, bool]]:
            here = [event for event in ada.timeline if event.room_id == where]
            return [(e.body, e.edits is not None) for e in here if e.sender == world.bot_id]

        async def complete() -> bool:
            removed = [e for e in await timeline(ada, room) if e["type"] == "m.room.redaction"]
            return bool(removed) and len(said(successor)) == 2

        await until(complete)
        assert said(successor) == [("Neuer Stand", False), ("* Noch neuer", True)]
        assert len(said(room)) == 2
