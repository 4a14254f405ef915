"""!kalender: the dates as a file where it was asked, the link in the direct chat only."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.config import Http, feed_url
from commands.command import Message
from storage.database import Database
from tests.bringing import bring_all
from tests.calendar_files import entry, second_reader
from tests.meeting_fixtures import ADA, NETWORK, Net
from tests.say import NOW

URL = "https://termine.example.org/termine.ics?token=geheim"
LINK = "Link zum Abonnieren"


@pytest.fixture
def net(database: Database) -> Net:
    return Net(database)


def with_feed(net: Net) -> Net:
    net.room.settings = replace(net.room.settings, feed_url=URL)
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
    assert "in unserem direkten Chat" in said[-1]
    assert URL in privately[0]
    assert "geheim" not in str([c for c in net.room.contents if c.get("body") in said])


async def test_who_cannot_be_reached_directly_is_told_without_the_link(net: Net) -> None:
    await with_feed(net).room.say("!kalender", room_id=NETWORK[0])
    async with net.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT otherwise FROM outbox WHERE otherwise IS NOT NULL")
    (row,) = rows

    assert "konnte keinen" in row["otherwise"]
    assert "geheim" not in row["otherwise"]


def test_the_settings_do_not_show_the_token_by_accident(net: Net) -> None:
    assert "geheim" not in repr(with_feed(net).room.settings)


def test_the_link_is_what_the_operator_said_with_the_token(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("a/b+" + "c" * 32, encoding="utf-8")
    http = Http(feed_token_file=token, public_url="https://termine.example.org/netz/")

    assert feed_url(http) == (
        f"https://termine.example.org/netz/termine.ics?token=a%2Fb%2B{'c' * 32}"
    )
    assert feed_url(http.model_copy(update={"public_url": None})) is None
    assert feed_url(http.model_copy(update={"feed_token_file": None})) is None
