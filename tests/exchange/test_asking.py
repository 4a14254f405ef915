"""!frage: by one's own message in the room, by a post of the bot from elsewhere."""

from dataclasses import replace

import pytest

from commands.conversation.settings import Exchange as Section
from storage.database import Database
from tests.support.asking import ADA, ASKED, BO, EXCHANGE, Exchange
from tests.support.say import ROOM, Room
from tests.support.searching import add, index

TITLE = "wer hat Erfahrung mit dem Losverfahren für einen Bürgerrat?"


async def test_in_the_room_the_own_message_is_the_root_of_the_thread(exchange: Exchange) -> None:
    root, reply = await exchange.ask()

    assert reply.startswith("Frage Nr. 1 (Themen: Losverfahren, Bürgerrat).")
    assert "!erledigt 1" in reply
    relation = exchange.room.contents[-1]["m.relates_to"]
    assert relation["rel_type"] == "m.thread"
    assert relation["event_id"] == root
    assert exchange.room.contents[-1]["m.mentions"] == {}
    question = await exchange.question()
    assert (question.root, question.title, question.asker) == (root, TITLE, ADA)


async def test_the_text_is_stored_nowhere_but_its_title(exchange: Exchange) -> None:
    await exchange.ask(f"{TITLE} Wir haben Wiesenschaumkraut.")

    async with exchange.database.transaction() as tx:
        for table in ("question", "outbox", "awaited"):
            rows = [tuple(row) for row in await tx.execute_fetchall(f"SELECT * FROM {table}")]  # noqa: S608
            assert "Wiesenschaumkraut" not in repr(rows)


async def test_from_the_chat_it_is_shown_before_the_bot_posts_it(exchange: Exchange) -> None:
    [shown] = await exchange.chat(f"!frage {ASKED}")
    assert "Frage von Ada Beispiel (Themen: Losverfahren, Bürgerrat)" in shown
    assert await exchange.posted() == []

    [told] = await exchange.chat("ja")
    root, first = await exchange.posted()
    assert root.startswith("Frage Nr. 1 von Ada Beispiel (Themen: Losverfahren, Bürgerrat)")
    assert TITLE in root
    assert first.startswith("Frage Nr. 1")
    assert told.startswith("Frage Nr. 1 steht jetzt im Raum für Fragen")
    assert f"https://matrix.to/#/{EXCHANGE}" in told
    posted = exchange.room.contents
    asked = next(each for each in posted if each.get("body") == root)
    assert asked["msgtype"] == "m.text"
    assert asked["m.mentions"] == {}
    reply = next(each for each in posted if each.get("body") == first)
    assert reply["m.relates_to"]["event_id"] == await exchange.root()


async def test_a_no_leaves_everything_as_it_was(exchange: Exchange) -> None:
    await exchange.chat(f"!frage {ASKED}")
    assert await exchange.chat("nein") == ["Gut, ich lasse es so."]

    assert await exchange.posted() == []


async def test_what_was_asked_is_not_asked_twice(exchange: Exchange) -> None:
    await exchange.chat(f"!frage {ASKED}")
    await exchange.chat("1")
    await exchange.posted()

    await exchange.chat("1")
    await exchange.chat("ja")
    assert await exchange.posted() == []


async def test_the_draft_of_somebody_else_cannot_be_asked(exchange: Exchange) -> None:
    await exchange.chat(f"!frage {ASKED}")
    async with exchange.database.transaction() as tx:
        [row] = await tx.execute_fetchall("SELECT awaited_id FROM awaited WHERE kind = 'asking'")
    number = row["awaited_id"]

    [said] = await exchange.chat(f"!frage senden {number}", BO)
    assert said.startswith("Diese Frage wartet nicht mehr")
    assert await exchange.posted() == []


async def test_in_another_room_and_in_a_thread_it_is_shown_first(exchange: Exchange) -> None:
    [shown] = await exchange.room.say(f"!frage {ASKED}", sender=ADA, room_id=ROOM)
    assert "Soll ich sie so stellen?" in shown
    [shown] = await exchange.say(f"!frage {ASKED}", thread_root="$anderes")
    assert "Soll ich sie so stellen?" in shown


async def test_ordinary_german_in_the_room_is_shown_first(exchange: Exchange) -> None:
    [shown] = await exchange.say(
        "Netzwerkbot: Bitte fragen Sie alle, ob jemand das Losverfahren kennt."
    )
    assert "Soll ich sie so stellen?" in shown
    assert "ob jemand das Losverfahren kennt" in shown


async def test_a_similar_question_is_shown_first(exchange: Exchange) -> None:
    await exchange.ask()
    [told] = await exchange.say(
        "!frage Hat jemand ein Losverfahren für den Bürgerrat genutzt?", BO, event_id="$zweite"
    )
    assert told.startswith("Das steht schon hier (1 Frage):")
    assert "2. Trotzdem stellen" in told

    [reply] = await exchange.say("2", BO)
    assert reply.startswith("Frage Nr. 2")
    assert (await exchange.question(2)).root == "$zweite"
    assert exchange.room.contents[-1]["m.relates_to"]["event_id"] == "$zweite"


