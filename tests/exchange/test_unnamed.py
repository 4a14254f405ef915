"""!frage anonym: in the direct chat, posted by chance, without a name and without a trace."""

import pytest

from storage.database import Database
from tests.support.asking import ADA, ASKED, BO, EXCHANGE
from tests.support.say import ROOM
from tests.support.unnamed import POSTED, QUESTION, Unnamed, room_of

HELPED = "Geholfen hat ein Beschluss des Rates, der alles regelt."


# --- asking


async def test_a_question_is_shown_agreed_to_and_posted_within_the_hour(unnamed: Unnamed) -> None:
    shown = await unnamed.tell(f"!frage anonym {QUESTION}")
    assert "Eine Person aus dem Netzwerk fragt" in shown
    assert QUESTION in shown
    assert "im Lauf der nächsten Stunde" in shown
    agreed = await unnamed.tell("ja")
    assert agreed.startswith("Gut. Ihre Frage steht im Lauf der nächsten Stunde")
    assert await unnamed.posted() == []

    unnamed.later(minutes=60)
    await unnamed.look_after()
    root, first = await unnamed.posted()
    assert root.startswith(POSTED)
    assert QUESTION in root
    assert "Wer gefragt hat, liest mit und schließt die Frage im Direktchat" in first
    assert "✅" not in first
    assert await unnamed.told() == ""
    question = await unnamed.question()
    assert (question.asker, question.anonymous) == (None, True)
    assert question.asked_at == unnamed.room.now


@pytest.mark.parametrize(("chance", "minutes"), [(0.0, 1), (0.5, 25.5), (0.9999, 50)])
async def test_chance_says_when(collection: Database, chance: float, minutes: float) -> None:
    unnamed = Unnamed(collection, lambda: chance)
    await unnamed.open_chats()
    await unnamed.agreed()

    unnamed.later(minutes=minutes - 0.5)
    await unnamed.look_after()
    assert await unnamed.posted() == []
    unnamed.later(minutes=0.5)
    await unnamed.look_after()
    assert (await unnamed.question()).anonymous


async def test_the_job_comes_when_a_question_is_due(unnamed: Unnamed) -> None:
    from commands.exchange.questions.commands import JOBS

    await unnamed.agreed()
    link = await unnamed.link()
    assert link is not None
    async with unnamed.database.transaction() as tx:
        assert JOBS[0].next_due is not None
        assert await JOBS[0].next_due(tx) == link.due_at


async def test_in_a_room_it_is_refused_kindly_and_not_posted(unnamed: Unnamed) -> None:
    for room_id in (EXCHANGE, ROOM):
        [said] = await unnamed.room.say(
            f"!frage anonym {QUESTION}", sender=ADA, room_id=room_id, event_id=f"$x{room_id}"
        )
        assert said.startswith("Anonym fragen geht nur im Direktchat mit mir")
    unnamed.later(minutes=90)
    await unnamed.look_after()
    assert await unnamed.posted() == []
    assert await unnamed.link() is None


async def test_below_fifteen_members_it_is_not_offered(unnamed: Unnamed) -> None:
    unnamed.members = set(list(unnamed.members)[:14])
    said = await unnamed.tell(f"!frage anonym {QUESTION}")

    assert said.startswith("Anonym fragen geht erst ab 15 Mitgliedern im Raum für Fragen")
    assert "zurzeit sind dort 14 Mitglieder" in said
    assert await unnamed.link() is None


async def test_without_words_it_is_explained(unnamed: Unnamed) -> None:
    assert "Eine Person aus dem Netzwerk fragt" in await unnamed.tell("!frage anonym")


async def test_a_no_posts_nothing_and_the_draft_goes_within_a_day(unnamed: Unnamed) -> None:
    await unnamed.tell(f"!frage anonym {QUESTION}")
    assert await unnamed.tell("nein") == "Gut, ich lasse es so."
    unnamed.later(hours=25)
    await unnamed.look_after()

    assert await unnamed.posted() == []
    assert await unnamed.link() is None


async def test_until_it_is_posted_it_can_be_taken_back(unnamed: Unnamed) -> None:
    await unnamed.agreed()
    assert "Bis dahin können Sie sie zurücknehmen" in await unnamed.tell("!frage anonym")
    assert (await unnamed.tell("1")).startswith("Ihre anonyme Frage ist zurückgenommen")
    unnamed.later(hours=2)
    await unnamed.look_after()

    assert await unnamed.posted() == []


async def test_a_similar_question_is_shown_first(unnamed: Unnamed) -> None:
    await unnamed.ask(ASKED, BO)
    shown = await unnamed.tell("!frage anonym Wer kennt das Losverfahren für einen Bürgerrat?")
    assert shown.startswith("Das steht schon hier (1 Frage):")

    assert "Soll ich sie so stellen?" in await unnamed.tell("2")


