"""!frage anonym: in the direct chat, posted by chance, without a name and without a trace."""

import json
from datetime import timedelta

import pytest

from storage.database import Database
from tests.support.asking import ADA, ASKED, BO, CORA, EXCHANGE
from tests.support.people import file_for_ada
from tests.support.say import MANAGER, NOW, ROOM
from tests.support.unnamed import POSTED, QUESTION, Unnamed, room_of

HELPED = "Geholfen hat ein Beschluss des Rates, der alles regelt."


@pytest.fixture
async def exchange(collection: Database) -> Unnamed:
    opened = Unnamed(collection)
    await opened.open_chats()
    await opened.open_all_chats()
    return opened


# --- asking


async def test_a_question_is_shown_agreed_to_and_posted_within_the_hour(exchange: Unnamed) -> None:
    shown = await exchange.tell(f"!frage anonym {QUESTION}")
    assert "Eine Person aus dem Netzwerk fragt:" in shown
    assert QUESTION in shown
    assert "im Lauf der nächsten Stunde" in shown
    agreed = await exchange.tell("ja")
    assert agreed.startswith("Gut. Ihre Frage steht im Lauf der nächsten Stunde")
    assert await exchange.posted() == []

    exchange.later(minutes=60)
    await exchange.look_after()
    root, first = await exchange.posted()
    assert root.startswith(POSTED)
    assert QUESTION in root
    assert "Wer gefragt hat, liest mit und schließt die Frage im Direktchat" in first
    assert "✅" not in first
    assert await exchange.told() == ""
    question = await exchange.question()
    assert (question.asker, question.anonymous) == (None, True)
    assert question.asked_at == exchange.room.now


@pytest.mark.parametrize(("chance", "minutes"), [(0.0, 1), (0.5, 25.5), (0.9999, 50)])
async def test_chance_says_when(collection: Database, chance: float, minutes: float) -> None:
    exchange = Unnamed(collection, lambda: chance)
    await exchange.open_chats()
    await exchange.agreed()

    exchange.later(minutes=minutes - 0.5)
    await exchange.look_after()
    assert await exchange.posted() == []
    exchange.later(minutes=0.5)
    await exchange.look_after()
    assert (await exchange.question()).anonymous


async def test_the_job_comes_when_a_question_is_due(exchange: Unnamed) -> None:
    from commands.exchange.questions.commands import JOBS

    await exchange.agreed()
    link = await exchange.link()
    assert link is not None
    async with exchange.database.transaction() as tx:
        assert JOBS[0].next_due is not None
        assert await JOBS[0].next_due(tx) == link.due_at


async def test_in_a_room_it_is_refused_kindly_and_not_posted(exchange: Unnamed) -> None:
    for room_id in (EXCHANGE, ROOM):
        [said] = await exchange.room.say(
            f"!frage anonym {QUESTION}", sender=ADA, room_id=room_id, event_id=f"$x{room_id}"
        )
        assert said.startswith("Anonym fragen geht nur im Direktchat mit mir")
    exchange.later(minutes=90)
    await exchange.look_after()
    assert await exchange.posted() == []
    assert await exchange.link() is None


async def test_below_fifteen_members_it_is_not_offered(exchange: Unnamed) -> None:
    exchange.members = set(list(exchange.members)[:14])
    said = await exchange.tell(f"!frage anonym {QUESTION}")

    assert said.startswith("Anonym fragen geht erst ab 15 Mitgliedern im Raum für Fragen")
    assert "zurzeit sind dort 14 Mitglieder" in said
    assert await exchange.link() is None


async def test_without_words_it_is_explained(exchange: Unnamed) -> None:
    assert "Eine Person aus dem Netzwerk fragt" in await exchange.tell("!frage anonym")


async def test_a_no_posts_nothing_and_the_draft_goes_within_a_day(exchange: Unnamed) -> None:
    await exchange.tell(f"!frage anonym {QUESTION}")
    assert await exchange.tell("nein") == "Gut, ich lasse es so."
    exchange.later(hours=25)
    await exchange.look_after()

    assert await exchange.posted() == []
    assert await exchange.link() is None


