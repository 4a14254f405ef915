"""Everybody else who can reach the bot gets what is public, and for the rest one sentence."""

from dataclasses import replace

import pytest

from commands import COMMANDS
from commands.conversation.command import AnyCommand
from commands.conversation.events import SendingDevice
from commands.conversation.room_facts import RoomFault
from commands.meetings.calendar_file import revoke_of_leavers
from commands.meetings.personal_reminders import REMIND
from commands.meetings.reminders.sending import send_due
from storage.database import Database
from storage.meetings import rsvp as stored
from tests.support.meeting_fixtures import NETWORK, Net
from tests.support.people import ADA, DIRECT, put
from tests.support.reviewing import BO, Review
from tests.support.say import Room
from tests.support.submitting import URL, Office

ONLY_MEMBERS = (
    "Das ist Mitgliedern des Netzwerks vorbehalten. Wie Sie Mitglied werden, zeigt !mitmachen."
)
PUBLIC = {
    *(
        "hilfe",
        "start",
        "leitlinie",
        "sammlung",
        "karte",
        "suche",
        "nekopa",
        "mitmachen",
        "kontakt",
    ),
    "anfrage",
    *("broschüre", "datenschutz", "meinedaten", "vergissmich", "mehr", "abbrechen"),
}


@pytest.fixture
def outside(room: Room) -> Room:
    room.outsiders = {ADA}
    return room


async def ask(room: Room, words: str) -> str:
    return "\n".join(await room.say(words, sender=ADA, room_id=DIRECT, direct=True))


def test_what_is_public_is_what_the_product_says() -> None:
    assert {command.name for command in COMMANDS if command.public} == PUBLIC


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c.name not in PUBLIC], ids=lambda command: command.name
)
async def test_everything_else_is_refused(outside: Room, command: AnyCommand) -> None:
    assert await ask(outside, f"!{command.example}") == ONLY_MEMBERS
    assert await outside.say(f"!{command.example}", sender=ADA) == [ONLY_MEMBERS]


@pytest.mark.parametrize("name", sorted(PUBLIC))
async def test_what_is_public_is_answered(outside: Room, name: str) -> None:
    assert ONLY_MEMBERS not in await ask(outside, f"!{name}")


async def test_who_is_a_member_is_decided_at_this_moment(room: Room) -> None:
    assert "vorbehalten" not in await ask(room, "!termine")
    room.outsiders = {ADA}
    assert await ask(room, "!termine") == ONLY_MEMBERS
    room.outsiders = set()
    assert "vorbehalten" not in await ask(room, "!termine")


async def test_what_is_not_known_yet_is_refused_with_that_reason(room: Room) -> None:
    room.outsiders = None
    refused = await ask(room, "!termine")

    assert refused.startswith("Das ist Mitgliedern des Netzwerks vorbehalten, und ich weiß noch")
    assert "vorbehalten" not in await ask(room, "!kontakt")


async def test_the_help_shows_only_what_may_be_used(outside: Room) -> None:
    shown = await ask(outside, "!hilfe")

    assert "!leitlinie" in shown
    assert "!einreichen" not in shown
    assert "!termine" not in shown
    assert "Einen solchen Befehl gibt es hier nicht" in await ask(outside, "!hilfe dabei")


async def test_a_manager_who_left_decides_nothing(collection: Database) -> None:
    review = Review(collection)
    number = await review.submit()
    await review.notice(number)
    review.room.outsiders = {BO}

    assert await review.say(f"!annehmen {number}") == [ONLY_MEMBERS]
    assert await review.react("✅", number) == [ONLY_MEMBERS]
    assert (await review.get(number)).state == "open"


async def test_a_reaction_of_somebody_who_left_does_nothing(net: Net) -> None:
    await net.create()
    await net.read()
    post = net.room.sent_ids[0]
    net.room.outsiders = {ADA}

    said = await net.room.react("✅", post, sender=ADA, room_id=NETWORK[0])

    async with net.database.transaction() as tx:
        assert await stored.of_meeting(tx, 1) == []
    assert said == [ONLY_MEMBERS]


async def test_a_dialogue_that_was_begun_before_goes_no_further(room: Room) -> None:
    begun = await ask(room, "!einreichen")
    assert "Kommune" in begun
    room.outsiders = {ADA}

    assert await ask(room, "Köln") == ONLY_MEMBERS
    assert ONLY_MEMBERS not in await ask(room, "abbrechen")
    room.outsiders = set()
    assert "Das habe ich leider nicht verstanden" in await ask(room, "Köln")


async def test_an_old_number_leads_nowhere(room: Room, net: Net) -> None:
    await net.create()
    await net.create(title="Bürgerrat")
    room = net.room
    offered = await ask(room, "!dabei")
    assert "1" in offered
    room.outsiders = {ADA}

    await ask(room, "1")

    async with room.database.transaction() as tx:
        assert await stored.of_meeting(tx, 1) == []


async def test_an_edit_of_what_was_submitted_changes_nothing(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}", event_id="$s")
    at.room.outsiders = {ADA}

    refused = await at.say("!einreichen Köln https://www.example.org/neu", replaces="$s")

    assert refused == ONLY_MEMBERS
    assert (await at.submission(1)).url == URL


async def test_who_left_can_still_take_back(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}", event_id="$s")
    at.room.outsiders = {ADA}

    await at.room.redact("$s", sender=ADA)

    assert (await at.submission(1)).state == "withdrawn"


