"""A dialogue in the direct chat goes on step by step, whatever is answered."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.conversation.command import Arguments, Command, CommandContext, Reply
from commands.conversation.dialogue.moves import DialogueWord, choose, move, prompt, take
from commands.conversation.dialogue.script import PREVIEW, DialogueState, StepValue
from commands.conversation.dialogue.talk import begin, route
from commands.conversation.events import File
from storage.database import Database
from tests.support.planning_dialogue import COMMANDS, ROUTES, SCRIPT, last_answer
from tests.support.talk import SECRET, SLIDES, Talk

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
    await last_answer(talk, "!plane", " Mo\ud800or\x00 ")

    assert await talk.answers() == {"topic": "Mo\ufffdor\ufffd"}


# --- not sent


async def test_what_cannot_be_sent_now_waits_at_the_preview(talk: Talk) -> None:
    for said in ("!plane", "Voll", "vorschau"):
        await talk.say(said)
    held = await talk.say("senden")

    assert held.startswith("Schritt 4 von 4: Vorschau\n\nZurzeit ist alles voll.")
    assert await talk.step() == PREVIEW
    assert "Gesendet: Leer" in await last_answer(talk, "Thema", "Leer", "senden")


async def test_what_turns_out_to_be_unclear_is_asked_again(talk: Talk) -> None:
    for said in ("!plane", "Baum", "vorschau"):
        await talk.say(said)
    held = await talk.say("senden")

    assert held.startswith("Schritt 1 von 4: Thema\n\nWelcher Baum?\n\n2 Möglichkeiten:")
    assert "Gesendet: Buche" in await last_answer(talk, "2", "senden")


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
    await last_answer(talk, "Moor", "gelb")
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

    async def start(ctx: CommandContext, _args: Arguments) -> Reply:
        return await begin(ctx, script)

    talk = Talk(
        database,
        [Command("plane", start, Arguments, "", "plane")],
        [route(script)],
    )
    await talk.say("!plane")

    assert "Eine Datei kann ich" in await talk.say("", file=SLIDES)
    assert await talk.step() == "topic"


# --- whatever is answered


WORDS = [word.value for word in DialogueWord if word is not DialogueWord.LEAVE]
ANSWERS = st.one_of(
    st.sampled_from([*WORDS, "Moor", "Wald", "Voll", "Baum", "grün", "gelb", "Thema", "Folien"]),
    st.integers(-1, 5).map(str),
    st.sampled_from([SLIDES, SECRET, replace(SLIDES, name="x.exe")]),
    st.text(max_size=60),
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(said=st.lists(ANSWERS, max_size=12))
async def test_no_answers_lead_where_it_does_not_go_on(
    database: Database, said: list[str | File]
) -> None:
    talk = Talk(database, COMMANDS, ROUTES)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM awaited")
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
    word=st.sampled_from([w for w in DialogueWord if w is not DialogueWord.LEAVE]),
)
def test_a_word_moves_within_the_steps_and_changes_at_most_the_present_one(
    answers: dict[str, str | None], step: str, word: DialogueWord
) -> None:
    state = SCRIPT.resume(step, answers, ())
    turn = move(SCRIPT, state, word, "!")

    assert turn.state is not None
    assert turn.state.step in SCRIPT.places
    assert turn.state.step != PREVIEW or SCRIPT.missing(turn.state.answers) is None
    for name, value in turn.state.answers.items():
        assert value == state.answers.get(name) or (
            name == state.step and word is DialogueWord.EMPTY
        )
    assert prompt(SCRIPT, turn).body


def test_what_is_read_for_another_step_leaves_the_present_one() -> None:
    [_, colour, _] = SCRIPT.steps
    turn = take(SCRIPT, DialogueState("topic", {}), colour, StepValue("gelb"))

    assert turn.state == DialogueState("topic", {"colour": "gelb"})


def test_the_name_of_a_field_is_understood_however_it_is_written() -> None:
    state = DialogueState(PREVIEW, {"topic": "Moor", "colour": None, "slides": None})

    assert choose(SCRIPT, state, " »THEMA«! ").state == DialogueState("topic", state.answers)