async def test_until_it_is_posted_it_can_be_taken_back(exchange: Unnamed) -> None:
    await exchange.agreed()
    assert "Bis dahin können Sie sie zurücknehmen" in await exchange.tell("!frage anonym")
    assert (await exchange.tell("1")).startswith("Ihre anonyme Frage ist zurückgenommen")
    exchange.later(hours=2)
    await exchange.look_after()

    assert await exchange.posted() == []


async def test_a_similar_question_is_shown_first(exchange: Unnamed) -> None:
    await exchange.ask(ASKED, BO)
    shown = await exchange.tell("!frage anonym Wer kennt das Losverfahren für einen Bürgerrat?")
    assert shown.startswith("Das steht schon hier (1 Frage):")

    assert "Soll ich sie so stellen?" in await exchange.tell("2")


async def test_one_is_open_at_a_time_and_two_are_asked_in_a_month(exchange: Unnamed) -> None:
    await exchange.asked()
    assert "ist offen" in await exchange.tell("!frage anonym Was kostet eine Umfrage?")
    await exchange.tell("!erledigt")
    await exchange.tell("nein")
    await exchange.asked("Was kostet eine Umfrage?")
    await exchange.tell("!erledigt")
    await exchange.tell("nein")

    said = await exchange.tell("!frage anonym Wer moderiert Eure Dialoge?")
    assert said.startswith("Sie haben in diesem Monat schon 2 anonyme Fragen gestellt")
    exchange.later(days=31)
    assert "Soll ich sie so stellen?" in await exchange.tell(
        "!frage anonym Wer moderiert Eure Dialoge?"
    )


async def test_in_the_dialogue_it_can_be_chosen(exchange: Unnamed) -> None:
    await exchange.tell("!frage")
    await exchange.tell("Wie geht Ihr mit Druck um?")
    await exchange.tell("Der Rat will alles entscheiden, und wir sollen zuhören.")
    asked = await exchange.tell("weiter")
    assert "Mit Ihrem Namen oder anonym" in asked
    shown = await exchange.tell("2")
    assert "Anonym" in shown
    shown = await exchange.tell("senden")
    assert "Eine Person aus dem Netzwerk fragt:" in shown
    await exchange.tell("ja")
    exchange.later(minutes=60)
    await exchange.look_after()

    root, _ = await exchange.posted()
    assert root.startswith(POSTED)
    assert "Wie geht Ihr mit Druck um?" in root
    assert "Der Rat will" in root


async def test_in_the_dialogue_too_few_members_are_told(exchange: Unnamed) -> None:
    exchange.members = {ADA, BO}
    for words in ("!frage", "Wer lost?", "Wir losen nie und möchten es lernen.", "weiter"):
        await exchange.tell(words)

    assert "Anonym fragen geht erst ab 15 Mitgliedern" in await exchange.tell("anonym")
    assert "Mit meinem Namen" in await exchange.tell("mit Namen")


# --- what could give somebody away


async def test_hints_are_named_and_can_be_taken_out(exchange: Unnamed) -> None:
    told = await exchange.tell(
        "!frage anonym Bei uns in Bonn blockiert Frau Meier alles. Was hilft dagegen?"
    )
    assert told.startswith("Das könnte verraten, wer fragt (2 Stellen).")
    assert "Ort bei Ihnen: »Bei uns in Bonn«" in told
    assert "Person: »Frau Meier«" in told
    assert "1. Herausnehmen\n2. So lassen\n3. Selbst ändern" in told

    shown = await exchange.tell("1")
    assert "Bei uns blockiert eine Person alles. Was hilft dagegen?" in shown
    await exchange.tell("ja")
    exchange.later(minutes=60)
    await exchange.look_after()
    root, _ = await exchange.posted()
    assert "Bonn" not in root
    assert "Meier" not in root
    assert "Bonn" not in (await exchange.question()).title


async def test_hints_can_stay_or_the_person_writes_anew(exchange: Unnamed) -> None:
    words = "!frage anonym Wer kennt die Leitlinien von Bonn genau?"
    await exchange.tell(words)
    assert "Leitlinien von Bonn" in await exchange.tell("2")
    await exchange.tell(words)
    told = await exchange.tell("3")

    assert told.startswith("Gut. Schreiben Sie bitte neu")
    assert await exchange.link() is None


# --- while it is open