async def test_talk_in_a_room_is_still_left_alone(outside: Room) -> None:
    assert await outside.say("Guten Morgen", sender=ADA) == []
    assert await outside.say("ja", sender=ADA, reply_to="$fremd") == []


# --- reminders and other words that were not asked for just now


async def wished(net: Net) -> None:
    await net.create()
    await net.room.say("!erinnern 1 2 Tage", sender=ADA, room_id=DIRECT, direct=True)


async def remind(net: Net) -> list[str]:
    async with net.database.transaction() as tx:
        await send_due(net.context(tx))
    async with net.database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT transaction_id FROM outbox WHERE state = 'waiting' AND room_id = ?", (ADA,)
        )
    return [row["transaction_id"] for row in rows]


async def test_an_outsider_is_reminded_of_nothing(net: Net) -> None:
    assert REMIND in COMMANDS
    await wished(net)
    net.later(days=49)
    net.room.outsiders = {ADA}

    assert await remind(net) == []
    net.room.outsiders = set()
    assert await remind(net) == []


async def test_a_reminder_that_waits_is_withdrawn(net: Net) -> None:
    await wished(net)
    net.later(days=49)
    assert len(await remind(net)) == 1
    net.room.outsiders = {ADA}

    assert await remind(net) == []


async def test_a_reminder_waits_until_it_is_known_whose_it_is(net: Net) -> None:
    await wished(net)
    net.later(days=49)
    net.room.outsiders = None
    assert await remind(net) == []
    net.room.outsiders = set()

    assert len(await remind(net)) == 1


async def test_the_decision_about_a_submission_of_somebody_who_left_is_not_sent_to_them(
    collection: Database,
) -> None:
    review = Review(collection)
    number = await review.submit()
    await review.notice(number)
    review.room.outsiders = {ADA}

    said = await review.say(f"!annehmen {number}")

    assert await review.told(ADA) == []
    assert any("nicht zustellen" in each or "erreich" in each for each in said)


# --- the management room


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (RoomFault.NO_INVITATION, "weil man ihn ohne Einladung betreten kann"),
        (RoomFault.WORLD_READABLE, "weil jede Person darin mitlesen kann"),
    ],
)
async def test_in_an_open_management_room_nobody_decides(
    collection: Database, fault: RoomFault, why: str
) -> None:
    review = Review(collection)
    number = await review.submit()
    await review.notice(number)
    review.room.faults = {fault}

    for said in (await review.say(f"!annehmen {number}"), await review.react("✅", number)):
        assert len(said) == 1
        assert said[0].startswith("Die Befehle des Netzwerkmanagements führe ich in diesem Raum")
        assert why in said[0]
    assert (await review.get(number)).state == "open"
    assert "Köln" in (await review.say("!leitlinie Köln"))[0]
    review.room.faults = set()
    assert "angenommen" in (await review.say(f"!annehmen {number}"))[0]


async def test_an_unencrypted_management_room_works(collection: Database) -> None:
    review = Review(collection)
    number = await review.submit()
    await review.notice(number)
    review.room.faults = {RoomFault.UNENCRYPTED}

    assert "angenommen" in (await review.say(f"!annehmen {number}"))[0]


# --- the devices of managers

UNSIGNED, SIGNED = SendingDevice("FREMD", signed=False), SendingDevice("HANDY", signed=True)


async def test_a_command_from_an_unsigned_device_is_told_once_and_done(
    collection: Database,
) -> None:
    review = Review(collection)
    await review.say("!offen", device=SIGNED)
    assert len(await review.say("!offen", device=UNSIGNED)) == 2
    assert len(await review.say("!offen", device=UNSIGNED)) == 1
    told = [c["body"] for c in review.room.contents if "FREMD" in c["body"]]

    assert len(told) == 1
    assert told[0].startswith(f"Hinweis: {BO} hat hier einen Befehl von einem Gerät gegeben")


@pytest.mark.parametrize(("device", "done"), [(SIGNED, True), (UNSIGNED, False), (None, False)])
async def test_only_signed_devices_decide_if_that_is_configured(
    collection: Database, device: SendingDevice | None, *, done: bool
) -> None:
    review = Review(collection)
    number = await review.submit()
    await review.notice(number)
    review.room.live.settings = replace(review.room.settings, verified_only=True)

    said = await review.say(f"!annehmen {number}", device=device)

    assert ("nur quersignierte" in said[0]) is not done
    assert (await review.get(number)).state == ("accepted" if done else "open")


async def test_a_reaction_has_no_device_and_decides_nothing_then(collection: Database) -> None:
    review = Review(collection)
    number = await review.submit()
    await review.notice(number)
    review.room.live.settings = replace(review.room.settings, verified_only=True)

    assert "Bitte verwenden Sie den Befehl." in (await review.react("✅", number))[0]
    assert (await review.get(number)).state == "open"


# --- the calendar


async def test_leaving_the_last_room_revokes_the_token(net: Net) -> None:
    async with net.database.transaction() as tx:
        await put(tx, "feed_token", user_id=ADA)
    net.room.outsiders = None
    await _turn(net)
    async with net.database.transaction() as tx:
        assert len(list(await tx.execute_fetchall("SELECT * FROM feed_token"))) == 1
    net.room.outsiders = {ADA}
    await _turn(net)

    async with net.database.transaction() as tx:
        assert list(await tx.execute_fetchall("SELECT * FROM feed_token")) == []


async def _turn(net: Net) -> None:
    async with net.database.transaction() as tx:
        await revoke_of_leavers(net.context(tx))
