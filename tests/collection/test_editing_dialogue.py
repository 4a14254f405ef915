"""!eintrag neu alone asks for an entry step by step in the direct chat."""

import pytest

from storage.conversation import awaited
from tests.support.editing_fixtures import BO, Desk

CHAT = "!direkt-bo:example.org"
ANSWERS = (
    "Aachen",
    "1",
    "Leitlinien Bürgerbeteiligung",
    "Leitlinien",
    "beschlossen 25.6.2015, fortgeschrieben 2020",
    "Rat der Stadt",
    "Regelt, wie Vorhaben bekannt werden.",
    "Leitlinien https://aachen.example/1\nhttps://aachen.example/2",
    "Auskunft der Kommune",
)


async def begin(desk: Desk) -> str:
    assert "im Direktchat" in await desk.say("!eintrag neu")
    return "\n\n".join(await desk.room.read(BO))


async def answer(desk: Desk, *said: str) -> str:
    """The last answer; the bot is started anew for each."""
    told = ""
    for words in said:
        managers = desk.room.managers
        desk.restart()
        desk.room.managers = managers
        told = "\n\n".join(await desk.room.say(words, sender=BO, room_id=CHAT, direct=True))
    return told


async def test_every_step_says_its_number_and_an_example(desk: Desk) -> None:
    told = [await begin(desk)]
    told += [await answer(desk, said) for said in ANSWERS]

    labels = ("Kommune", "Liste", "Titel", "Art", "Status", "Gremium", "Zusammenfassung")
    last = ("Links", "Quelle", "Vorschau")
    for number, (question, label) in enumerate(zip(told, labels + last, strict=True), start=1):
        assert f"Schritt {number} von 10: {label}" in question
        assert "um Beispiel" in question or "2 Möglichkeiten" in question or label == "Liste"


async def test_what_was_answered_is_shown_and_saved_in_the_end(desk: Desk) -> None:
    await begin(desk)
    preview = await answer(desk, *ANSWERS)
    assert (
        "1. Kommune: Aachen\n2. Liste: Bürgerbeteiligung\n3. Titel: Leitlinien Bürgerbeteiligung\n"
        "4. Art: Leitlinien\n"
        "5. Status: fortgeschrieben, beschlossen 25. Juni 2015, fortgeschrieben 2020\n"
        "6. Gremium: Rat der Stadt\n7. Zusammenfassung: Regelt, wie Vorhaben bekannt werden.\n"
    ) in preview
    assert await desk.entries("Aachen") == []

    told = await answer(desk, "senden")
    assert told.startswith("Gespeichert: Eintrag Nr. 122, Aachen, Liste Bürgerbeteiligung.")
    [entry] = await desk.entries("Aachen")
    assert (entry.adopted, entry.updated, entry.adopted_by) == (
        "2015-06-25",
        "2020",
        "Rat der Stadt",
    )
    assert [(link.label, link.url) for link in entry.links] == [
        ("Leitlinien", "https://aachen.example/1"),
        ("Leitlinien Bürgerbeteiligung", "https://aachen.example/2"),
    ]
    assert await desk.history(122) == [("created", BO)]


async def test_place_and_list_are_enough(desk: Desk) -> None:
    await begin(desk)
    await answer(desk, "Aachen", "kinder", "vorschau")
    assert "Gespeichert" in await answer(desk, "senden")
    [entry] = await desk.entries("Aachen")
    assert (entry.list, entry.title) == ("kinder_jugend", None)


async def test_an_unknown_place_is_asked_for_its_kind(desk: Desk) -> None:
    await begin(desk)
    told = await answer(desk, "Hinterstadt")
    assert "weder in der Sammlung noch im Gemeindeverzeichnis" in told
    assert "Hinterstadt, Stadt, Hessen" in told
    assert "Schritt 2 von 10" in await answer(desk, "Hinterstadt, Gemeinde, Hessen")


async def test_one_of_several_places_is_chosen(desk: Desk) -> None:
    await begin(desk)
    assert "passt mehr als eine Kommune" in await answer(desk, "Mühlhausen")
    assert "Schritt 2 von 10" in await answer(desk, "2")


async def test_what_is_already_there_is_told(desk: Desk) -> None:
    await begin(desk)
    assert "Zu dieser Kommune gibt es schon 2 Einträge:" in await answer(desk, "Bonn")


@pytest.mark.parametrize(
    ("step", "wrong", "why"),
    [
        (1, "vielleicht", "Diese Liste kenne ich nicht."),
        (2, "!?", "Es fehlt der Titel"),
        (4, "bald", "Diesen Stand verstehe ich nicht."),
        (7, "ftp://x.example/", "Diesen Link kann ich nicht annehmen"),
        (8, "x" * 501, "ist zu lang"),
    ],
)
async def test_what_does_not_fit_is_asked_again(
    desk: Desk, step: int, wrong: str, why: str
) -> None:
    await begin(desk)
    await answer(desk, *ANSWERS[:step])
    told = await answer(desk, wrong)
    assert why in told
    assert f"Schritt {step + 1} von 10" in told


async def test_who_is_no_manager_any_more_saves_nothing(desk: Desk) -> None:
    await begin(desk)
    await answer(desk, *ANSWERS)
    desk.room.managers.discard(BO)
    assert "Einträge anlegen kann nur" in await answer(desk, "senden")
    assert await desk.entries("Aachen") == []


async def test_it_takes_the_place_of_a_preview_and_none_takes_its_place(desk: Desk) -> None:
    await desk.say("!eintrag ändern 32 Titel: Neu")
    event = await desk.preview()
    assert (await desk.say("!eintrag neu")).startswith(
        "Was auf Ihre Zustimmung wartete, ist damit verworfen. Davon wurde nichts gespeichert.\n\n"
        "Ich habe Ihnen im Direktchat geschrieben"
    )
    assert await desk.react("✅", to=event) == ""

    assert "in einem anderen Dialog" in await desk.say("!eintrag ändern 32 Titel: Neu")
    async with desk.database.transaction() as tx:
        kept = await awaited.alone(tx, BO)
    assert kept is not None
    assert kept.kind == "entry-dialogue"