async def test_the_similar_question_can_be_read_instead(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat("!frage Wer kennt das Losverfahren für Bürgerräte?", BO)

    [told] = await exchange.chat("1", BO)
    assert told.startswith("Frage Nr. 1 von Ada Beispiel")


async def test_another_question_on_the_same_topic_is_not_similar(exchange: Exchange) -> None:
    await exchange.ask()

    _, reply = await exchange.ask("Wie teuer ist ein Losverfahren über das Melderegister?", BO)
    assert reply.startswith("Frage Nr. 2 (Thema: Losverfahren)")


async def test_a_question_of_three_years_ago_is_not_shown(exchange: Exchange) -> None:
    await exchange.ask()
    exchange.later(days=740)

    _, reply = await exchange.ask(sender=BO)
    assert reply.startswith("Frage Nr. 2")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Warum?", "Das ist für eine Frage zu kurz."),
        ("wie " * 400, "Eine Frage hat höchstens 1500 Zeichen, diese hat 1599."),
    ],
)
async def test_what_is_no_question_is_not_asked(exchange: Exchange, words: str, why: str) -> None:
    [said] = await exchange.say(f"!frage {words}")

    assert said.startswith(why)


TOPICS = ("Quorum", "Bürgerhaushalt", "Mängelmelder", "Evaluation", "Moderation", "Vergabe")


async def test_a_person_has_three_open_questions_at_most(exchange: Exchange) -> None:
    for topic in TOPICS[:3]:
        await exchange.ask(f"Wer nutzt {topic}?")

    [said] = await exchange.say(f"!frage Wer nutzt {TOPICS[3]}?")
    assert said.startswith("Sie haben schon 3 offene Fragen")
    assert "!fragen meine" in said
    await exchange.say("!erledigt 1")
    _, reply = await exchange.ask(f"Wer nutzt {TOPICS[3]}?")
    assert reply.startswith("Frage Nr. 4")


async def test_a_person_asks_five_questions_a_day_at_most(exchange: Exchange) -> None:
    for number, topic in enumerate(TOPICS[:5], start=1):
        await exchange.ask(f"Wer nutzt {topic}?")
        await exchange.say(f"!erledigt {number}")

    [said] = await exchange.say(f"!frage Wer nutzt {TOPICS[5]}?")
    assert said.startswith("Sie haben in den letzten 24 Stunden 5 Fragen gestellt")
    exchange.later(days=1, seconds=1)
    _, reply = await exchange.ask(f"Wer nutzt {TOPICS[5]}?")
    assert reply.startswith("Frage Nr. 6")


async def test_the_limit_is_that_of_the_configuration(exchange: Exchange) -> None:
    live = exchange.room.live
    live.settings = replace(live.settings, exchange=Section(most_open=1))
    await exchange.ask()

    [said] = await exchange.say("!frage Wer nutzt das Quorum?")
    assert said.startswith("Sie haben schon eine offene Frage")


async def test_without_a_room_for_questions_it_says_what_is_missing(database: Database) -> None:
    room = Room(database)

    for line in ("!frage Wer kennt das Losverfahren?", "!fragen", "!erledigt 1", "!themen"):
        [said] = await room.say(line)
        assert "[rooms] exchange" in said


async def test_an_outsider_cannot_ask(exchange: Exchange) -> None:
    exchange.room.outsiders = {ADA}

    [said] = await exchange.chat(f"!frage {ASKED}")
    assert said.startswith("Das ist Mitgliedern des Netzwerks vorbehalten.")


# --- in the dialogue


async def test_step_by_step_it_is_shown_and_then_posted(exchange: Exchange) -> None:
    [first] = await exchange.chat("!frage")
    assert "Schritt 1 von 5: Titel" in first
    await exchange.chat("Wer lost seinen Bürgerrat aus?")
    await exchange.chat("Wir möchten im Herbst beginnen.")
    await exchange.chat("Losverfahren, Zufallsglück")
    [preview] = await exchange.chat("mit meinem Namen")
    assert "Losverfahren, Zufallsglück" in preview

    [told] = await exchange.chat("senden")
    assert told.startswith("Frage Nr. 1 steht jetzt")
    root, _ = await exchange.posted()
    assert root.startswith("Frage Nr. 1 von Ada Beispiel (Themen: Losverfahren, Zufallsglück)")
    assert root.endswith("Wir möchten im Herbst beginnen.")
    assert (await exchange.question()).title == "Wer lost seinen Bürgerrat aus?"


async def test_begun_in_the_room_it_goes_on_in_the_chat(exchange: Exchange) -> None:
    [told] = await exchange.say("!frage")
    assert "Direktchat" in told

    assert "Schritt 1 von 5" in await exchange.told()


async def test_an_open_dialogue_does_not_keep_from_asking_in_the_room(exchange: Exchange) -> None:
    await exchange.chat("!einreichen")

    _, reply = await exchange.ask()
    assert reply.startswith("Frage Nr. 1")


# --- what is there already


async def test_an_entry_of_the_place_that_is_named_is_related(exchange: Exchange) -> None:
    await index(exchange.database)
    _, reply = await exchange.ask("Wie sind die Erfahrungen mit dem Beirat in Bonn?")

    assert "\n– Sammlung: Bonn, " in reply


async def test_a_document_is_related_with_its_page(exchange: Exchange) -> None:
    async with exchange.database.transaction() as tx:
        await add(tx, "Musterstadt", "Vorwort", "Das Quorum liegt bei 300.", title="Regeln")
    await index(exchange.database)
    _, reply = await exchange.ask("Welches Quorum habt Ihr für Einwohneranträge?")

    assert "– Sammlung: Musterstadt, Regeln (leitlinien.pdf, Seite 2)" in reply


async def test_what_is_in_many_entries_is_not_related(exchange: Exchange) -> None:
    await index(exchange.database)
    _, reply = await exchange.ask("Wer schreibt gerade Leitlinien neu?")

    assert "Dazu gibt es schon" not in reply


async def test_nothing_is_better_than_something_else(exchange: Exchange) -> None:
    _, reply = await exchange.ask("Welche Software nutzt Ihr für die Essensbestellung?")

    assert reply.startswith("Frage Nr. 1.")
    assert "Dazu gibt es schon" not in reply