async def test_one_is_open_at_a_time_and_two_are_asked_in_a_month(unnamed: Unnamed) -> None:
    await unnamed.asked()
    assert "ist offen" in await unnamed.tell("!frage anonym Was kostet eine Umfrage?")
    await unnamed.tell("!erledigt")
    await unnamed.tell("nein")
    await unnamed.asked("Was kostet eine Umfrage?")
    await unnamed.tell("!erledigt")
    await unnamed.tell("nein")

    said = await unnamed.tell("!frage anonym Wer moderiert Eure Dialoge?")
    assert said.startswith("Sie haben in diesem Monat schon 2 anonyme Fragen gestellt")
    unnamed.later(days=31)
    assert "Soll ich sie so stellen?" in await unnamed.tell(
        "!frage anonym Wer moderiert Eure Dialoge?"
    )


async def test_in_the_dialogue_it_can_be_chosen(unnamed: Unnamed) -> None:
    await unnamed.tell("!frage")
    await unnamed.tell("Wie geht Ihr mit Druck um?")
    await unnamed.tell("Der Rat will alles entscheiden, und wir sollen zuhören.")
    asked = await unnamed.tell("weiter")
    assert "Mit Ihrem Namen oder anonym" in asked
    shown = await unnamed.tell("2")
    assert "Anonym" in shown
    shown = await unnamed.tell("senden")
    assert "Eine Person aus dem Netzwerk fragt" in shown
    await unnamed.tell("ja")
    unnamed.later(minutes=60)
    await unnamed.look_after()

    root, _ = await unnamed.posted()
    assert root.startswith(POSTED)
    assert "Wie geht Ihr mit Druck um?" in root
    assert "Der Rat will" in root


async def test_in_the_dialogue_too_few_members_are_told(unnamed: Unnamed) -> None:
    unnamed.members = {ADA, BO}
    for words in ("!frage", "Wer lost?", "Wir losen nie und möchten es lernen.", "weiter"):
        await unnamed.tell(words)

    assert "Anonym fragen geht erst ab 15 Mitgliedern" in await unnamed.tell("anonym")
    assert "Mit meinem Namen" in await unnamed.tell("mit Namen")


# --- what could give somebody away


async def test_hints_are_named_and_can_be_taken_out(unnamed: Unnamed) -> None:
    told = await unnamed.tell(
        "!frage anonym Bei uns in Bonn blockiert Frau Meier alles. Was hilft dagegen?"
    )
    assert told.startswith("Das könnte verraten, wer fragt (2 Stellen).")
    assert "Ort bei Ihnen: »Bei uns in Bonn«" in told
    assert "Person: »Frau Meier«" in told
    assert "1. Herausnehmen\n2. So lassen\n3. Selbst ändern" in told

    shown = await unnamed.tell("1")
    assert "Bei uns blockiert eine Person alles. Was hilft dagegen?" in shown
    await unnamed.tell("ja")
    unnamed.later(minutes=60)
    await unnamed.look_after()
    root, _ = await unnamed.posted()
    assert "Bonn" not in root
    assert "Meier" not in root
    assert "Bonn" not in (await unnamed.question()).title


async def test_a_topic_can_be_a_hint_as_well(unnamed: Unnamed) -> None:
    for words in ("!frage", "Wer lost?", "Wir losen nie und möchten es lernen.", "Quorum, Bonn"):
        await unnamed.tell(words)
    await unnamed.tell("anonym")
    told = await unnamed.tell("senden")
    assert "Kommune: »Bonn«" in told
    shown = await unnamed.tell("1")

    assert "fragt (Thema: Quorum):" in shown
    link = await unnamed.link()
    assert link is not None
    assert link.topics == ("Quorum",)


async def test_a_choice_may_be_a_reaction_of_which_nothing_stays(unnamed: Unnamed) -> None:
    await unnamed.tell(f"!frage anonym {QUESTION}")
    [(event_id,)] = await unnamed.rows(
        "SELECT event_id FROM outbox WHERE untraced = 1 AND event_type = 'm.room.message'"
    )
    [agreed] = await unnamed.room.react(
        "1️⃣", event_id, sender=ADA, room_id=room_of(ADA), direct=True
    )
    assert agreed.startswith("Gut. Ihre Frage steht im Lauf der nächsten Stunde")
    await unnamed.look_after()

    assert await unnamed.rows("SELECT * FROM outbox WHERE untraced = 1") == []
    assert await unnamed.rows("SELECT * FROM awaited") == []


async def test_hints_can_stay_or_the_person_writes_anew(unnamed: Unnamed) -> None:
    words = "!frage anonym Wer kennt die Leitlinien von Bonn genau?"
    await unnamed.tell(words)
    assert "Leitlinien von Bonn" in await unnamed.tell("2")
    await unnamed.tell(words)
    told = await unnamed.tell("3")

    assert told.startswith("Gut. Schreiben Sie bitte neu")
    assert await unnamed.link() is None
