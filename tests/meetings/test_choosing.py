"""Which meeting is meant without its number: the only one, one by words, or one to choose."""

import pytest

from storage.conversation import awaited
from tests.meetings.test_management import preview
from tests.support.meeting_fixtures import BO, CORA, NEW, Net
from tests.support.say import MANAGEMENT

ADA = "@ada:example.org"


async def ask(net: Net, words: str) -> str:
    [said] = await net.room.say(words, sender=ADA)
    return said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("!dabei", "Sie sind dabei: Termin Nr. 1,"),
        ("!anmelden", "Sie sind dabei: Termin Nr. 1,"),
        ("!teilnehmen 1", "Sie sind dabei: Termin Nr. 1,"),
        ("!komme Losverfahren", "Sie sind dabei: Termin Nr. 1,"),
        ("!dabei 1 mit zwei Kolleginnen", "Sie sind dabei: Termin Nr. 1,"),
        ("!dabei 14.1.", "Sie sind dabei: Termin Nr. 1,"),
        ("!dabei am 14. Januar", "Sie sind dabei: Termin Nr. 1,"),
        ("!absagen", "Sie sind nicht dabei: Termin Nr. 1,"),
        ("!abmelden 1", "Sie sind nicht dabei: Termin Nr. 1,"),
        ("!nicht dabei 1", "Sie sind nicht dabei: Termin Nr. 1,"),
        ("!termin", "Termin Nr. 1,"),
        ("!erinnern", "Ich erinnere Sie"),
        ("!erinnern 2 Tage", "Ich erinnere Sie"),
    ],
)
async def test_the_only_one_to_come_is_meant(net: Net, words: str, said: str) -> None:
    await net.create()
    await net.read()

    assert said in await ask(net, words)


async def test_several_become_a_choice_and_words_choose(net: Net) -> None:
    await net.create()
    await net.create(title="Jahrestreffen", kind="netzwerktreffen")
    await net.read()

    asked = await ask(net, "!dabei")
    assert asked.startswith("Welchen Termin meinen Sie? Es kommen in Frage (2 Termine):\n\n1. ")
    assert (await ask(net, "2")).startswith("Sie sind dabei: Termin Nr. 2,")
    assert (await ask(net, "!dabei Jahrestreffen")).startswith("Sie sind dabei: Termin Nr. 2,")
    assert "1. " in await ask(net, "!erinnern 2 Tage")
    assert "Termin Nr. 1" in await ask(net, "die erste")


async def test_nothing_to_come_is_said_and_two_numbers_are_too_many(net: Net) -> None:
    assert (await ask(net, "!dabei")).startswith("Zurzeit steht kein Termin an.")
    await net.create()
    await net.read()
    assert "dabei:" not in await ask(net, "!dabei 1 und 2")


async def test_the_management_is_asked_which_absagen_it_means(net: Net) -> None:
    await net.create()
    await net.read()
    [asked] = await net.say("!absagen 1")
    assert "1. den Termin für alle absagen\n2. nur sagen, dass ich nicht komme" in asked

    [declined] = await net.say("2")
    assert declined.startswith("Sie sind nicht dabei: Termin Nr. 1,")
    assert (await net.get(1)).state == "planned"
    await net.say("!absagen 1")
    [shown] = await net.say("1")
    assert shown.startswith("Absage: ")


async def test_attendance_needs_no_number_either(net: Net) -> None:
    await net.create()
    await net.read()

    [told] = await net.say("!teilnahme")
    assert told.startswith("Teilnahme: Termin Nr. 1,")


# --- previews


async def test_a_preview_that_is_replaced_says_so_and_so_does_its_check_mark(net: Net) -> None:
    await net.say(NEW)
    first = await preview(net)
    edit, second = await net.say(NEW.replace("Losverfahren", "Bürgerrat"))

    assert edit.startswith("* Ersetzt durch die Vorschau darunter.")
    assert "Bürgerrat" in second
    [said] = await net.room.react("👍", first, sender=BO, room_id=MANAGEMENT)
    assert said.startswith("Diese Vorschau ist durch eine neuere ersetzt.")
    assert await net.all() == []
    now = await preview(net)
    [others] = await net.room.react("✅", now, sender=CORA, room_id=MANAGEMENT)
    assert "zu dem Befehl von jemand anderem" in others
    [saved] = await net.room.react("👍🏽", now, sender=BO, room_id=MANAGEMENT)
    assert saved.startswith("Gespeichert: Termin Nr. 1, Online-Konferenz »Bürgerrat«.")


async def test_a_bare_yes_means_the_only_preview_for_an_hour(net: Net) -> None:
    await net.say(NEW)
    assert await net.say("ja", sender=CORA) == []
    assert (await net.say("Ja"))[0].startswith("Gespeichert: Termin Nr. 1,")
    assert await net.say("ja") == []

    await net.say(NEW.replace("Losverfahren", "Bürgerrat"))
    net.later(hours=2)
    assert await net.say("ja") == []


async def test_a_replaced_preview_is_forgotten_in_time_and_a_waiting_one_is_not(net: Net) -> None:
    await net.say(NEW)
    await net.say(NEW.replace("Losverfahren", "Bürgerrat"))
    now = await preview(net)
    net.later(days=31)
    async with net.database.transaction() as tx:
        await awaited.forget_replaced(tx, "-preview", net.now)
        rows = await tx.execute_fetchall("SELECT event_id FROM outbox WHERE subject IS NOT NULL")
        assert [row["event_id"] for row in rows] == [now]
