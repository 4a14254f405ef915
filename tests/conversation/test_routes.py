"""Whose word it is: by what it is below, what was asked there, and by whom; in no other order."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from commands import COMMANDS, LISTENERS, ROUTES
from commands.conversation.command import (
    AnyListener,
    Arguments,
    Command,
    CommandContext,
    Context,
    Reply,
    Route,
)
from commands.conversation.events import Message
from commands.conversation.posting import post
from commands.language.markup import text
from commands.submissions import intake
from storage.conversation import awaited
from storage.conversation.awaited import Awaited
from storage.database import Database
from storage.submissions import submissions
from tests.support.collection_fixtures import shipped
from tests.support.say import MANAGEMENT, MANAGER, NOW, ROOM, SETTINGS, Room

ADA, BO = "@ada:example.org", "@bo:example.org"
CHAT = "!direkt-ada:example.org"
URL = "https://www.example.org/leitlinien"
# Each comes first once, and before and behind each other one.
TURNED = [(*each[n:], *each[:n]) for each in (LISTENERS, LISTENERS[::-1]) for n in range(len(each))]
ORDERS = [(ROUTES, order) for order in TURNED] + [(ROUTES[::-1], LISTENERS)]


@pytest.fixture
async def collection() -> AsyncIterator[Database]:
    async with shipped() as database:
        yield database


def sent(net: Room, words: str) -> str:
    """Event id of the newest of our messages with these words."""
    ids = [
        event_id
        for event_id, content in zip(net.sent_ids, net.contents, strict=True)
        if words in content.get("body", "")
    ]
    return ids[-1]


# --- the order of the lists


async def _examine(net: Room, number: int) -> None:
    async with net.database.transaction() as tx:
        await intake.examined(net.context(tx), number, "OK", None)
    await net.read(MANAGEMENT)


async def _a_day(net: Room) -> list[list[str]]:
    """Everything that is answered when each kind of word, reaction, edit and removal comes."""
    told: list[list[str]] = []

    async def ada(words: str, **more: Any) -> None:
        net.now += timedelta(seconds=20)
        told.append(await net.say(words, sender=ADA, **{"room_id": CHAT, "direct": True, **more}))

    async def manager(words: str, **more: Any) -> None:
        net.now += timedelta(seconds=20)
        told.append(await net.say(words, room_id=MANAGEMENT, **more))

    # A submission is edited, refused by reaction; another is asked about and taken back.
    await ada(f"!einreichen Köln {URL}", event_id="$s1")
    await ada(f"!einreichen Köln {URL}/neu", replaces="$s1")
    await _examine(net, 1)
    notice = sent(net, "Einreichung Nr. 1")
    told.append(await net.react("❌", notice, sender=MANAGER, room_id=MANAGEMENT))
    await manager("Zu alt.", thread_root=notice)
    await ada(f"!einreichen Aachen {URL}/2", event_id="$s2")
    await _examine(net, 2)
    await manager("!rückfrage 2 Gilt sie noch?")
    told.append(await net.read(ADA))
    await ada("Ja, seit 2014.", event_id="$antwort")
    told.append(await net.read(MANAGEMENT))
    await ada("Ja, seit 2015.", replaces="$antwort")
    told.append(await net.redact("$s2", sender=ADA, room_id=CHAT))
    # A dialogue, an offer in between by number, and the dialogue again.
    await ada("einreichen")
    await ada("!leitlinie Göppingen")
    await ada("2")
    await ada("Bonn")
    await ada("1")
    await ada("!zurück")
    await ada("Köln", replaces="$antwort2")
    await ada("abbrechen")
    # A preview, an answer to the meeting by reaction, and its removal.
    await manager('!termin neu ag "Los" 14.01.2027 10:00')
    await manager("ja", reply_to=sent(net, "Neuer Termin"))
    await net.read(ROOM)
    event = sent(net, "Termin Nr. 1")
    told.append(await net.react("✅", event, sender=ADA))
    told.append(await net.redact(f"$e{next(net._ids) - 1}", sender=ADA))
    told.append(await net.say("!teilnahme 1", room_id=MANAGEMENT))
    # A look-up is edited and removed.
    await ada("leitlinie Bnn", event_id="$frage")
    await ada("leitlinie Bonn", replaces="$frage")
    told.append(await net.redact("$frage", sender=ADA, room_id=CHAT))
    return told


async def _told(routes: Sequence[Route], listeners: Sequence[AnyListener]) -> list[list[str]]:
    async with shipped() as database:
        settings = SETTINGS.__class__(**{**SETTINGS.__dict__, "network_rooms": (ROOM,)})
        return await _a_day(Room(database, COMMANDS, routes, listeners, settings=settings))


async def test_the_order_of_routes_and_listeners_changes_nothing() -> None:
    days = [await _told(*order) for order in ORDERS]

    assert all(day == days[0] for day in days)
    said = "\n".join(body for answers in days[0] for body in answers)
    for words in (
        "ist geändert",
        "ist abgelehnt",
        "weitergegeben",
        "Göppingen (Stadt)",
        "Schritt 2",
        "Der Dialog ist beendet",
        "Gespeichert",
    ):
        assert words in said


def test_there_are_few_listeners() -> None:
    assert len(LISTENERS) <= 6


def test_a_kind_of_subject_has_one_route() -> None:
    kinds = [route.kind for route in ROUTES]

    assert len({*kinds}) == len(kinds)


# --- whose word, and to what


async def test_the_yes_of_another_person_is_none(net: Room) -> None:
    await net.say("!leitlinie Kreis Soest", sender=ADA)
    offer = sent(net, "Meinten Sie ")

    assert await net.say("ja", sender=BO, reply_to=offer) == []
    assert await net.say("1", sender=BO) == []
    net.managers.add(BO)
    await net.say("!eintrag löschen 12", room_id=MANAGEMENT)
    preview = sent(net, "Löschen")
    [said] = await net.say("ja", sender=BO, room_id=MANAGEMENT, reply_to=preview)
    assert "nichts zu entscheiden" in said


async def test_a_number_that_answers_a_dialogue_goes_to_no_older_offer(net: Room) -> None:
    await net.say("einreichen", sender=ADA, direct=True, room_id=CHAT)
    await net.say("!leitlinie Göppingen", sender=ADA, direct=True, room_id=CHAT)
    await net.say("Bonn", sender=ADA, direct=True, room_id=CHAT)

    [said] = await net.say("2", sender=ADA, direct=True, room_id=CHAT)
    assert said.startswith("Schritt 3")


async def test_a_number_goes_to_the_newest_offer_or_to_none(collection: Database) -> None:
    async def three(_ctx: CommandContext, _args: Arguments) -> Reply:
        return Reply(text("Drei."), options=("zwei", "zwei", "zwei"))

    async def two(_ctx: CommandContext, _args: Arguments) -> Reply:
        return Reply(text("Zwei."), options=("drei", "drei"))

    found = (
        Command("drei", three, Arguments, "", "drei", lookup=True),
        Command("zwei", two, Arguments, "", "zwei", lookup=True),
    )
    net = Room(collection, found)

    assert await net.say("!drei", sender=ADA) == ["Drei."]
    assert await net.say("3", sender=ADA) == ["Zwei."]
    assert await net.say("3", sender=ADA) == []


async def test_what_is_replied_to_goes_before_what_its_thread_is_about(net: Room) -> None:
    """A manager who is asked for a reason chooses from a list in the same thread."""
    async with net.database.transaction() as tx:
        await post(net.context(tx), MANAGEMENT, text("Nr. 1"), "n", subject="submission:1")
        await awaited.put(
            tx, Awaited(MANAGER, "refusal", {}, NOW, room_id=MANAGEMENT, subject="submission:1")
        )
    await net.read(MANAGEMENT)
    notice = sent(net, "Nr. 1")
    await net.say("!leitlinie Göppingen", room_id=MANAGEMENT, thread_root=notice)

    choice = sent(net, "passt zu 2 Kommunen")
    [said] = await net.say("2", room_id=MANAGEMENT, thread_root=notice, reply_to=choice)
    assert said.startswith("Göppingen (Stadt)")
    async with net.database.transaction() as tx:
        assert await awaited.about(tx, "refusal", "submission:1") is not None
        assert await submissions.get(tx, 1) is None


async def test_an_edited_command_in_a_question_is_not_passed_on(net: Room) -> None:
    """It was a command before, and still is one."""
    await net.say(f"!einreichen Köln {URL}", sender=ADA, room_id=CHAT, direct=True)
    await net.say("!rückfrage 1 Gilt sie noch?", room_id=MANAGEMENT)
    root = sent(net, "Rückfrage zu Einreichung Nr. 1")
    await net.say("!offen", room_id=MANAGEMENT, thread_root=root, event_id="$offen")
    await net.read(ADA)

    [said] = await net.say("!offen 2", room_id=MANAGEMENT, thread_root=root, replaces="$offen")
    assert said.startswith("* ")
    assert await net.read(ADA) == []


# --- a subject that joins


async def ask(ctx: CommandContext, _args: Arguments) -> Reply:
    waiting = Awaited(ctx.message.sender, "colour", {}, ctx.now, room_id=ctx.message.room_id)
    await awaited.put(ctx.tx, waiting)
    told = text("Welche Farbe?")
    await post(ctx, ctx.message.room_id, told, "colour-1", subject="colour:1")
    return Reply()


async def take(_ctx: Context, message: Message, about: str | Awaited) -> Reply | None:
    known = about if isinstance(about, str) else about.kind
    return Reply(text(f"{known}: {message.body}")) if message.body in ("rot", "1") else None


async def test_a_subject_joins_with_a_route_beside_its_command(collection: Database) -> None:
    route = Route("colour", on_message=take, on_awaited=take)
    command = Command("farbe", ask, Arguments, "", "farbe")
    net = Room(collection, (*COMMANDS, command), (*ROUTES, route))

    question, *_ = await net.say("!farbe", sender=ADA)
    assert question == "Welche Farbe?"
    assert await net.say("rot", sender=BO, reply_to=net.sent_ids[0]) == ["colour:1: rot"]
    assert await net.say("1", sender=ADA) == ["colour: 1"]
    assert await net.say("1", sender=BO) == []


# --- what it costs


@pytest.mark.parametrize(
    ("words", "more", "most"),
    [
        ("Guten Morgen", {}, 0),
        ("!kontakt", {}, 8),
        ("!kontakt", {"direct": True}, 8),
        ("kontakt", {"direct": True}, 11),
        ("Guten Morgen", {"thread_root": "$thread"}, 7),
        ("2", {}, 6),
    ],
)
async def test_few_statements_are_asked_of_the_database(
    net: Room, words: str, more: dict[str, Any], most: int
) -> None:
    seen: list[str] = []
    connection = net.database._connection
    await connection.set_trace_callback(seen.append)
    await net.dispatch.handle(Message(ROOM, ADA, "$frage", words, NOW, **more))

    # A setting of the connection reads and writes nothing.
    statements = [each for each in seen if not each.startswith("PRAGMA")]
    assert len(statements) <= most, statements
