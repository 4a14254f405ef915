"""A question from outside: offered to the management, and carried both ways."""

from dataclasses import replace

import pytest

from commands.about import housekeeping
from commands.exchange.newcomers.management_questions import MOST_UNANSWERED
from tests.support.asking import ADA, BO, CORA, Exchange, chat_of
from tests.support.people import everything, file_for_ada
from tests.support.say import MANAGEMENT, MANAGER, ROOM

QUESTION = "Kann ich zu Ihrem Treffen eine Kollegin mitbringen?"
OFFER = "Soll ich Ihre Frage dem Netzwerkmanagement geben?"


@pytest.fixture
async def outside(exchange: Exchange) -> Exchange:
    """Ada and Bo are no members."""
    exchange.room.outsiders = {ADA, BO}
    exchange.room.names = {CORA: "Cora Probe"}
    return exchange


async def asked(outside: Exchange, sender: str = ADA, question: str = QUESTION) -> str:
    """What the management reads then."""
    await outside.chat(question, sender)
    await outside.chat("ja", sender)
    return "\n".join(await outside.room.read(MANAGEMENT))


async def thread(outside: Exchange, side: str, number: int = 1) -> str:
    return await outside.event(f"management-question-{number}-{side}")


async def lead(outside: Exchange, words: str, **more: str) -> list[str]:
    """A manager writes in the thread of the question."""
    root = await thread(outside, "management")
    return await outside.lead(words, thread_root=root, reply_to=root, **more)


async def test_a_free_question_is_offered_to_the_management(outside: Exchange) -> None:
    [said] = await outside.chat(QUESTION)

    assert said.startswith(OFFER)
    assert QUESTION in said
    assert ADA in said
    assert "1. Ja\n2. Nein" in said
    assert await outside.room.read(MANAGEMENT) == []


async def test_a_yes_opens_a_thread_on_either_side(outside: Exchange) -> None:
    await outside.chat(QUESTION)
    [told] = await outside.chat("ja")

    assert told.startswith("Anfrage Nr. 1 liegt beim Netzwerkmanagement.")
    [notice] = await outside.room.read(MANAGEMENT)
    assert notice.startswith(f"Anfrage Nr. 1 von {ADA}:\n\n{QUESTION}")
    content = next(each for each in outside.room.contents if each.get("body") == notice)
    assert content["msgtype"] == "m.text"


@pytest.mark.parametrize("answer", ["nein", "2"])
async def test_after_a_no_the_management_hears_nothing(outside: Exchange, answer: str) -> None:
    await outside.chat(QUESTION)
    await outside.chat(answer)

    assert await outside.room.read(MANAGEMENT) == []


async def test_the_answer_and_what_follows_are_carried_both_ways(outside: Exchange) -> None:
    await asked(outside)
    assert await lead(outside, "Ja, gern. Wie heißt sie?") == []
    told = await outside.told()
    assert told == "Das Netzwerkmanagement antwortet:\n\nJa, gern. Wie heißt sie?"
    content = next(each for each in outside.room.contents if each.get("body") == told)
    assert content["m.relates_to"]["event_id"] == await thread(outside, "person")
    assert MANAGER not in str(content)

    [passed] = await outside.chat("Bea Muster heißt sie.")
    assert passed.startswith("Das habe ich zu Anfrage Nr. 1 an das Netzwerkmanagement weiter")
    [more] = await outside.room.read(MANAGEMENT)
    assert more == f"{ADA} schreibt:\n\nBea Muster heißt sie."
    content = next(each for each in outside.room.contents if each.get("body") == more)
    assert content["m.relates_to"]["event_id"] == await thread(outside, "management")


async def test_later_the_thread_is_needed_so_that_plain_words_are_commands(
    outside: Exchange,
) -> None:
    await asked(outside)
    outside.later(hours=2)
    [said] = await outside.chat("Wir sitzen gerade an unserer Satzung.")
    assert "weitergegeben" not in said
    root = await thread(outside, "person")
    [passed] = await outside.chat("Es eilt nicht.", thread_root=root, reply_to=root)

    assert "weitergegeben" in passed
    [more] = await outside.room.read(MANAGEMENT)
    assert more.endswith("Es eilt nicht.")


