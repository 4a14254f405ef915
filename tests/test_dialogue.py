"""A dialogue in the direct chat goes on wherever it was, whatever is answered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.command import Arguments, Command, Context, File, Listener, Message, Occasion, Reply
from commands.dialogue import (
    LEAVE,
    PREVIEW,
    Answers,
    Held,
    Said,
    Script,
    Sent,
    State,
    Step,
    Taken,
    Unfit,
    begin,
    hear,
)
from commands.dialogue.moves import Word, asked, chosen, moved, taken
from commands.texts.markup import Inline, Text, text
from storage import dialogues, outbox
from storage.database import Database
from storage.dialogues import Dialogue
from tests.say import NOW, ROOM
from tests.talk import ADA, BO, OTHER_CHAT, SECRET, SLIDES, Talk


def shown(value: Any) -> tuple[Inline, ...]:
    return (str(value),)


async def read_topic(_occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
    if said.text == "Wald":
        return Unfit(text("Welcher Wald?"), ("Stadtwald", "Staatswald"))
    return Taken(said.text) if len(said.text) < 50 else Unfit(text("Das ist zu lang."))


async def read_colour(_occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
    fits = said.text in ("grün", "gelb")
    return Taken(said.text, text("Schön.")) if fits else Unfit(text("Grün oder gelb?"))


async def read_slides(_occasion: Occasion, said: Said, present: Any) -> Taken | Unfit:
    if said.file is None:
        return Unfit(text("Bitte senden Sie eine Datei."))
    if said.file.name.endswith(".exe"):
        return Unfit(text("Kein Programm."))
    return Taken(said.file.name, text("Ersetzt." if present else "Notiert."))


async def send(_occasion: Occasion, _message: Message, answers: Answers) -> Sent | Held:
    if answers["topic"] == "Voll":
        return Held(PREVIEW, Unfit(text("Zurzeit ist alles voll.")))
    if answers["topic"] == "Baum":
        return Held("topic", Unfit(text("Welcher Baum?"), ("Linde", "Buche")))
    return Sent(text(f"Gesendet: {answers['topic']}, {answers['colour']}, {answers['slides']}."))


def opening(prefix: str) -> Text:
    return text(f"Los geht es mit {prefix}plane.")


SCRIPT = Script(
    "plan",
    "plane",
    opening,
    (
        Step("topic", "Thema", text("Worum geht es?"), read_topic, shown, required=True),
        Step(
            "colour",
            "Farbe",
            text("Welche Farbe?"),
            read_colour,
            shown,
            aliases=("Anstrich",),
            choices=("grün", "gelb"),
        ),
        Step("slides", "Folien", text("Gibt es Folien?"), read_slides, shown, takes_files=True),
    ),
    send,
)


async def plan(ctx: Context, _args: Arguments) -> Reply:
    return await begin(ctx, SCRIPT)


async def on_answer(occasion: Occasion, message: Message) -> Reply | None:
    return await hear(occasion, message, SCRIPT)


async def look_up(_ctx: Context, _args: Arguments) -> Reply:
    return Reply(text("Nachgesehen."))


COMMANDS = (
    Command("plane", plan, Arguments, "plant", "plane"),
    Command("hilfe", look_up, Arguments, "hilft", "hilfe", lookup=True),
    LEAVE,
)
LISTENERS = (Listener(Message, on_answer),)


@pytest.fixture
def talk(database: Database) -> Talk:
    return Talk(database, COMMANDS, LISTENERS)


async def at_preview(talk: Talk) -> str:
    for said in ("!plane", "Moor", "gelb"):
        await talk.say(said)
    return await talk.say("", file=SLIDES)


# --- step by step


async def test_it_asks_step_by_step_shows_all_and_sends(talk: Talk) -> None:
    first = await talk.say("!plane")
    second = await talk.say("Moor")
    third = await talk.say("gelb")
    preview = await talk.say("", file=SLIDES)
    end = await talk.say("senden")

    assert first.split("\n\n") == [
        "Los geht es mit !plane.",
        "Schritt 1 von 4: Thema",
        "Worum geht es?",
        "Auch möglich: »hilfe«, »abbrechen«.",
    ]
    assert second.split("\n\n")[:4] == [
        "Schritt 2 von 4: Farbe",
        "Welche Farbe?",
        "2 Möglichkeiten:",
        "1. grün\n2. gelb",
    ]
    assert third.startswith("Schön.\n\nSchritt 3 von 4: Folien\n\nGibt es Folien?")
    assert preview.split("\n\n")[:4] == [
        "Notiert.",
        "Schritt 4 von 4: Vorschau",
        "Bitte prüfen Sie Ihre 3 Angaben:",
        "1. Thema: Moor\n2. Farbe: gelb\n3. Folien: folien.pdf",
    ]
    assert "antworten Sie »senden«" in preview
    assert end == "Gesendet: Moor, gelb, folien.pdf."
    assert await talk.kept() is None


async def test_a_choice_is_answered_by_number(talk: Talk) -> None:
    for said in ("!plane", "Moor"):
        await talk.say(said)
    wrong = await talk.say("3")
    await talk.say("Nr. 2")

    assert "Möglich sind 1 bis 2." in wrong
    assert (await talk.answers())["colour"] == "gelb"


async def test_what_is_offered_on_the_way_is_answered_by_number_after_a_restart(
    talk: Talk,
) -> None:
    await talk.say("!plane")
    unclear = await talk.say("Wald")
    repeated = await talk.say("!plane")
    await talk.say("2.")

    assert unclear.startswith("Schritt 1 von 4: Thema\n\nWelcher Wald?\n\n2 Möglichkeiten:")
    assert "1. Stadtwald\n2. Staatswald" in repeated
    assert await talk.answers() == {"topic": "Staatswald"}


async def test_what_was_offered_is_no_longer_offered_after_another_answer(talk: Talk) -> None:
    for said in ("!plane", "Wald", "Moor", "zurück"):
        await talk.say(said)

    assert "Staatswald" not in await talk.say("!plane")
    assert (await talk.say("2")).startswith("Schritt 2")
    assert (await talk.answers())["topic"] == "2"


async def test_a_wrong_answer_is_asked_again_with_the_reason(talk: Talk) -> None:
    for said in ("!plane", "Moor"):
        await talk.say(said)
    again = await talk.say("blau")

    assert again.startswith("Schritt 2 von 4: Farbe\n\nGrün oder gelb?\n\n2 Möglichkeiten:")
    assert await talk.step() == "colour"


async def test_an_empty_message_is_asked_again(talk: Talk) -> None:
    await talk.say("!plane")

    assert "Ihre Nachricht war leer." in await talk.say(" \n ")
    assert await talk.step() == "topic"


async def test_what_can_neither_be_stored_nor_sent_is_replaced(talk: Talk) -> None:
    await _after(talk, "!plane", " Mo\ud800or\x00 ")

    assert await talk.answers() == {"topic": "Mo\ufffdor\ufffd"}


# --- words


@pytest.mark.parametrize("word", ["zurück", "Zurueck", "ZURÜCK!", "»zurück«", " zuru\u0308ck. "])
async def test_back_leads_one_step_back_and_shows_the_present_value(talk: Talk, word: str) -> None:
    for said in ("!plane", "Moor"):
        await talk.say(said)
    back = await talk.say(word)

    assert back.startswith("Schritt 1 von 4: Thema\n\nWorum geht es?\n\nBisherige Angabe: Moor")
    assert "»weiter« (Angabe behalten)" in back


async def test_back_at_the_first_step_stays_there(talk: Talk) -> None:
    await talk.say("!plane")

    assert "schon der erste Schritt" in await talk.say("zurück")
    assert await talk.step() == "topic"


async def test_after_going_back_it_goes_on_at_the_first_open_question(talk: Talk) -> None:
    for said in ("!plane", "Moor", "gelb", "zurück", "zurück"):
        await talk.say(said)
    on = await talk.say("Heide")

    assert on.startswith("Schritt 3 von 4: Folien")
    assert await talk.answers() == {"topic": "Heide", "colour": "gelb"}


async def test_on_keeps_the_present_value(talk: Talk) -> None:
    for said in ("!plane", "Moor", "zurück", "weiter"):
        await talk.say(said)

    assert await talk.step() == "colour"
    assert await talk.answers() == {"topic": "Moor"}


async def test_on_skips_what_is_not_needed(talk: Talk) -> None:
    for said in ("!plane", "Moor", "weiter"):
        await talk.say(said)
    preview = await talk.say("überspringen")

    assert "2. Farbe: keine Angabe\n3. Folien: keine Angabe" in preview


async def test_on_does_not_skip_what_is_needed(talk: Talk) -> None:
    await talk.say("!plane")

    assert "»Thema« wird gebraucht" in await talk.say("weiter")
    assert "»Thema« wird gebraucht" in await talk.say("leeren")
    assert await talk.step() == "topic"


async def test_a_value_can_be_taken_out_again(talk: Talk) -> None:
    await at_preview(talk)
    question = await talk.say("Farbe")
    preview = await talk.say("leeren")

    assert "»leeren« (entfernen)" in question
    assert "2. Farbe: keine Angabe" in preview


async def test_the_preview_can_be_reached_from_every_step_once_nothing_needed_is_missing(
    talk: Talk,
) -> None:
    await talk.say("!plane")
    too_early = await talk.say("Vorschau")
    await talk.say("Moor")
    preview = await talk.say("Vorschau")

    assert too_early.startswith("Vor der Vorschau fehlt noch eine Angabe: Thema.\n\nSchritt 1")
    assert preview.startswith("Schritt 4 von 4: Vorschau")


async def test_nothing_is_sent_before_the_preview_was_seen(talk: Talk) -> None:
    for said in ("!plane", "Moor"):
        await talk.say(said)
    first = await talk.say("senden")
    second = await talk.say("ja")

    assert first.startswith("Bitte prüfen Sie die Angaben, bevor sie abgesendet werden.")
    assert second == "Gesendet: Moor, None, None."


async def test_yes_is_an_ordinary_answer_to_any_other_question(talk: Talk) -> None:
    for said in ("!plane", "ja"):
        await talk.say(said)

    assert await talk.answers() == {"topic": "ja"}


@pytest.mark.parametrize("name", ["2", "2.", "Nr. 2", "2\ufe0f\u20e3", "farbe", "Anstrich"])
async def test_one_field_is_edited_from_the_preview_and_leads_back_there(
    talk: Talk, name: str
) -> None:
    await at_preview(talk)
    question = await talk.say(name)
    preview = await talk.say("grün")

    assert "Bisherige Angabe: gelb" in question
    assert preview.startswith("Schön.\n\nSchritt 4 von 4: Vorschau")
    assert "1. Thema: Moor\n2. Farbe: grün\n3. Folien: folien.pdf" in preview


@pytest.mark.parametrize(
    ("said", "told"),
    [("4", "Möglich sind 1 bis 3."), ("0", "Möglich sind 1 bis 3."), ("egal", "nicht verstanden"),
     ("weiter", "nicht verstanden"), ("leeren", "nicht verstanden"), ("", "nicht verstanden")],
)  # fmt: skip
async def test_at_the_preview_anything_else_is_asked_again(
    talk: Talk, said: str, told: str
) -> None:
    await at_preview(talk)
    again = await talk.say(said)

    assert told in again
    assert "»senden«" in again
    assert await talk.step() == PREVIEW


async def test_back_from_the_preview_leads_to_the_last_question(talk: Talk) -> None:
    await at_preview(talk)

    assert (await talk.say("zurück")).startswith("Schritt 3 von 4: Folien")
    assert (await talk.say("weiter")).startswith("Schritt 4 von 4: Vorschau")


async def test_help_explains_the_dialogue_and_asks_again(talk: Talk) -> None:
    await talk.say("!plane")
    helped = await talk.say("hilfe")

    assert helped.startswith("Wir sind in einem Dialog")
    assert "!hilfe" in helped
    assert "gibt es 6 Wörter:" in helped
    assert "Schritt 1 von 4: Thema\n\nWorum geht es?" in helped
    assert await talk.answers() == {}


# --- leaving


@pytest.mark.parametrize("word", ["abbrechen", "Abbruch", "!abbrechen"])
async def test_it_can_be_left_at_every_step(talk: Talk, word: str) -> None:
    for steps in ((), ("Moor",), ("Moor", "gelb"), ("Moor", "gelb", "weiter")):
        await talk.say("!plane")
        for said in steps:
            await talk.say(said)

        assert await talk.say(word) == "Der Dialog ist beendet. Es wurde nichts abgesendet."
        assert await talk.kept() is None


async def test_it_can_be_left_from_a_group_room(talk: Talk) -> None:
    await talk.say("!plane")

    assert "beendet" in await talk.say("!abbrechen", direct=False, room_id=ROOM)
    assert await talk.kept() is None


async def test_where_no_dialogue_is_open_there_is_nothing_to_leave(talk: Talk) -> None:
    assert "kein Dialog offen" in await talk.say("abbrechen")
    assert "kein Dialog offen" in await talk.say("!abbrechen", direct=False, room_id=ROOM)


async def test_after_the_end_words_are_commands_again(talk: Talk) -> None:
    for said in ("!plane", "abbrechen"):
        await talk.say(said)

    assert await talk.say("hilfe") == "Nachgesehen."


# --- not sent


async def test_what_cannot_be_sent_now_waits_at_the_preview(talk: Talk) -> None:
    for said in ("!plane", "Voll", "vorschau"):
        await talk.say(said)
    held = await talk.say("senden")

    assert held.startswith("Schritt 4 von 4: Vorschau\n\nZurzeit ist alles voll.")
    assert await talk.step() == PREVIEW
    assert "Gesendet: Leer" in await _after(talk, "Thema", "Leer", "senden")


async def test_what_turns_out_to_be_unclear_is_asked_again(talk: Talk) -> None:
    for said in ("!plane", "Baum", "vorschau"):
        await talk.say(said)
    held = await talk.say("senden")

    assert held.startswith("Schritt 1 von 4: Thema\n\nWelcher Baum?\n\n2 Möglichkeiten:")
    assert "Gesendet: Buche" in await _after(talk, "2", "senden")


async def _after(talk: Talk, *said: str) -> str:
    answers = [await talk.say(word) for word in said]
    return answers[-1]


# --- files


@pytest.mark.parametrize("file", [SLIDES, SECRET])
@pytest.mark.parametrize("before", [0, 1, 2, 3])
async def test_a_file_is_taken_at_every_step_and_the_question_stays(
    talk: Talk, file: File, before: int
) -> None:
    await talk.say("!plane")
    for said in ("Moor", "gelb", "weiter")[:before]:
        await talk.say(said)
    asked_before = await talk.step()
    told = await talk.say("", file=file)

    assert told.startswith("Notiert.")
    assert (await talk.answers())["slides"] == file.name
    assert await talk.step() == (PREVIEW if asked_before == "slides" else asked_before)


async def test_the_words_with_a_file_are_no_answer_to_the_question(talk: Talk) -> None:
    await talk.say("!plane")
    await talk.say("abbrechen", file=SLIDES)

    assert await talk.answers() == {"slides": "folien.pdf"}


async def test_a_file_that_does_not_fit_leaves_the_question_as_it_was(talk: Talk) -> None:
    await talk.say("!plane")
    program = replace(SLIDES, name="folien.exe")

    assert (await talk.say("", file=program)).startswith("Kein Programm.\n\nSchritt 1 von 4")
    await _after(talk, "Moor", "gelb")
    assert (await talk.say("", file=program)).startswith("Schritt 3 von 4: Folien\n\nKein Prog")


async def test_a_reply_to_a_file_brings_it_where_one_is_asked_for(talk: Talk) -> None:
    await talk.say("!plane")
    await talk.say("Moor", replied_file=SLIDES)
    await talk.say("gelb", replied_file=SLIDES)
    assert await talk.answers() == {"topic": "Moor", "colour": "gelb"}

    await talk.say("diese", replied_file=SLIDES)
    assert (await talk.answers())["slides"] == "folien.pdf"


async def test_a_dialogue_without_files_says_so(database: Database) -> None:
    script = replace(SCRIPT, steps=SCRIPT.steps[:2])

    async def start(ctx: Context, _args: Arguments) -> Reply:
        return await begin(ctx, script)

    async def answered(occasion: Occasion, message: Message) -> Reply | None:
        return await hear(occasion, message, script)

    talk = Talk(
        database,
        [Command("plane", start, Arguments, "", "plane")],
        [Listener(Message, answered)],
    )
    await talk.say("!plane")

    assert "Eine Datei kann ich" in await talk.say("", file=SLIDES)
    assert await talk.step() == "topic"


# --- time, people, rooms


async def test_days_later_the_next_answer_just_works_and_is_told_to_be_one(talk: Talk) -> None:
    await talk.say("!plane")
    talk.passed = timedelta(days=9)
    late = await talk.say("Moor")
    soon = await talk.say("gelb")

    assert late.startswith("Wir sind noch in dem Dialog, den Sie vor einiger Zeit begonnen haben.")
    assert "Schritt 2 von 4: Farbe" in late
    assert soon.startswith("Schön.")
    assert await talk.answers() == {"topic": "Moor", "colour": "gelb"}


async def test_days_later_it_ends_without_a_word_about_the_time(talk: Talk) -> None:
    await at_preview(talk)
    talk.passed = timedelta(days=9)

    assert await talk.say("senden") == "Gesendet: Moor, gelb, folien.pdf."


async def test_the_command_repeats_the_present_question(talk: Talk) -> None:
    for said in ("!plane", "Moor"):
        await talk.say(said)
    again = await talk.say("!plane")

    assert again.startswith("Sie haben schon begonnen.")
    assert "Schritt 2 von 4: Farbe\n\nWelche Farbe?" in again
    assert await talk.answers() == {"topic": "Moor"}


async def test_in_the_direct_chat_the_bare_word_repeats_the_question_too(talk: Talk) -> None:
    again = await _after(talk, "plane", "Moor", "Plane")

    assert again.startswith("Sie haben schon begonnen.")
    assert "Schritt 2 von 4" in again
    assert await talk.answers() == {"topic": "Moor"}


async def test_two_people_do_not_disturb_each_other(talk: Talk, database: Database) -> None:
    other = Talk(database, COMMANDS, LISTENERS, BO, OTHER_CHAT)
    await talk.say("!plane")
    await other.say("!plane")
    await talk.say("Moor")
    await other.say("Heide")
    await talk.say("gelb")
    await other.say("abbrechen")

    assert await talk.answers() == {"topic": "Moor", "colour": "gelb"}
    assert await other.kept() is None


async def test_commands_with_prefix_work_and_disturb_nothing(talk: Talk) -> None:
    await talk.say("!plane")
    before = await talk.kept()

    assert await talk.say("!hilfe") == "Nachgesehen."
    assert await talk.say("Netzwerkbot: hilfe") == "Nachgesehen."
    assert "kenne ich nicht" in await talk.say("!gibtesnicht")
    assert await talk.kept() == before


async def test_talk_in_a_group_room_is_no_answer(talk: Talk) -> None:
    await talk.say("!plane")

    assert await talk.say("Moor", direct=False, room_id=ROOM) == ""
    assert await talk.say("Moor", direct=False, room_id=ROOM, reply_to="$x") == ""
    assert await talk.answers() == {}


async def test_an_edited_answer_is_told_how_to_correct_it(talk: Talk) -> None:
    for said in ("!plane", "Mor"):
        await talk.say(said)

    assert "nachträglich geänderte Nachricht" in await talk.say("Moor", replaces="$e2-ada")
    assert await talk.say("!hilfe", replaces="$e2-ada") == "Nachgesehen."
    assert await talk.answers() == {"topic": "Mor"}


async def test_in_a_group_room_it_moves_to_the_direct_chat(talk: Talk) -> None:
    told = await talk.say("!plane", direct=False, room_id=ROOM)

    assert told.startswith("Ich habe Ihnen im direkten Chat geschrieben")
    assert "Einladung" in told
    assert "Schritt 1 von 4: Thema" in await talk.read(ADA)
    await talk.say("Moor")
    assert await talk.answers() == {"topic": "Moor"}


async def test_who_cannot_be_invited_is_told_in_the_room_what_to_do(
    talk: Talk, database: Database
) -> None:
    await talk.say("!plane", direct=False, room_id=ROOM)
    async with database.transaction() as tx:
        await outbox.fail_room(tx, ADA, "M_FORBIDDEN", NOW)
    told = await talk.read(ROOM)

    assert "Beginnen Sie selbst einen direkten Chat mit @bot:example.org" in told
    assert "!plane" in told
    assert "Schritt 1 von 4" in await talk.say("!plane")


async def test_a_dialogue_about_something_else_is_to_be_ended_first(
    talk: Talk, database: Database
) -> None:
    async with database.transaction() as tx:
        await dialogues.put(tx, Dialogue(ADA, "meeting", "title", {"kind": "frist"}, NOW))

    assert "noch in einem anderen Dialog" in await talk.say("!plane")
    assert await talk.say("hilfe") == "Nachgesehen."
    assert await talk.answers() == {"kind": "frist"}
    await talk.say("!abbrechen")
    assert "Schritt 1 von 4" in await talk.say("!plane")


@pytest.mark.parametrize(
    ("step", "answers", "asked_now"),
    [
        ("gone", {"gone": "x"}, "Schritt 1"),
        ("gone", {"topic": "Moor", "gone": "x"}, "Schritt 2"),
        (PREVIEW, {"colour": "gelb", "slides": None}, "Schritt 1"),
        (PREVIEW, {"topic": None, "colour": "gelb", "slides": None}, "Schritt 1"),
        (PREVIEW, {"topic": "Moor"}, "Schritt 4"),
    ],
)
async def test_a_dialogue_from_before_an_update_goes_on(
    talk: Talk, database: Database, step: str, answers: Mapping[str, Any], asked_now: str
) -> None:
    async with database.transaction() as tx:
        await dialogues.put(tx, Dialogue(ADA, "plan", step, answers, NOW))

    assert asked_now in await talk.say("!plane")
    await _after(talk, "Moor", "vorschau")
    assert "Gesendet: Moor" in await talk.say("senden")


# --- whatever is answered


WORDS = [word.value for word in Word if word is not Word.LEAVE]
ANSWERS = st.one_of(
    st.sampled_from([*WORDS, "Moor", "Wald", "Voll", "Baum", "grün", "gelb", "Thema", "Folien"]),
    st.integers(-1, 5).map(str),
    st.sampled_from([SLIDES, SECRET, replace(SLIDES, name="x.exe")]),
    st.text(max_size=60),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(said=st.lists(ANSWERS, max_size=12))
async def test_no_answers_lead_where_it_does_not_go_on(
    database: Database, said: list[str | File]
) -> None:
    talk = Talk(database, COMMANDS, LISTENERS)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM dialogue")
        await tx.execute("DELETE FROM handled_event")
        await tx.execute("DELETE FROM outbox")
    await talk.say("!plane")
    for answer in said:
        told = await (talk.say(answer) if isinstance(answer, str) else talk.say("", file=answer))
        assert "Das hat leider nicht geklappt" not in told
    await talk.say("!plane")
    await talk.say("vorschau")
    if await talk.step() == PREVIEW:
        await talk.say("Thema")
    for answer in ("Moor", "vorschau"):
        await talk.say(answer)
    assert (await talk.say("senden")).startswith("Gesendet: Moor")


@given(
    answers=st.dictionaries(
        st.sampled_from(["topic", "colour", "slides"]), st.none() | st.text(min_size=1)
    ),
    step=st.sampled_from(["topic", "colour", "slides", PREVIEW]),
    word=st.sampled_from([w for w in Word if w is not Word.LEAVE]),
)
def test_a_word_moves_within_the_steps_and_changes_at_most_the_present_one(
    answers: dict[str, str | None], step: str, word: Word
) -> None:
    state = SCRIPT.resumed(step, answers, ())
    turn = moved(SCRIPT, state, word, "!")

    assert turn.state is not None
    assert turn.state.step in SCRIPT.places
    assert turn.state.step != PREVIEW or SCRIPT.missing(turn.state.answers) is None
    for name, value in turn.state.answers.items():
        assert value == state.answers.get(name) or (name == state.step and word is Word.EMPTY)
    assert asked(SCRIPT, turn).body


def test_what_is_read_for_another_step_leaves_the_present_one() -> None:
    [_, colour, _] = SCRIPT.steps
    turn = taken(SCRIPT, State("topic", {}), colour, Taken("gelb"))

    assert turn.state == State("topic", {"colour": "gelb"})


def test_the_name_of_a_field_is_understood_however_it_is_written() -> None:
    state = State(PREVIEW, {"topic": "Moor", "colour": None, "slides": None})

    assert chosen(SCRIPT, state, " »THEMA«! ").state == State("topic", state.answers)