async def test_an_addition_is_posted_in_the_thread(exchange: Unnamed) -> None:
    await exchange.asked()
    shown = await exchange.tell("!ergänzen 1 Es eilt, der Rat tagt bald.")
    assert "Die fragende Person ergänzt:" in shown
    assert await exchange.posted() == []
    assert await exchange.tell("ja") == "Ihre Ergänzung steht jetzt im Thread."

    [added] = await exchange.posted()
    assert added == "Die fragende Person ergänzt:\n\nEs eilt, der Rat tagt bald."
    relation = exchange.room.contents[-1]["m.relates_to"]
    assert relation["event_id"] == await exchange.root()
    await exchange.tell("!ergänzen Noch etwas dazu.")
    await exchange.tell("1")
    assert len(await exchange.posted()) == 1


async def test_what_is_added_is_looked_through_as_well(exchange: Unnamed) -> None:
    await exchange.asked()
    told = await exchange.tell("!ergänzen Wir haben in Bonn schon alles versucht.")
    assert "Kommune: »Bonn«" in told
    assert "in einer Kommune schon alles versucht" in await exchange.tell("1")
    await exchange.tell("ja")

    [added] = await exchange.posted()
    assert "Bonn" not in added


async def test_only_the_asker_adds_and_only_in_the_chat(exchange: Unnamed) -> None:
    await exchange.asked()
    assert "Sie haben zurzeit keine" in await exchange.tell("!ergänzen 1 Quatsch", BO)
    [said] = await exchange.say("!ergänzen 1 Es eilt.")
    assert said.startswith("Eine anonyme Frage ergänzen Sie nur im Direktchat")
    await exchange.agreed("Was kostet eine Umfrage im Jahr?", BO)
    assert "steht noch nicht im Raum" in await exchange.tell("!ergänzen Es eilt.", BO)
    assert "ist nicht Ihre anonyme Frage" in await exchange.tell("!ergänzen 7 Es eilt.")
    assert await exchange.posted() == []


async def test_in_the_room_the_asker_is_answered_like_everybody(exchange: Unnamed) -> None:
    await exchange.asked()
    root = await exchange.root()
    for command in ("!erledigt 1", "!ergebnis 1 Uns half ein Gespräch.", "!frage 1", "!folgen 1"):
        own = await exchange.say(command, ADA)
        other = await exchange.say(command, BO)
        assert own == other
    await exchange.room.react("✅", root, sender=ADA, room_id=EXCHANGE)

    assert (await exchange.question()).state == "open"
    assert await exchange.posted() == []


async def test_replies_of_the_asker_count_like_those_of_others(exchange: Unnamed) -> None:
    from commands.exchange.questions import watch

    await exchange.asked()
    root = await exchange.root()
    async with exchange.database.transaction() as tx:
        for person in (ADA, BO):
            ctx = exchange.room.context(tx)
            assert await watch.note_reply(ctx, person, root, exchange.room.now)

    assert (await exchange.question()).replies == 2


async def test_their_list_shows_no_anonymous_question(exchange: Unnamed) -> None:
    await exchange.asked()

    assert (await exchange.tell("!fragen meine")).startswith("Keine von Ihnen")
    assert "ist offen" in await exchange.tell("!frage anonym")
    assert "anonym gestellt" in await exchange.tell("!frage 1", BO)


async def test_without_a_reply_the_asker_and_then_the_thread_are_asked(exchange: Unnamed) -> None:
    await exchange.asked()
    exchange.later(days=7)
    await exchange.look_after()
    told = await exchange.told()
    assert told.startswith("Ihre anonyme Frage ist noch offen.")
    assert "Nr. 1" not in told
    assert QUESTION not in told
    assert await exchange.rows("SELECT * FROM unasked") == []
    exchange.later(days=2, hours=1)
    await exchange.look_after()

    [again] = await exchange.posted()
    assert again.startswith("Frage Nr. 1 ist noch offen")
    await exchange.look_after()
    assert await exchange.posted() == []
    assert await exchange.told() == ""


# --- the end


async def test_what_helped_is_asked_before_it_is_closed(exchange: Unnamed) -> None:
    await exchange.asked()
    assert (await exchange.tell("!erledigt 1")).startswith("Was hat Ihnen geholfen?")
    assert (await exchange.question()).state == "open"
    assert HELPED in await exchange.tell(HELPED)
    told = await exchange.tell("ja")

    assert told.startswith("Das Ergebnis steht jetzt in der Suche")
    assert (await exchange.question()).state == "done"
    assert await exchange.link() is None
    done, result = await exchange.posted()
    assert done == "Frage Nr. 1 ist erledigt."
    assert result == f"Ergebnis zu Frage Nr. 1: {HELPED}"


