"""What managers did on a telephone, and what became of it."""

import pytest

from storage.database import Database
from tests.support.meeting_fixtures import NETWORK, Net
from tests.support.reviewing import ADA, BO, LINK, Review

MEETING = (
    "!termin neu netzwerktreffen »Netzwerktreffen 2027« 4.3.2027 13 Uhr bis 5.3.2027 14 Uhr"
    " Bonn, Stadthalle, Anmeldung bis 5.2.2027"
)
SERIES = "!termin neu online-konferenz »Runde« jeden zweiten Dienstag im Monat 10 Uhr"
NEW = "!termin neu ag Sprechstunde 14.1.2027 10 Uhr"
PREVIEW = "Stimmt das?"


# --- dates


@pytest.mark.parametrize(
    ("asked", "verbs"),
    [
        ("!hilfe", ("termin neu",)),
        ("!hilfe termin", ("termin neu", "verlegen", "absagen", "programm")),
        ("!termin", ("termin neu", "verlegen", "absagen", "programm")),
    ],
)
async def test_how_to_make_a_date_is_found_where_one_looks(
    net: Net, asked: str, verbs: tuple[str, ...]
) -> None:
    said = "\n".join(await net.say(asked))

    assert [verb for verb in verbs if verb not in said] == []


async def test_a_word_that_comes_near_is_offered_with_its_words(net: Net) -> None:
    said = "\n".join(await net.say("!neuer termin"))

    assert "netzwerk" not in said


async def test_the_annual_meeting_is_one_line_and_one_word(net: Net) -> None:
    [told] = await net.say(MEETING)
    assert "Donnerstag, 4. März 2027, 13:00 Uhr bis Freitag, 5. März 2027, 14:00 Uhr" in told
    assert "Ort: Bonn, Stadthalle" in told
    assert "Anmeldung bis Freitag, 5. Februar 2027" in told

    await net.say("ja")
    assert len(await net.all()) == 1


async def test_a_bare_yes_in_the_room_saves(net: Net) -> None:
    await net.say(NEW)
    [saved] = await net.say("ja")

    assert saved.startswith("Gespeichert: Termin Nr. 1")


async def test_a_programme_can_be_typed_on_a_telephone(net: Net) -> None:
    await net.say(MEETING)
    await net.say("ja")
    said = "\n".join(
        await net.say(
            "!termin programm 1\n4.3. 13:00 Begrüßung (Großer Saal)\n4.3. 14 Uhr Losverfahren"
        )
    )

    assert "Begrüßung" in said


async def test_a_series_shows_some_of_its_dates_and_their_numbers(net: Net) -> None:
    [told] = await net.say(SERIES)
    assert "die ersten 5 davon:" in told
    await net.say("ja")

    [shown] = await net.say("!termin 2")
    assert [n for n in (1, 3, 4, 5, 6) if f"– Nr. {n}: " not in shown] == []


async def test_a_moved_and_a_cancelled_date_are_told_in_the_room_itself(net: Net) -> None:
    await net.say(NEW)
    await net.say("ja")
    post = await net.announcement(1)
    for line, first in (
        (
            "!termin verlegen 1 21.1.2027",
            "Termin Nr. 1, Arbeitsgruppe »Sprechstunde«, ist verlegt.",
        ),
        ("!termin absagen 1", "Abgesagt: Termin Nr. 1"),
    ):
        await net.say(line)
        await net.say("ja")
        told = [each for each in await net.contents() if "m.new_content" not in each]
        [change] = [each for each in told if each["body"].startswith(first)]
        assert change["msgtype"] == "m.text"
        assert change["m.relates_to"] == {"m.in_reply_to": {"event_id": post}}


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("gestern 10 Uhr", "vorbei"),
        ("31.11.2026 10 Uhr", "31"),
        ("14.1.2027 25 Uhr", "25"),
        ("14.1.2027 11:00-10:00", "Ende"),
        ("Montag, 14.1.2027 10 Uhr", "Donnerstag"),
        ("28.3.2027 2:30", "Uhr"),
    ],
)
async def test_a_time_that_cannot_be_is_explained(net: Net, words: str, read: str) -> None:
    said = "\n".join(await net.say(f"!termin neu ag Sprechstunde {words}"))

    assert read in said
    assert await net.all() == []


async def test_a_missing_kind_is_asked_for_with_the_four_kinds(net: Net) -> None:
    [said] = await net.say("!termin neu Workshop »X« 14.1.2027 10 Uhr")

    assert "Es gibt 4 Arten" in said


