"""!termin neu alone asks for a date step by step in the direct chat."""

import pytest

from commands.meetings.dialogue import MEETING
from storage.conversation import awaited
from tests.support.meeting_fixtures import BO, Net

CHAT = "!direkt-bo:example.org"
ANSWERS = (
    "1",
    "Losverfahren",
    "14.1.2027 10:00-11:30",
    "https://x.example/1",
    "Bitte Fragen mitbringen.",
    "5.1.2027",
)


async def begin(net: Net) -> str:
    [told] = await net.say("!termin neu")
    assert "im Direktchat" in told
    return "\n\n".join(await net.read(BO))


async def answer(net: Net, *said: str) -> str:
    """The last answer; the bot is started anew for each."""
    told = ""
    for words in said:
        net.restart()
        told = "\n\n".join(await net.ask(words, BO))
    return told


async def test_every_step_says_its_number_and_an_example(net: Net) -> None:
    told = [await begin(net)]
    told += [await answer(net, said) for said in ANSWERS]

    labels = ("Art", "Titel", "Zeit", "Ort oder Link", "Beschreibung", "Anmeldung bis", "Vorschau")
    for number, (question, label) in enumerate(zip(told, labels, strict=True), start=1):
        assert f"Schritt {number} von 7: {label}" in question
        assert "um Beispiel" in question


async def test_what_was_answered_is_shown_saved_and_announced(net: Net) -> None:
    await begin(net)
    preview = await answer(net, *ANSWERS)
    assert (
        "1. Art: Online-Konferenz\n2. Titel: Losverfahren\n"
        "3. Zeit: Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr\n"
        "4. Ort oder Link: https://x.example/1\n5. Beschreibung: Bitte Fragen mitbringen.\n"
        "6. Anmeldung bis: Dienstag, 5. Januar 2027, 23:59 Uhr"
    ) in preview
    assert await net.all() == []

    told = await answer(net, "senden")
    assert told.startswith("Gespeichert: Termin Nr. 1, Online-Konferenz »Losverfahren«.")
    [meeting] = await net.all()
    assert (meeting.starts, meeting.ends) == ("2027-01-14T10:00", "2027-01-14T11:30")
    assert (meeting.register_by, meeting.created_by) == ("2027-01-05T23:59", BO)
    assert len(await net.read()) == 1


async def test_kind_title_and_time_are_enough(net: Net) -> None:
    await begin(net)
    await answer(net, "ag", "»Kinder«", "jeden ersten Dienstag im Monat 10 Uhr")
    preview = await answer(net, "vorschau")
    assert "3. Zeit: jeden ersten Dienstag im Monat; Dienstag, 1. Dezember 2026, 10:00" in preview
    await answer(net, "senden")

    made = await net.all()
    assert len(made) == 13
    assert (made[0].title, made[0].ends) == ("Kinder", "2026-12-01T11:00")


@pytest.mark.parametrize(
    ("before", "wrong", "why"),
    [
        (0, "Feier", "Diese Art kenne ich nicht."),
        (1, "x" * 201, "zu lang (höchstens 200 Zeichen)"),
        (2, "bald", "Ich finde darin kein Datum."),
        (2, "31.2.2027 10 Uhr", "gibt es nicht"),
        (2, "5.3.2020 10 Uhr", "schon vorbei"),
        (2, "jeden Dienstag bis 1.1.2020 10 Uhr", "vorbei"),
        (3, "x" * 301, "zu lang (höchstens 300 Zeichen)"),
        (4, "x" * 2001, "zu lang (höchstens 2000 Zeichen)"),
        (5, "bald", "verstehe ich nicht als Datum"),
    ],
)
async def test_a_wrong_answer_is_told_why_and_asked_again(
    net: Net, before: int, wrong: str, why: str
) -> None:
    await begin(net)
    await answer(net, *ANSWERS[:before])

    told = await answer(net, wrong)
    assert why in told
    assert f"Schritt {before + 1} von 7" in told
    assert "Gespeichert" in await answer(net, *ANSWERS[before:], "senden")