async def test_with_its_words_the_end_is_one_line(exchange: Unnamed) -> None:
    await exchange.asked()
    assert HELPED in await exchange.tell(f"!ergebnis 1 {HELPED}")
    await exchange.tell("ja")

    assert (await exchange.question()).state == "done"
    assert await exchange.link() is None


async def test_without_an_answer_it_is_closed_a_day_later(exchange: Unnamed) -> None:
    await exchange.asked()
    await exchange.tell("!erledigt")
    exchange.later(hours=25)
    await exchange.look_after()

    assert (await exchange.question()).state == "done"
    assert await exchange.link() is None
    assert await exchange.posted() == ["Frage Nr. 1 ist erledigt."]


async def test_a_named_question_is_closed_as_before(exchange: Unnamed) -> None:
    await exchange.asked()
    await exchange.ask("Was kostet eine Umfrage im Jahr?")
    assert (await exchange.tell("!erledigt")).startswith("Frage Nr. 2 ist erledigt.")

    assert (await exchange.question(1)).state == "open"


async def test_the_management_closes_it_with_a_reason_in_the_thread(exchange: Unnamed) -> None:
    await exchange.asked()
    [said] = await exchange.lead("!frage schließen 1 Das gehört in die Konferenz.")

    assert "Wer gefragt hat, ist nicht bekannt" in said
    [told] = await exchange.posted()
    assert told == (
        "Das Netzwerkmanagement hat Frage Nr. 1 geschlossen. Der Grund: Das gehört in die"
        " Konferenz."
    )
    assert await exchange.told() == ""
    assert await exchange.link() is None


async def test_after_the_end_nobody_opens_it(exchange: Unnamed) -> None:
    await exchange.asked()
    await exchange.lead("!frage schließen 1 Das gehört in die Konferenz.")

    for said in (await exchange.tell("!frage öffnen 1"), *await exchange.lead("!frage öffnen 1")):
        assert said.startswith("Frage Nr. 1 war anonym gestellt und ist beendet.")


async def test_after_ninety_silent_days_it_is_closed(exchange: Unnamed) -> None:
    await exchange.asked()
    for days in (8, 3, 90):
        exchange.later(days=days)
        await exchange.look_after()
    await exchange.told()

    assert (await exchange.question()).state == "closed"
    assert await exchange.link() is None


async def test_when_the_asker_leaves_the_question_stays(exchange: Unnamed) -> None:
    await exchange.asked()
    exchange.room.outsiders = {ADA}
    await exchange.look_after()

    assert await exchange.link() is None
    assert (await exchange.question()).state == "open"


async def test_who_left_before_it_is_posted_asks_nothing(exchange: Unnamed) -> None:
    await exchange.agreed()
    exchange.room.outsiders = {ADA}
    exchange.later(hours=1)
    await exchange.look_after()

    assert await exchange.posted() == []
    assert await exchange.link() is None


# --- the management locks


async def test_locking_keeps_whoever_it_was_from_asking_and_names_nobody(
    exchange: Unnamed,
) -> None:
    await exchange.asked()
    [said] = await exchange.lead("!frage sperren 1")
    assert said.startswith("Wer Frage Nr. 1 gestellt hat, kann 30 Tage lang nicht anonym fragen.")
    assert "Ada" not in said
    await exchange.lead("!frage schließen 1 Das war beleidigend.")
    told = await exchange.tell("!frage anonym Was kostet eine Umfrage?")
    assert told.startswith("Zurzeit können Sie nicht anonym fragen")
    assert "Soll ich sie so stellen?" in await exchange.tell(
        "!frage anonym Was kostet eine Umfrage?", BO
    )
    exchange.later(days=31)
    await exchange.look_after()

    assert "Soll ich" in await exchange.tell("!frage anonym Was kostet eine Umfrage?")


