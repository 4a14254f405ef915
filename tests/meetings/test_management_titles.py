"""A manager may name a meeting by its title where a number is expected."""

import pytest

from tests.support.meeting_fixtures import Net

SERIES = "!termin neu ag Digitale Beteiligung jeden zweiten Dienstag im Monat 10 Uhr"


async def two_meetings(net: Net) -> None:
    await net.create(title="Losverfahren")
    await net.create(
        title="Digitale Beteiligung", starts="2027-02-09T10:00", ends="2027-02-09T12:00"
    )
    await net.read()


@pytest.mark.parametrize(
    "words",
    [
        "Losverfahren 21.1.2027",
        "losverfahren auf den 21.1.2027",
        "»Losverfahren« 21.1.2027 10 Uhr",
        "Losverfahren: 21.1.2027",
        "die Online-Konferenz Losverfahren 21.1.2027",
        "Losverfahren am 14.1. auf den 21.1.2027",
        "Losverfahren Januar 21.1.2027 10 Uhr",
    ],
)
async def test_a_title_moves_the_only_meeting_that_fits(net: Net, words: str) -> None:
    await two_meetings(net)

    [told] = await net.say(f"!termin verlegen {words}")

    assert "Bisher: Donnerstag, 14. Januar 2027, 10:00" in told
    assert "Neu: Donnerstag, 21. Januar 2027, 10:00" in told
    await net.say("!termin ja")
    assert (await net.get(1)).starts == "2027-01-21T10:00"


async def test_the_day_behind_a_title_is_the_new_one(net: Net) -> None:
    """Its old day is a Tuesday, too: the title is as short as it can be before a time."""
    await two_meetings(net)

    [told] = await net.say("!termin verlegen Digitale Beteiligung Dienstag 10 Uhr")

    assert "Neu: Dienstag, 1. Dezember 2026, 10:00" in told


async def test_several_meetings_are_offered_by_number(net: Net) -> None:
    await net.say(SERIES)
    await net.say("!termin ja")

    [told] = await net.say("!termin verlegen Digitale Beteiligung 14 Uhr")
    assert "Welchen Termin meinen Sie? Es kommen in Frage (die ersten 9 von 13):" in told
    assert (
        "2. Termin Nr. 2, Arbeitsgruppe »Digitale Beteiligung«, Dienstag, 12. Januar 2027" in told
    )

    [told] = await net.say("2")
    assert "Neu: Dienstag, 12. Januar 2027, 14:00" in told


async def test_a_month_behind_the_title_says_which_of_a_series(net: Net) -> None:
    await net.say(SERIES)
    await net.say("!termin ja")

    [told] = await net.say("!termin verlegen Digitale Beteiligung Februar 16.2.2027 10 Uhr")
    assert "Bisher: Dienstag, 9. Februar 2027, 10:00" in told
    assert "Neu: Dienstag, 16. Februar 2027, 10:00" in told


async def test_a_cancellation_takes_the_longest_title_and_the_rest_as_its_reason(net: Net) -> None:
    await two_meetings(net)

    [told] = await net.say("!termin absagen Digitale Beteiligung Februar Referentin krank")
    assert "»Digitale Beteiligung«" in told
    assert "Grund: Referentin krank\n" in told


async def test_a_whole_series_can_be_named_by_its_title(net: Net) -> None:
    await net.say(SERIES)
    await net.say("!termin ja")

    [told] = await net.say("!termin absagen Digitale Beteiligung alle Zu wenig Zeit")
    assert "Absage: Reihe »Digitale Beteiligung«, 13 Termine" in told


async def test_a_field_and_a_programme_follow_a_title(net: Net) -> None:
    await two_meetings(net)

    [told] = await net.say("!termin ändern Losverfahren ort Bonn, Stadthalle")
    assert "Bonn, Stadthalle" in told
    [told] = await net.say("!termin programm Losverfahren\n14.1. 10:00 Begrüßung (Saal)")
    assert "Begrüßung" in told