@pytest.mark.parametrize(
    ("words", "number", "hour"),
    [
        ("31.10.2027 2:30", "1", "2027-10-31T00:30"),
        ("31.10.2027 2:30", "2", "2027-10-31T01:30"),
        ("28.3.2027 2:30", "1", "2027-03-28T00:30"),
        ("28.3.2027 2:30", "2", "2027-03-28T01:30"),
        ("Dienstag 14.1.2027 10 Uhr", "3", "2027-01-14T09:00"),
        ("jeden zweiten Mittwoch 10 Uhr", "2", "2026-12-09T09:00"),
    ],
)
async def test_what_is_unclear_is_asked_about_and_chosen_by_number(
    net: Net, words: str, number: str, hour: str
) -> None:
    await begin(net)
    asked = await answer(net, *ANSWERS[:2], words)
    assert "Möglichkeiten:" in asked
    assert "Verstanden habe ich:" in await answer(net, number)
    await answer(net, "vorschau", "senden")

    assert f"{(await net.all())[0].starts_at:%Y-%m-%dT%H:%M}" == hour


async def test_what_was_not_used_of_a_time_is_said(net: Net) -> None:
    await begin(net)

    told = await answer(net, *ANSWERS[:2], "14.1.2027 10 Uhr im Rathaus")
    assert "Nicht verwendet habe ich: »im Rathaus«." in told


async def test_a_day_without_a_time_is_enough_for_some_kinds_only(net: Net) -> None:
    await begin(net)
    told = await answer(net, "1", "X", "14.1.2027", "vorschau", "senden")
    assert "Um wie viel Uhr?" in told
    assert "Schritt 3 von 7: Zeit" in told
    await answer(net, "14.1.2027 10 Uhr", "senden", "senden")
    assert (await net.all())[0].starts == "2027-01-14T10:00"

    await begin(net)
    await answer(net, "frist", "X", "14.1.2027", "vorschau", "senden")
    assert (await net.get(2)).all_day


async def test_a_date_that_passed_during_the_dialogue_is_not_saved(net: Net) -> None:
    await begin(net)
    await answer(net, "1", "X", "heute 10:30", "vorschau")
    net.later(hours=1)

    assert "schon vorbei" in await answer(net, "senden")
    assert await net.all() == []


async def test_who_is_no_manager_any_more_saves_nothing(net: Net) -> None:
    await begin(net)
    await answer(net, *ANSWERS)
    net.managers = frozenset()

    assert "nichts gespeichert" in await answer(net, "senden")
    assert await net.all() == []


async def test_a_preview_in_the_room_gives_way_to_the_dialogue(net: Net) -> None:
    await net.say("!termin neu ag »X« 14.1.2027 10 Uhr")

    assert "Schritt 1 von 7" in await begin(net)
    async with net.database.transaction() as tx:
        kept = await awaited.alone(tx, BO)
    assert kept is not None
    assert kept.kind == MEETING.kind


async def test_the_preview_shows_the_usual_end_that_is_announced(net: Net) -> None:
    await begin(net)
    preview = await answer(net, "1", "Losverfahren", "14.1.2027 10 Uhr", "vorschau")
    assert "3. Zeit: Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr (übliche Dauer)" in preview

    preview = await answer(net, "Art", "3")
    assert "10:00 bis 11:00 Uhr (übliche Dauer)" in preview
    await answer(net, "senden")
    [meeting] = await net.all()
    assert meeting.ends == "2027-01-14T11:00"


async def test_an_end_that_was_given_stays(net: Net) -> None:
    await begin(net)
    preview = await answer(net, "1", "Losverfahren", "14.1.2027 10-12 Uhr", "vorschau")

    assert "10:00 bis 12:00 Uhr" in preview
    assert "übliche Dauer" not in preview


async def test_a_series_shows_the_usual_end_too(net: Net) -> None:
    await begin(net)
    time = "jeden ersten Dienstag im Monat 10 Uhr"
    preview = await answer(net, "1", "Losverfahren", time, "vorschau")

    assert "bis 11:30 Uhr (übliche Dauer)" in preview