async def test_only_open_anonymous_questions_lead_to_somebody(exchange: Unnamed) -> None:
    await exchange.ask(ASKED, BO)
    [said] = await exchange.lead("!frage sperren 1")
    assert "ist nicht anonym gestellt" in said
    await exchange.asked()
    await exchange.lead("!frage schließen 2 Das gehört in die Konferenz.")
    [said] = await exchange.lead("!frage sperren 2")

    assert said.startswith("Frage Nr. 2 ist beendet.")
    assert "sperren" not in await exchange.tell("!hilfe alles")
    assert (await exchange.say("!frage sperren 2"))[0] != said


async def test_a_lock_leads_to_nobody_without_the_key(exchange: Unnamed) -> None:
    await exchange.asked()
    await exchange.lead("!frage sperren 1")

    for digest, expires_at in await exchange.rows("SELECT * FROM anonymous_mark"):
        assert len(digest) == 64
        local = (NOW + timedelta(seconds=expires_at - NOW.timestamp())).astimezone(
            exchange.room.settings.timezone
        )
        assert (local.hour, local.minute) == (0, 0)


# --- one's own data


async def test_the_asker_is_told_while_it_is_open(exchange: Unnamed) -> None:
    await exchange.asked()
    document = await file_for_ada(exchange.room)
    [told] = document["Ihre anonyme Frage, solange sie offen ist"]
    assert told["Nummer der Frage"] == 1
    await exchange.tell("!erledigt")
    await exchange.tell("nein")

    assert "@ada" not in json.dumps(await exchange.rows("SELECT * FROM question"))
    assert await exchange.rows("SELECT * FROM anonymous_link") == []


async def test_who_is_forgotten_takes_the_link_along_and_leaves_the_question(
    exchange: Unnamed,
) -> None:
    await exchange.asked()
    await exchange.tell("!vergissmich")
    await exchange.tell("!vergissmich ja")

    assert await exchange.link() is None
    assert (await exchange.question()).state == "open"
    assert (await exchange.question()).title == QUESTION


async def test_who_is_forgotten_before_it_is_posted_asks_nothing(exchange: Unnamed) -> None:
    await exchange.agreed()
    await exchange.tell("!vergissmich")
    await exchange.tell("!vergissmich ja")
    exchange.later(hours=1)
    await exchange.look_after()

    assert await exchange.posted() == []


async def test_privacy_says_who_could_look_meanwhile(exchange: Unnamed) -> None:
    told = await exchange.tell("!datenschutz")

    assert "So lange könnte nachsehen, wer den Bot betreibt" in told


# --- ordinary German


@pytest.mark.parametrize(
    "words",
    [
        "Ich möchte anonym fragen",
        "Kann ich hier auch anonym eine Frage stellen?",
        "Ich würde gern etwas fragen, ohne dass jemand erfährt, wer fragt.",
        "Ich habe eine anonyme Frage",
    ],
)
async def test_who_wants_to_ask_without_a_name_is_told_how(exchange: Unnamed, words: str) -> None:
    assert "Eine Person aus dem Netzwerk fragt" in await exchange.tell(words)


async def test_the_question_behind_a_colon_is_taken(exchange: Unnamed) -> None:
    shown = await exchange.tell(f"Ich möchte anonym fragen: {QUESTION}")

    assert f"Eine Person aus dem Netzwerk fragt:\n\n{QUESTION}" in shown


@pytest.mark.parametrize(
    "words", ["Ist die Umfrage anonym?", "Bitte nicht anonym fragen.", "Sind die Daten anonym?"]
)
async def test_other_sentences_about_it_ask_nothing(exchange: Unnamed, words: str) -> None:
    assert "aus dem Netzwerk fragt" not in await exchange.tell(words)


# --- exactly once


async def test_a_post_is_written_once_whatever_comes_twice(exchange: Unnamed) -> None:
    await exchange.agreed()
    exchange.later(minutes=60)
    for _ in range(3):
        await exchange.look_after()
    root, first = await exchange.posted()

    assert root.startswith(POSTED)
    assert first.startswith("Frage Nr. 1")
    assert await exchange.rows("SELECT count(*) FROM question") == [(1,)]


async def test_outsiders_cannot_ask(exchange: Unnamed) -> None:
    exchange.room.outsiders = {CORA}
    said = await exchange.tell(f"!frage anonym {QUESTION}", CORA)

    assert "Mitgliedern des Netzwerks vorbehalten" in said
    assert await exchange.link(CORA) is None
    assert MANAGER not in said
    assert room_of(CORA) != room_of(BO)