async def test_a_title_that_nothing_has_is_said_kindly_with_the_next_step(net: Net) -> None:
    await two_meetings(net)

    [told] = await net.say("!termin verlegen Kinderkonferenz 21.1.2027")
    assert told == (
        "Zu »Kinderkonferenz 21.1.2027« finde ich keinen Termin, der noch kommt. Die Nummern zeigt"
        " !termine; dann schreiben Sie zum Beispiel: !termin verlegen 12 21.1.2027 10 Uhr"
    )
    net.later(days=100)
    assert "finde ich keinen Termin" in (await net.say("!termin absagen Losverfahren"))[0]


async def test_a_title_without_a_time_asks_for_the_time_with_its_number(net: Net) -> None:
    await two_meetings(net)

    [told] = await net.say("!termin verlegen Losverfahren")
    assert told == "Auf wann? Zum Beispiel: !termin verlegen 1 21.1.2027 10:00-11:30"


async def test_below_the_announcement_neither_number_nor_title_is_needed(net: Net) -> None:
    await two_meetings(net)
    post = await net.announcement(2)

    [told] = await net.say("!termin absagen Krank", reply_to=post)
    assert "»Digitale Beteiligung«" in told
    assert "Grund: Krank\n" in told


async def test_a_time_without_any_title_asks_which_meeting(net: Net) -> None:
    await two_meetings(net)

    [told] = await net.say("!termin verlegen 21.1.2027 10 Uhr")
    assert "Welchen Termin meinen Sie?" in told


async def test_members_name_a_meeting_by_its_title_too(net: Net) -> None:
    await two_meetings(net)

    [told] = await net.ask("!erinnern Digitale Beteiligung 2 Tage")
    assert "Sonntag, 7. Februar 2027, 10:00 Uhr" in told
    [told] = await net.ask("!nichterinnern Digitale Beteiligung")
    assert "»Digitale Beteiligung«" in told
    assert "Losverfahren" in (await net.ask("!dabei Losverfahren"))[0]


# --- in ordinary German


@pytest.mark.parametrize(
    "words",
    [
        "bitte verlegen Sie das Losverfahren auf den 21.1.2027 10 Uhr",
        "können wir Losverfahren bitte auf den 21.1.2027 verschieben",
        "Termin 1 auf den 21.1.2027 verlegen",
        "verschieb bitte den Termin Losverfahren auf den 21. Januar 2027 um 10 Uhr",
    ],
)
async def test_the_management_moves_a_date_in_ordinary_german(net: Net, words: str) -> None:
    await two_meetings(net)

    [told] = await net.say(f"Netzwerkbot, {words}")

    assert "Neu: Donnerstag, 21. Januar 2027, 10:00" in told
    assert (await net.get(1)).starts == "2027-01-14T10:00"


@pytest.mark.parametrize(
    "words",
    [
        "bitte sagen Sie das Losverfahren ab",
        "sag das Losverfahren ab",
        "bitte Termin Losverfahren absagen",
        "können Sie den Termin 1 absagen?",
    ],
)
async def test_the_management_cancels_a_date_in_ordinary_german(net: Net, words: str) -> None:
    await two_meetings(net)

    [told] = await net.say(f"Netzwerkbot, {words}")

    assert told.startswith("Absage: Termin Nr. 1, Online-Konferenz »Losverfahren«")
    assert (await net.get(1)).state == "planned"


@pytest.mark.parametrize(
    "words",
    [
        "ich muss das Losverfahren leider absagen",
        "das Losverfahren wurde verlegt",
        "wann wurde das Losverfahren verlegt?",
        "bitte das Losverfahren nicht verlegen",
    ],
)
async def test_what_moves_no_date_shows_no_preview(net: Net, words: str) -> None:
    await two_meetings(net)

    for told in await net.say(f"Netzwerkbot, {words}"):
        assert "Stimmt das?" not in told


async def test_a_member_cannot_move_a_date_in_ordinary_german(net: Net) -> None:
    await two_meetings(net)

    [told] = await net.ask("Bitte verlegen Sie das Losverfahren auf den 21.1.2027 10 Uhr")
    assert told.startswith("Das habe ich leider nicht verstanden.")
