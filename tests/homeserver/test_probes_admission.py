"""People who are no members, and members who are no managers, try every road through Synapse.

Each road is a probe of its own, see tests/probes.
"""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from functools import partial

import pytest
import pytest_asyncio

from bot.app import App
from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.person import Person
from commands import COMMANDS
from tests.homeserver.office import Office, open_office
from tests.homeserver.test_direct_return import open_direct
from tests.homeserver.test_trust import ONLY_MEMBERS, put_state
from tests.homeserver.world import World, until

Record = Callable[[str, object], None]
Road = Callable[[], Awaitable[object]]
LINE = "!einreichen Bonn | https://www.example.org/leitlinien | Leitlinien | beschlossen 2014"
DATE = (
    '!termin neu online-konferenz "Losverfahren" 5.1.2028 10:00 Uhr https://konferenz.example.org/1'
)
FOR_MEMBERS = [command for command in COMMANDS if not command.public and not command.management]
FOR_MANAGERS = [command for command in COMMANDS if command.management]
SAYS_NO = (ONLY_MEMBERS, "Netzwerkmanagement", "Raum des Managements")


@pytest_asyncio.fixture(loop_scope="session")
async def office(world: World) -> AsyncIterator[Office]:
    yield await open_office(world)


async def rows(app: App) -> dict[str, list[tuple[object, ...]]]:
    """What a stranger could change."""
    tables = ("submission", "meeting", "rsvp", "reminder", "wish", "guideline_version")
    found = {}
    async with app.database.transaction() as tx:
        for table in tables:
            rows = await tx.execute_fetchall(f"SELECT * FROM {table}")  # noqa: S608
            found[table] = [tuple(row) for row in rows]
    return found


async def with_something_to_get(office: Office) -> tuple[str, str, str]:
    """Return the ids of an announcement, of a notice and of a preview."""
    preview = await office.bea.say(office.management, DATE)
    await office.bea.answer_to(preview)
    await office.bea.say(office.management, "!termin ja")
    announcement = await office.wait_for(office.ada, "Sind Sie dabei?", room_id=office.network)
    await office.ada.ask(office.network, LINE)
    notice = await office.notice()
    asked = await office.bea.say(office.management, DATE.replace("5.1.", "6.1."))
    preview_id = (await office.bea.answer_to(asked)).event_id
    return announcement.event_id, notice.event_id, preview_id


async def refused(person: Person, room: str, lines: Iterable[str]) -> None:
    """All at once; each is answered by a no."""
    asked = {await person.say(room, line): line for line in lines}
    for event_id, line in asked.items():
        answer = (await person.answer_to(event_id)).text
        assert any(words in answer for words in SAYS_NO), (line, answer)


async def quiet(office: Office, person: Person, room: str) -> None:
    """When this is answered, everything before was."""
    assert "Kiel" in await person.ask(room, "!leitlinie Kiel")
    assert "Kiel" in await office.bea.ask(office.management, "!leitlinie Kiel")


async def test_an_outsider_gets_nothing_on_any_road(
    world: World, office: Office, record_property: Record
) -> None:
    eve = await world.person("eve")
    async with office.running() as app:
        posts = await with_something_to_get(office)
        chat = await open_direct(eve, world.bot_id)
        own = await eve.create_room("Austausch", [world.bot_id])
        await eve.until_in(own, world.bot_id)
        before = await rows(app)
        for room, where in ((chat, "direct chat"), (own, "own room")):
            lines = [f"!{command.example}" for command in (*FOR_MEMBERS, *FOR_MANAGERS)]
            await refused(eve, room, lines)
            for line in lines:
                record_property("probe", f"outsider, {where}: {line}")
        for name, work in _roads(eve, own, posts).items():
            with contextlib.suppress(RefusedError, UnreachableError):
                await work()
            record_property("probe", f"outsider: {name}")
        await quiet(office, eve, own)
        for line in ("!termin 1", "termine", f"{world.bot_id}: termine", "Netzwerkbot: termine"):
            answers = [e.text for e in eve.timeline if "konferenz.example.org" in e.text]
            assert answers == [], line
            record_property("probe", f"outsider reads no link: {line}")
        assert await rows(app) == before