async def test_a_command_meanwhile_is_a_command(outside: Exchange) -> None:
    await asked(outside)
    [said] = await outside.chat("leitlinie Bonn")

    assert "Bonn" in said
    assert await outside.room.read(MANAGEMENT) == []


async def test_a_correction_of_the_answer_is_carried_as_one(outside: Exchange) -> None:
    await asked(outside)
    await lead(outside, "Am 3. März.", event_id="$antwort")
    await lead(outside, "Am 4. März.", replaces="$antwort")

    assert "Das Netzwerkmanagement berichtigt:\n\nAm 4. März." in await outside.told()


async def test_a_further_question_goes_into_the_open_thread(outside: Exchange) -> None:
    await asked(outside)
    outside.later(hours=3)
    await outside.chat("!anfrage Und darf sie vortragen?")
    [passed] = await outside.chat("ja")

    assert "Anfrage Nr. 1" in passed
    [more] = await outside.room.read(MANAGEMENT)
    assert more == f"{ADA} schreibt:\n\nUnd darf sie vortragen?"


async def test_a_yes_of_a_manager_closes_it_and_the_person_is_told(outside: Exchange) -> None:
    await asked(outside)
    await outside.told()
    root = await thread(outside, "management")
    [said] = await outside.room.react("✅", root, sender=MANAGER, room_id=MANAGEMENT)

    assert said.startswith("Anfrage Nr. 1 ist geschlossen")
    assert "Ihre Anfrage Nr. 1 abgeschlossen." in await outside.told()
    [late] = await lead(outside, "Noch etwas.")
    assert late.startswith("Das habe ich nicht weitergegeben")
    root = await thread(outside, "person")
    [over] = await outside.chat("Danke für alles.", thread_root=root, reply_to=root)
    assert over.startswith("Das habe ich nicht weitergegeben")


async def test_who_is_no_manager_neither_answers_nor_closes(outside: Exchange) -> None:
    await asked(outside)
    await outside.told()
    root = await thread(outside, "management")
    await outside.room.react("✅", root, sender=CORA, room_id=MANAGEMENT)
    await outside.lead("Von mir.", sender=CORA, thread_root=root, reply_to=root)

    assert await outside.told() == ""


async def test_nobody_else_writes_into_the_thread_of_a_person(outside: Exchange) -> None:
    await asked(outside)
    root = await thread(outside, "person")
    await outside.room.say(
        "Ich auch.", sender=BO, room_id=chat_of(ADA), direct=True, thread_root=root, reply_to=root
    )

    assert await outside.room.read(MANAGEMENT) == []


# --- who is offered it


async def test_a_member_is_offered_the_network_instead(outside: Exchange) -> None:
    outside.room.outsiders = set()
    said = "\n".join(await outside.chat(QUESTION))

    assert OFFER not in said


async def test_as_long_as_nobody_knows_whether_it_is_a_member_nothing_is_offered(
    outside: Exchange,
) -> None:
    outside.room.outsiders = None

    assert OFFER not in "\n".join(await outside.chat(QUESTION))


async def test_a_look_up_is_answered_and_not_passed_on(outside: Exchange) -> None:
    assert OFFER not in "\n".join(await outside.chat("Was gibt es in Bonn?"))


@pytest.mark.parametrize(
    "question",
    ["Wer hat Erfahrung mit dem Losverfahren?", "Fragen Sie bitte alle: Wer lost aus?"],
)
async def test_what_only_members_can_ask_the_network_may_go_to_the_management(
    outside: Exchange, question: str
) -> None:
    [said] = await outside.chat(question)

    assert said.startswith(OFFER)


async def test_a_member_may_write_to_the_management_too(outside: Exchange) -> None:
    await outside.chat("!anfrage Mir fehlt ein Verzeichnis.", CORA)
    await outside.chat("ja", CORA)

    [notice] = await outside.room.read(MANAGEMENT)
    assert notice.startswith(f"Anfrage Nr. 1 von Cora Probe ({CORA}):")


async def test_in_a_room_it_is_not_asked(outside: Exchange) -> None:
    [said] = await outside.room.say(f"!anfrage {QUESTION}", room_id=ROOM)

    assert said.startswith("Anfragen an das Netzwerkmanagement nehme ich nur im Direktchat an")