async def test_of_two_new_dates_in_one_message_none_becomes_a_description(net: Net) -> None:
    said = "\n".join(await net.say(f"{NEW}\n!termin neu ag Zweite 15.1.2027 10 Uhr"))

    assert said.count("Neuer Termin, Arbeitsgruppe") == 2
    assert "!termin neu" not in said


# --- submissions


async def test_accepting_twice_or_refusing_afterwards_changes_nothing(review: Review) -> None:
    number = await review.submit()
    await review.react("✅", number)
    assert (await review.get(number)).state == "accepted"

    assert "schon entschieden" in "\n".join(await review.say(f"!annehmen {number}"))
    await review.react("❌", number)
    assert (await review.get(number)).state == "accepted"


async def test_a_reason_beside_the_thread_is_noticed(review: Review) -> None:
    number = await review.submit()
    await review.react("❌", number)
    said = "\n".join(await review.say("Das ist nur ein Entwurf."))

    assert f"Soll das der Grund zu Nr. {number} sein?" in said


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("!annehmen", "accepted"),
        ("!ablehnen Das ist nur ein Entwurf.", "refused"),
        ("!rückfrage Gilt das noch?", "open"),
    ],
)
async def test_a_reply_to_the_notice_needs_no_number(
    review: Review, words: str, state: str
) -> None:
    number = await review.submit()
    await review.say(words, reply_to=await review.notice(number))

    assert (await review.get(number)).state == state


async def test_a_plain_question_below_the_notice_is_asked_about(review: Review) -> None:
    number = await review.submit()
    said = "\n".join(
        await review.say("Gilt die Fassung noch?", reply_to=await review.notice(number))
    )

    assert "Rückfrage" in said


async def test_an_unknown_municipality_needs_its_kind_and_land_and_says_how(review: Review) -> None:
    number = await review.submit("Musterstadt")
    for words in (f"!annehmen {number}", f"!annehmen {number} Hessen"):
        said = "\n".join(await review.say(words))
        assert "Stadt" in said
        assert (await review.get(number)).state == "open"
    await review.say(f"!annehmen {number} Stadt Hessen")

    assert (await review.get(number)).state == "accepted"


async def test_the_same_link_twice_is_recognised(review: Review) -> None:
    first, second = await review.submit(), await review.submit()
    said = "\n".join(await review.say(f"!einreichung {second}"))

    assert f"Um dasselbe geht es in Einreichung Nr. {first}." in said


async def test_the_queue_and_one_submission_are_shown(review: Review) -> None:
    number = await review.submit()

    assert f"Nr. {number}" in "\n".join(await review.say("!offen"))
    assert LINK in "\n".join(await review.say(f"!einreichung {number}"))


# --- the collection, attendance, status


async def test_a_forgotten_colon_changes_the_title_all_the_same(review: Review) -> None:
    said = "\n".join(await review.say("!eintrag ändern Brühl Titel Leitlinien"))

    assert "Leitlinien" in said
    assert "keinen Eintrag" not in said


async def test_of_two_entries_one_is_chosen(review: Review) -> None:
    said = "\n".join(await review.say("!eintrag ändern Kiel Titel: Leitlinien"))

    assert "1. " in said
    assert "2. " in said


async def test_the_last_change_is_taken_back(review: Review) -> None:
    await review.say("!eintrag ändern Brühl Titel: Leitlinien")
    await review.say("!eintrag ja")
    said = "\n".join(await review.say("!rückgängig"))

    assert "Rückgängig machen:" in said


@pytest.mark.parametrize("asked", ["!teilnahme 1", "!teilnahme"])
async def test_who_comes_is_shown_in_one_line(net: Net, asked: str) -> None:
    await net.create()
    await net.ask("!dabei 1", sender=ADA)
    await net.read()
    said = "\n".join(await net.say(asked))

    assert "1 dabei" in said


async def test_the_state_is_told_in_a_few_lines_for_people(review: Review) -> None:
    [said] = await review.say("!status")

    assert said.count("\n– ") <= 5
    assert "!status genau" in said


@pytest.mark.parametrize("typed", ["!offen", "!status", "!termin neu"])
async def test_elsewhere_a_manager_learns_where_the_command_is(
    database: Database, typed: str
) -> None:
    net = Net(database)
    said = "\n".join(await net.room.say(typed, sender=BO, direct=True, room_id=NETWORK[0]))

    assert "nur im Raum des Netzwerkmanagements" in said