def _roads(eve: Person, own: str, posts: tuple[str, str, str]) -> dict[str, Road]:
    """Return reactions, replies, threads and edits that point at what is in rooms of others."""
    roads: dict[str, Road] = {}
    for what, post in zip(("announcement", "notice", "preview"), posts, strict=True):
        for key in ("✅", "❌", "1️⃣"):
            roads[f"{key} on a foreign {what}"] = partial(eve.react, own, post, key)
        for words in ("ja", "!dabei", "!annehmen 1"):
            roads[f"{words} below a foreign {what}"] = partial(eve.reply, own, post, words)
            thread = partial(eve.reply, own, post, words, post)
            roads[f"{words} in the thread of a foreign {what}"] = thread
        roads[f"an edit of a foreign {what}"] = partial(eve.edit, own, post, "!dabei 1")
        roads[f"a removal of a foreign {what}"] = partial(eve.redact, own, post)

    async def becomes_a_command() -> None:
        said = await eve.say(own, "!leitlinie Bonn")
        await eve.answer_to(said)
        await eve.edit(own, said, LINE)

    async def picks_an_old_number() -> None:
        said = await eve.say(own, "!leitlinie Göppingen")
        await eve.answer_to(said)
        for words in ("2", "!mehr", "!termin ja", "!eintrag ja", "!rückgängig ja", "senden"):
            await eve.say(own, words)

    return roads | {"an edit": becomes_a_command, "words of dialogues": picks_an_old_number}


async def test_who_was_put_out_is_an_outsider(
    world: World, office: Office, record_property: Record
) -> None:
    dan = await world.person("dan")
    async with office.running() as app:
        posts = await with_something_to_get(office)
        path = f"v3/rooms/{segment(office.network)}"
        await office.ada.session.api.call("POST", f"{path}/invite", {"user_id": dan.user_id})
        await dan.join(office.network)
        await dan.until_in(office.network, world.bot_id)
        chat = await open_direct(dan, world.bot_id)
        assert ONLY_MEMBERS not in await dan.ask(chat, "termine")
        await office.ada.session.api.call("POST", f"{path}/ban", {"user_id": dan.user_id})

        async def put_out() -> bool:
            return app.live.membership(dan.user_id) is False

        await until(put_out)
        before = await rows(app)
        lines = [command.example for command in FOR_MEMBERS]
        await refused(dan, chat, lines)
        for line in lines:
            record_property("probe", f"banned: {line}")
        with contextlib.suppress(RefusedError, UnreachableError):
            await dan.react(office.network, posts[0], "✅")
        record_property("probe", "banned: ✅ in the old room")
        await quiet(office, dan, chat)
        assert await rows(app) == before


async def test_a_member_is_no_manager_on_any_road(
    world: World, office: Office, record_property: Record
) -> None:
    ada = office.ada
    async with office.running() as app:
        posts = await with_something_to_get(office)
        chat = await open_direct(ada, world.bot_id)
        before = await rows(app)
        for room, where in ((office.network, "network"), (chat, "direct chat")):
            lines = [f"!{command.example}" for command in FOR_MANAGERS]
            await refused(ada, room, lines)
            for line in lines:
                record_property("probe", f"member, {where}: {line}")
        for post in posts[1:]:
            roads = {
                "✅": partial(ada.react, office.network, post, "✅"),
                "❌": partial(ada.react, office.network, post, "❌"),
                "ja below": partial(ada.reply, office.network, post, "ja"),
                "ja in the thread": partial(ada.reply, office.network, post, "ja", post),
            }
            for name, work in roads.items():
                with contextlib.suppress(RefusedError, UnreachableError):
                    await work()
                record_property("probe", f"member: {name} of what the management sees")
        await quiet(office, ada, chat)
        assert await rows(app) == before


@pytest.mark.parametrize("named", ["predecessor", "tombstone", "name", "power", "invitation"])
async def test_the_management_is_where_it_was(
    world: World, office: Office, record_property: Record, named: str
) -> None:
    """A room that calls itself the management's or its successor is not."""
    eve = await world.person("eve")
    async with office.running() as app:
        await with_something_to_get(office)
        body: dict[str, object] = {"name": "Management", "invite": [world.bot_id]}
        if named == "predecessor":
            origin = {"room_id": office.management, "event_id": "$x"}
            body["creation_content"] = {"predecessor": origin}
        trap = str((await eve.session.api.call("POST", "v3/createRoom", body))["room_id"])
        await eve.until_in(trap, world.bot_id)
        with contextlib.suppress(RefusedError, UnreachableError):
            if named == "tombstone":
                content = {"body": "x", "replacement_room": trap}
                await put_state(eve, office.management, "m.room.tombstone", content)
            elif named == "power":
                levels = {"users": {eve.user_id: 100}}
                await put_state(eve, office.management, "m.room.power_levels", levels)
            elif named == "invitation":
                path = f"v3/rooms/{segment(office.management)}/invite"
                await eve.session.api.call("POST", path, {"user_id": eve.user_id})
        before = await rows(app)
        lines = [f"!{command.example}" for command in FOR_MANAGERS[:8]]
        await refused(eve, trap, lines)
        for line in lines:
            record_property("probe", f"{named}: {line}")
        assert app.live.settings.management_room == office.management
        assert "Status: " in await office.bea.ask(office.management, "!status")
        assert await rows(app) == before
