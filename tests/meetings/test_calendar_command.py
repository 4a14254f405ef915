"""!kalender: the dates as a file where it was asked, the link in the direct chat only."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.config.reading import feed
from bot.config.sections import HttpSection
from commands.conversation.events import Message
from commands.conversation.settings import Feed
from tests.support.calendar_files import entry, second_reader
from tests.support.meeting_fixtures import ADA, CORA, NETWORK, Net
from tests.support.say import NOW
from tests.support.workers import bring_all

SECRET = "geheim" * 6
URL = "https://termine.example.org/termine.ics"
LINK = "Link zum Abonnieren"


def with_feed(net: Net) -> Net:
    net.room.settings = replace(net.room.settings, feed=Feed(URL, SECRET))
    net.room.__post_init__()
    return net


async def waiting(net: Net, **more: Any) -> tuple[bytes, dict[str, Any]]:
    """The file that waits to be uploaded after !kalender, and its event."""
    await net.room.dispatch.handle(Message(NETWORK[0], ADA, "$ask", "!kalender", NOW, **more))
    await bring_all(net.room)
    async with net.database.transaction() as tx:
        rows = list(await tx.execute_fetchall("SELECT * FROM outbox WHERE file IS NOT NULL"))
    (row,) = rows
    return row["file"], json.loads(row["content"])


async def test_the_dates_to_come_are_a_file_where_it_was_asked(net: Net) -> None:
    await net.create()
    await net.create(title="Früher", starts="2026-01-14T10:00", ends="2026-01-14T11:00")
    await net.read()

    said = await net.room.say("!kalender", room_id=NETWORK[0])
    await bring_all(net.room)

    assert await net.room.read(NETWORK[0]) == ["termine.ics"]
    assert said[0] == (
        "1 Termin als Datei für Ihren Kalender: termine.ics. Öffnen Sie die Datei zum Beispiel mit"
        " Outlook, Thunderbird oder Nextcloud. Spätere Änderungen stehen nicht darin."
    )


async def test_the_file_is_read_by_another_program(net: Net) -> None:
    await net.create()

    file, content = await waiting(net)

    assert second_reader(file).vevent.summary.value == "Losverfahren"
    assert content["info"] == {"mimetype": "text/calendar", "size": len(file)}


async def test_a_series_comes_with_its_rule_though_it_has_begun(net: Net) -> None:
    await net.create(rrule="FREQ=MONTHLY;BYDAY=2TH;COUNT=3")
    net.later(days=80)

    file, _ = await waiting(net)

    assert b"RRULE:FREQ=MONTHLY" in file
    assert entry(file).starts == "2027-01-14T10:00"


async def test_in_a_thread_the_file_stands_in_the_thread(net: Net) -> None:
    await net.create()

    _, content = await waiting(net, thread_root="$root")

    assert content["m.relates_to"]["rel_type"] == "m.thread"
    assert content["m.relates_to"]["event_id"] == "$root"


async def test_without_dates_there_is_no_file(net: Net) -> None:
    said = await net.room.say("!kalender")

    assert said == ["Zurzeit stehen keine Termine an."]


async def test_the_link_is_told_in_the_direct_chat(net: Net) -> None:
    said = await with_feed(net).room.say("!kalender", room_id="!direkt:example.org", direct=True)

    assert LINK in said[-1]
    assert URL in said[-1]


async def test_in_a_room_the_link_is_never_told(net: Net) -> None:
    await net.create()
    await net.read()

    said = await with_feed(net).room.say("!kalender", room_id=NETWORK[0])
    privately = await net.room.read(ADA)

    assert URL not in " ".join(said)
    assert "in unserem Direktchat" in said[-1]
    assert URL in privately[0]
    assert "geheim" not in str([c for c in net.room.contents if c.get("body") in said])


async def test_who_cannot_be_reached_directly_is_told_without_the_link(net: Net) -> None:
    await with_feed(net).room.say("!kalender", room_id=NETWORK[0])
    async with net.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT fallback FROM outbox WHERE fallback IS NOT NULL")
    (row,) = rows

    assert "konnte keinen" in row["fallback"]
    assert "geheim" not in row["fallback"]


async def ask(net: Net, words: str, sender: str = ADA) -> str:
    return (await net.room.say(words, sender=sender, room_id="!direkt:x", direct=True))[-1]


async def links(net: Net, words: str, sender: str = ADA) -> list[str]:
    await ask(net, words, sender)
    return re.findall(r"https://\S+token=[\w-]{43}", net.room.contents[-1]["body"])


async def test_each_member_has_a_link_of_their_own_that_stays(net: Net) -> None:
    with_feed(net)
    [ada], [cora] = await links(net, "!kalender"), await links(net, "!kalender", CORA)

    assert ada != cora
    assert await links(net, "!kalender") == [ada]
    assert SECRET not in ada


async def test_a_new_link_replaces_the_old_one_which_never_comes_back(net: Net) -> None:
    with_feed(net)
    [old] = await links(net, "!kalender")
    [new] = await links(net, "!kalender neu")
    [again] = await links(net, "!kalender neu")

    assert len({old, new, again}) == 3
    assert await links(net, "!kalender") == [again]
    assert "gilt nicht mehr" in await ask(net, "!kalender neu")


async def test_in_a_room_the_new_link_is_never_told(net: Net) -> None:
    said = await with_feed(net).room.say("!kalender neu", room_id=NETWORK[0], sender=ADA)
    privately = await net.room.read(ADA)

    assert "Den neuen finden Sie in unserem Direktchat" in said[-1]
    assert URL not in " ".join(said)
    assert URL in privately[0]


async def test_without_a_feed_there_is_no_new_link(net: Net) -> None:
    assert "nicht eingerichtet" in await ask(net, "!kalender neu")


def test_the_settings_do_not_show_the_token_by_accident(net: Net) -> None:
    assert "geheim" not in repr(with_feed(net).room.settings)


def test_the_feed_is_where_the_operator_said(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("a/b+" + "c" * 32, encoding="utf-8")
    http = HttpSection(feed_token_file=token, public_url="https://termine.example.org/netz/")

    assert feed(http) == Feed("https://termine.example.org/netz/termine.ics", "a/b+" + "c" * 32)
    assert feed(http.model_copy(update={"public_url": None})) is None
    assert feed(http.model_copy(update={"feed_token_file": None})) is None
