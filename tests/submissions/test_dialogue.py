"""!einreichen alone asks for a submission step by step in the direct chat."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import COMMANDS, ROUTES
from commands.conversation.dialogue.script import PREVIEW
from commands.conversation.events import File
from commands.submissions.dialogue import SUBMISSION
from commands.submissions.intake import MOST_UNDECIDED
from storage.database import Database
from storage.submissions import submissions
from tests.support.say import NOW, ROOM, SETTINGS, Room
from tests.support.talk import (
    ADA,
    ALL,
    BO,
    CHAT,
    OTHER_CHAT,
    SECRET,
    SLIDES,
    TITLE,
    URL,
    Talk,
    filed,
    say,
)

INTERNAL = "Das hat leider nicht geklappt, es liegt nicht an Ihnen."


# --- the whole way


async def test_every_question_says_which_step_it_is_and_gives_an_example(talk: Talk) -> None:
    questions = [await talk.say(said) for said in ALL]

    labels = ("Kommune", "Liste", "Dokument", "Titel", "Stand", "Anmerkung", "Vorschau")
    for number, (question, label) in enumerate(zip(questions, labels, strict=True), start=1):
        assert f"Schritt {number} von 7: {label}" in question
        assert "»abbrechen«" in question
    for question in questions:
        assert "zum Beispiel" in question.replace("Zum Beispiel", "zum Beispiel")


async def test_what_was_answered_is_shown_and_filed(talk: Talk) -> None:
    preview = await say(talk, *ALL)
    end = await talk.say("senden")

    assert preview.split("\n\n")[1:3] == [
        "Bitte prüfen Sie Ihre 6 Angaben:",
        (
            "1. Kommune: Bonn\n2. Liste: Bürgerbeteiligung\n"
            f"3. Dokument: {URL}\n4. Titel: {TITLE}\n"
            "5. Stand: beschlossen, 2014\n6. Anmerkung: Bitte bald."
        ),
    ]
    [submission] = await filed(talk)
    assert f"Nr. {submission.submission_id}" in end
    told = submission
    assert (told.place, told.list, told.url) == ("Bonn", "buergerbeteiligung", URL)
    assert (told.title, told.status, told.adopted) == (TITLE, "beschlossen", "2014")
    assert (told.note, told.state, told.submitter) == ("Bitte bald.", "checking", ADA)
    assert (told.room_id, told.event_id) == (CHAT, None)
    assert told.municipality_id is not None
    assert await talk.kept() is None


async def test_the_least_is_place_list_and_link(talk: Talk) -> None:
    await say(talk, "!einreichen", "Bonn", "Kinder", URL, "vorschau", "senden")

    [submission] = await filed(talk)
    told = submission
    assert (told.list, told.title, told.status, told.note) == ("kinder_jugend", None, None, None)


async def test_words_for_a_list_are_understood_as_on_one_line(talk: Talk) -> None:
    for answer in ("2", "Kinder- und Jugendbeteiligung", "jugend"):
        await say(talk, "!einreichen", "Bonn", answer)
        assert (await talk.answers())["list"] == "kinder_jugend"
        await talk.say("abbrechen")


@pytest.mark.parametrize(
    ("before", "wrong", "why"),
    [
        (1, "!?", "Zu welcher Kommune"),
        (1, f"Bonn {URL}", "nur den Namen der Kommune"),
        (1, "x" * 201, "zu lang (höchstens 200 Zeichen)"),
        (2, "Senioren", "Diese Liste kenne ich nicht."),
        (2, "3", "Möglich sind 1 bis 2."),
        (3, "http://127.0.0.1/", "Diesen Link kann ich nicht annehmen"),
        (3, "https://ada:geheim@example.org/", "Zugangsdaten"),
        (3, "weiter", "»Dokument« wird gebraucht"),
        (3, "habe ich als PDF", "Dann senden Sie sie einfach hier."),
        (4, "x" * 301, "zu lang (höchstens 300 Zeichen)"),
        (5, "beschlossen gestern", "Das Datum verstehe ich nicht."),
        (6, "x" * 1001, "zu lang (höchstens 1000 Zeichen)"),
    ],
)
async def test_a_wrong_answer_is_told_why_and_asked_again(
    talk: Talk, before: int, wrong: str, why: str
) -> None:
    await say(talk, *ALL[:before])
    step = await talk.step()
    told = await talk.say(wrong)

    assert why in told
    assert told.startswith(f"Schritt {before} von 7")
    assert await talk.step() == step
    await say(talk, *ALL[before:], "senden")
    assert len(await filed(talk)) == 1


@pytest.mark.parametrize("number", range(1, 7))
async def test_each_field_can_be_edited_from_the_preview(talk: Talk, number: int) -> None:
    other = ("Köln", "2", "https://example.org/neu", "Neu", "in Erarbeitung", "Eilt.")[number - 1]
    shown = ("Köln", "Kinder- und", "https://example.org/neu", "Neu", "in Erarbeitung", "Eilt.")
    await say(talk, *ALL)
    question = await talk.say(str(number))
    preview = await talk.say(other)

    assert "Bisherige Angabe: " in question
    assert "Schritt 7 von 7: Vorschau" in preview
    assert shown[number - 1] in preview
    assert len(await talk.answers()) == 6
    assert await talk.step() == PREVIEW


@pytest.mark.parametrize("steps", range(1, len(ALL) + 1))
async def test_back_works_at_every_step_and_nothing_is_lost(talk: Talk, steps: int) -> None:
    await say(talk, *ALL[:steps])
    before = await talk.answers()
    back = await say(talk, *["zurück"] * 8)

    assert "schon der erste Schritt" in back
    assert await talk.answers() == before
    await say(talk, "weiter" if steps > 1 else "Bonn", *ALL[max(steps, 2) :], "senden")
    assert [s.note for s in await filed(talk)] == ["Bitte bald."]


@pytest.mark.parametrize("steps", range(1, len(ALL) + 1))
async def test_it_can_be_left_alone_for_days_at_every_step(talk: Talk, steps: int) -> None:
    await say(talk, *ALL[:steps])
    talk.passed = timedelta(days=20)
    await say(talk, *ALL[steps:], "senden")

    [submission] = await filed(talk)
    assert submission.created_at == NOW + timedelta(days=20)


# --- not filed


async def test_what_cannot_be_filed_now_waits_at_the_preview(talk: Talk) -> None:
    await say(talk, *ALL, "senden")
    [first] = await filed(talk)
    async with talk.database.transaction() as tx:
        for number in range(1, MOST_UNDECIDED):
            await submissions.add(tx, replace(first, submission_id=0, title=f"Teil {number}"))
    told = await say(talk, *ALL[:5], "vorschau", "senden")

    assert told.startswith("Schritt 7 von 7: Vorschau\n\nVon Ihnen warten schon 20")
    assert len(await filed(talk)) == MOST_UNDECIDED
    async with talk.database.transaction() as tx:
        await submissions.change(tx, replace(first, state="withdrawn"))
    assert "ist eingegangen" in await talk.say("senden")


async def test_the_same_again_is_told_and_can_be_changed(talk: Talk) -> None:
    await say(talk, *ALL, "senden")
    told = await say(talk, *ALL, "senden")
    await say(talk, "Titel", "Etwas anderes", "senden")

    assert "Das haben Sie schon eingereicht: Nr. " in told
    assert [s.title for s in await filed(talk)] == ["Etwas anderes", TITLE]


async def test_without_management_room_nobody_is_asked_in_vain(collection: Database) -> None:
    room = Room(collection, COMMANDS, ROUTES, settings=replace(SETTINGS, management_room=None))

    [told] = await room.say("!einreichen", direct=True, room_id=CHAT)
    assert "Einreichungen sind hier noch nicht eingerichtet." in told
    assert await room.say("Bonn", direct=True, room_id=CHAT) != []
    assert await Talk(collection, COMMANDS, ROUTES).kept() is None


# --- people and rooms


async def test_two_people_submit_at_once(talk: Talk) -> None:
    other = Talk(talk.database, COMMANDS, ROUTES, BO, OTHER_CHAT)
    for mine, theirs in zip(
        ALL, ("!einreichen", "Köln", "2", URL, "B", "2020", "Nein"), strict=True
    ):
        await talk.say(mine)
        await other.say(theirs)
    await other.say("senden")
    await talk.say("senden")

    assert [(s.place, s.title) for s in await filed(talk)] == [("Bonn", TITLE)]
    assert [(s.place, s.title) for s in await filed(other)] == [("Köln", "B")]


async def test_from_a_group_room_it_goes_on_in_the_direct_chat(talk: Talk) -> None:
    told = await talk.say("!einreichen", direct=False, room_id=ROOM)
    question = await talk.read(ADA)
    again = await talk.say("!einreichen", direct=False, room_id=ROOM)

    assert "Direktchat" in told
    assert "Schritt 1 von 7: Kommune" in question
    assert again == told
    assert (await talk.read(ADA)).startswith("Sie haben schon begonnen.")
    await say(talk, *ALL[1:], "senden")
    assert len(await filed(talk)) == 1


# --- whatever is answered

LINKS = st.sampled_from([URL, "example.org", "ftp://x", "javascript:alert(1)"])
ANSWERS = st.one_of(
    st.sampled_from(["zurück", "weiter", "vorschau", "leeren", "hilfe", "senden", "ohne Link"]),
    st.sampled_from(["Bonn", "Göppingen", "Halle", "Titel", "Datei", "ohne Datei", "2014"]),
    st.integers(0, 7).map(str),
    LINKS,
    st.sampled_from([SLIDES, SECRET]),
    st.text(st.characters(), max_size=40),
)


@pytest.mark.slow
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(said=st.lists(ANSWERS, max_size=10))
async def test_whatever_is_answered_it_can_be_sent_in_the_end(
    collection: Database, said: list[str | File]
) -> None:
    async with collection.transaction() as tx:
        for table in ("awaited", "handled_event", "outbox", "submission"):
            await tx.execute(f"DELETE FROM {table}")  # noqa: S608  names of tables
    talk = Talk(collection, COMMANDS, ROUTES)
    await talk.say("!einreichen")
    for answer in said:
        assert INTERNAL not in await say(talk, answer)
        kept = await talk.kept()
        assert kept is None or kept.payload["step"] in SUBMISSION.places
    await say(talk, "!einreichen", SLIDES)
    await _send_from_anywhere(talk)

    assert await talk.kept() is None
    assert len(await filed(talk)) >= 1


async def _send_from_anywhere(talk: Talk) -> None:
    """Nothing but what each step asks for."""
    fitting = {"place": "Bonn", "list": "1", "document": URL}
    for _ in range(5):
        step = await talk.step()
        await talk.say("senden" if step == PREVIEW else "vorschau")
        step = await talk.step()
        if step in fitting:
            await talk.say(fitting[step])