async def test_without_a_management_room_there_is_an_address(outside: Exchange) -> None:
    outside.room.live.settings = replace(outside.room.live.settings, management_room=None)
    [said] = await outside.chat(QUESTION)

    assert said.startswith("Weitergeben kann ich hier nichts. Das Netzwerk erreichen Sie unter ")


# --- limits


async def test_three_a_week_are_enough(outside: Exchange) -> None:
    for number in range(1, 4):
        assert f"Anfrage Nr. {number} " in await asked(outside, ADA, f"!anfrage Frage {number}?")
        root = await thread(outside, "management", number)
        await outside.room.react("✅", root, sender=MANAGER, room_id=MANAGEMENT)
        await outside.told()
    [said] = await outside.chat("!anfrage Noch eine?")
    assert said.startswith("Sie haben in den letzten sieben Tagen 3 Anfragen gestellt")
    outside.later(days=7)

    assert "Anfrage Nr. 4" in await asked(outside, ADA, "!anfrage Noch eine?")


async def test_of_all_together_thirty_a_day_are_enough(outside: Exchange) -> None:
    people = [f"@p{number}:example.org" for number in range(31)]
    outside.room.outsiders = {*people}

    async def say(words: str, person: str) -> list[str]:
        return await outside.room.say(words, sender=person, room_id=f"!{person[1:]}", direct=True)

    for person in people[:30]:
        await say("!anfrage Wie geht das?", person)
        await say("ja", person)
    [said] = await say("!anfrage Wie geht das?", people[30])

    assert said.startswith("Heute kann ich keine Anfragen mehr annehmen.")


async def test_without_an_answer_only_so_much_is_carried(outside: Exchange) -> None:
    await asked(outside)
    for number in range(MOST_UNANSWERED - 1):
        assert "weitergegeben" in (await outside.chat(f"Noch etwas, Nummer {number}."))[0]
    [said] = await outside.chat("Und noch etwas.")
    assert said.startswith("Zu Anfrage Nr. 1 habe ich schon viel weitergegeben.")
    await lead(outside, "Danke.")
    await outside.told()

    assert "weitergegeben" in (await outside.chat("Gern geschehen, bis dann dort."))[0]


async def test_what_is_too_long_or_a_file_is_refused(outside: Exchange) -> None:
    [said] = await outside.chat("!anfrage " + "Frage? " * 300)
    assert said.startswith("Das ist zu lang, um es weiterzugeben")
    [said] = await outside.chat("!anfrage")
    assert said.startswith("Was möchten Sie das Netzwerkmanagement fragen?")


# --- what is stored


async def test_the_texts_are_kept_only_until_they_are_sent(outside: Exchange) -> None:
    await asked(outside)
    await lead(outside, "Das Wiesenschaumkraut blüht.")
    await outside.told()

    kept = await everything(outside.database)
    assert "Kollegin" not in kept
    assert "Wiesenschaumkraut" not in kept


async def test_the_person_is_told_what_is_stored(outside: Exchange) -> None:
    await asked(outside)
    document = await file_for_ada(outside.room)

    [row] = document["Ihre Anfragen an das Netzwerkmanagement, ohne den Text"]
    assert row["Stand"] == "offen"


async def test_who_is_forgotten_asks_no_more(outside: Exchange) -> None:
    await asked(outside)
    notice = await thread(outside, "management")
    await outside.chat("!vergissmich")
    await outside.chat("!vergissmich ja")

    assert ADA not in await everything(outside.database)
    outside.room.contents.clear()
    await outside.room.read(MANAGEMENT)
    assert notice in [each.get("redacts") for each in outside.room.contents]


async def test_after_a_month_of_silence_it_is_closed_and_a_year_later_nobody_knows_whose(
    outside: Exchange,
) -> None:
    await asked(outside)
    for days, state, person in ((29, "open", ADA), (2, "closed", ADA), (366, "closed", None)):
        outside.later(days=days)
        async with outside.database.transaction() as tx:
            await housekeeping.forget(outside.room.context(tx))
            [row] = await tx.execute_fetchall("SELECT * FROM management_question")
        assert (row["state"], row["person"]) == (state, person)
