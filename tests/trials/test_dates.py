"""What members did to say whether they come, or to be reminded, and what became of it."""

import pytest

from storage.database import Database
from storage.meetings import rsvp
from tests.support.meeting_fixtures import ADA, NETWORK, Net


@pytest.fixture
async def announced(net: Net) -> str:
    """One date is to come; its announcement."""
    await net.create()
    return await net.announcement(1)


async def answer(database: Database) -> str | None:
    async with database.transaction() as tx:
        found = await rsvp.of_meeting(tx, 1)
    return found[0].answer if found else None


@pytest.mark.parametrize(
    ("key", "counted"),
    [
        ("✅", "yes"),
        ("👍", "yes"),
        ("✔️", "yes"),
        ("☑️", "yes"),
        ("❌", "no"),
        ("👎", "no"),
        ("✖️", "no"),
        ("❔", "maybe"),
        ("❤️", None),
        ("🎉", None),
    ],
)
async def test_a_reaction_counts_if_it_can_mean_only_one_thing(
    net: Net, announced: str, key: str, counted: str | None
) -> None:
    await net.room.react(key, announced, sender=ADA, room_id=NETWORK[0])

    assert await answer(net.database) == counted


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("bin dabei", "yes"),
        ("Ich bin dabei!", "yes"),
        ("ja", "yes"),
        ("dabei", "yes"),
        ("!dabei", "yes"),
        ("!dabei 1", "yes"),
        ("!dabei Nr. 1", "yes"),
        ("!dabei #1", "yes"),
        ("kann leider nicht", "no"),
        ("nein", "no"),
    ],
)
async def test_a_reply_to_the_announcement_counts(
    net: Net, announced: str, words: str, counted: str
) -> None:
    await net.ask(words, reply_to=announced)

    assert await answer(net.database) == counted


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("!dabei", "yes"),
        ("!dabei Losverfahren", "yes"),
        ("!dabei 1 mit zwei Kolleginnen", "yes"),
        ("!anmelden 1", "yes"),
        ("!teilnehmen 1", "yes"),
        ("!komme 1", "yes"),
        ("!absagen 1", "no"),
        ("!abmelden", "no"),
        ("!nichtdabei 1", "no"),
        ("!nicht dabei 1", "no"),
    ],
)
async def test_other_words_for_the_command_are_understood(
    net: Net, announced: str, words: str, counted: str
) -> None:
    assert announced
    said = await net.ask(words)

    assert await answer(net.database) == counted
    assert "Meinten Sie" not in said[0]


async def test_a_manager_who_writes_absagen_is_asked_which_of_two_is_meant(
    net: Net, announced: str
) -> None:
    assert announced
    [said] = await net.say("!absagen 1")

    assert "1. den Termin für alle absagen" in said
    assert "2. nur sagen, dass ich nicht komme" in said


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("!erinnern 1 eine stunde vorher", "14. Januar 2027, 9:00"),
        ("!erinnern 1 2 Tage vorher", "12. Januar 2027, 10:00"),
        ("!erinnern 1 einen Tag", "13. Januar 2027, 10:00"),
        ("!erinnern 1 30 Minuten vorher", "14. Januar 2027, 9:30"),
        ("!erinnern 1 morgen", "Wie lange vorher soll ich Sie erinnern?"),
        ("!erinnern 1 am 1.3.", "Wie lange vorher soll ich Sie erinnern?"),
        ("!erinnern", "Termin Nr. 1"),
        ("!kalender", "1 Termin als Datei für Ihren Kalender"),
    ],
)
async def test_a_reminder_is_ordered_as_one_would_say_it(
    net: Net, announced: str, words: str, read: str
) -> None:
    assert announced
    assert read in (await net.ask(words))[0].replace("09:", "9:")


async def test_a_sentence_that_begins_like_the_command_is_asked_about(
    net: Net, announced: str
) -> None:
    assert announced
    [said] = await net.ask("erinnere mich morgen um 9", direct=True)

    assert "hilfe erinnern" in said
