"""An anonymous question that is open: additions, replies, silence, and how it ends."""

from tests.support.asking import ADA, BO, EXCHANGE
from tests.support.unnamed import QUESTION, Unnamed

HELPED = "Geholfen hat ein Beschluss des Rates, der alles regelt."


# --- while it is open


async def test_an_addition_is_posted_in_the_thread(unnamed: Unnamed) -> None:
    await unnamed.asked()
    shown = await unnamed.tell("!ergänzen 1 Es eilt, der Rat tagt bald.")
    assert "Die fragende Person ergänzt:" in shown
    assert await unnamed.posted() == []
    assert await unnamed.tell("ja") == "Ihre Ergänzung steht jetzt im Thread."

    [added] = await unnamed.posted()
    assert added == "Die fragende Person ergänzt:\n\nEs eilt, der Rat tagt bald."
    relation = unnamed.room.contents[-1]["m.relates_to"]
    assert relation["event_id"] == await unnamed.root()
    await unnamed.tell("!ergänzen Noch etwas dazu.")
    await unnamed.tell("1")
    assert len(await unnamed.posted()) == 1


async def test_what_is_added_is_looked_through_as_well(unnamed: Unnamed) -> None:
    await unnamed.asked()
    told = await unnamed.tell("!ergänzen Wir haben in Bonn schon alles versucht.")
    assert "Kommune: »Bonn«" in told
    assert "in einer Kommune schon alles versucht" in await unnamed.tell("1")
    await unnamed.tell("ja")

    [added] = await unnamed.posted()
    assert "Bonn" not in added


async def test_only_the_asker_adds_and_only_in_the_chat(unnamed: Unnamed) -> None:
    await unnamed.asked()
    assert "Sie haben zurzeit keine" in await unnamed.tell("!ergänzen 1 Quatsch", BO)
    [said] = await unnamed.say("!ergänzen 1 Es eilt.")
    assert said.startswith("Eine anonyme Frage ergänzen Sie nur im Direktchat")
    await unnamed.agreed("Was kostet eine Umfrage im Jahr?", BO)
    assert "steht noch nicht im Raum" in await unnamed.tell("!ergänzen Es eilt.", BO)
    assert "ist nicht Ihre anonyme Frage" in await unnamed.tell("!ergänzen 7 Es eilt.")
    assert await unnamed.posted() == []


async def test_in_the_room_the_asker_is_answered_like_everybody(unnamed: Unnamed) -> None:
    await unnamed.asked()
    root = await unnamed.root()
    for command in ("!erledigt 1", "!ergebnis 1 Uns half ein Gespräch.", "!frage 1", "!folgen 1"):
        own = await unnamed.say(command, ADA)
        other = await unnamed.say(command, BO)
        assert own == other
    await unnamed.room.react("✅", root, sender=ADA, room_id=EXCHANGE)

    assert (await unnamed.question()).state == "open"
    assert await unnamed.posted() == []


async def test_replies_of_the_asker_count_like_those_of_others(unnamed: Unnamed) -> None:
    from commands.exchange.questions import watch

    await unnamed.asked()
    root = await unnamed.root()
    async with unnamed.database.transaction() as tx:
        for person in (ADA, BO):
            ctx = unnamed.room.context(tx)
            assert await watch.note_reply(ctx, person, root, unnamed.room.now)

    assert (await unnamed.question()).replies == 2


async def test_their_list_shows_no_anonymous_question(unnamed: Unnamed) -> None:
    await unnamed.asked()

    assert (await unnamed.tell("!fragen meine")).startswith("Keine von Ihnen")
    assert "ist offen" in await unnamed.tell("!frage anonym")
    assert "anonym gestellt" in await unnamed.tell("!frage 1", BO)


async def test_without_a_reply_the_asker_and_then_the_thread_are_asked(unnamed: Unnamed) -> None:
    await unnamed.asked()
    unnamed.later(days=7)
    await unnamed.look_after()
    told = await unnamed.told()
    assert told.startswith("Ihre anonyme Frage ist noch offen.")
    assert "Nr. 1" not in told
    assert QUESTION not in told
    assert await unnamed.rows("SELECT * FROM unasked") == []
    unnamed.later(days=2, hours=1)
    await unnamed.look_after()

    [again] = await unnamed.posted()
    assert again.startswith("Frage Nr. 1 ist noch offen")
    await unnamed.look_after()
    assert await unnamed.posted() == []
    assert await unnamed.told() == ""


# --- the end


async def test_what_helped_is_asked_before_it_is_closed(unnamed: Unnamed) -> None:
    await unnamed.asked()
    assert (await unnamed.tell("!erledigt 1")).startswith("Was hat Ihnen geholfen?")
    assert (await unnamed.question()).state == "open"
    assert HELPED in await unnamed.tell(HELPED)
    told = await unnamed.tell("ja")

    assert told.startswith("Das Ergebnis steht jetzt in der Suche")
    assert (await unnamed.question()).state == "done"
    assert await unnamed.link() is None
    done, result = await unnamed.posted()
    assert done == "Frage Nr. 1 ist erledigt."
    assert result == f"Ergebnis zu Frage Nr. 1: {HELPED}"


async def test_with_its_words_the_end_is_one_line(unnamed: Unnamed) -> None:
    await unnamed.asked()
    assert HELPED in await unnamed.tell(f"!ergebnis 1 {HELPED}")
    await unnamed.tell("ja")

    assert (await unnamed.question()).state == "done"
    assert await unnamed.link() is None


async def test_without_an_answer_it_is_closed_a_day_later(unnamed: Unnamed) -> None:
    await unnamed.asked()
    await unnamed.tell("!erledigt")
    unnamed.later(hours=25)
    await unnamed.look_after()

    assert (await unnamed.question()).state == "done"
    assert await unnamed.link() is None
    assert await unnamed.posted() == ["Frage Nr. 1 ist erledigt."]


async def test_a_named_question_is_closed_as_before(unnamed: Unnamed) -> None:
    await unnamed.asked()
    await unnamed.ask("Was kostet eine Umfrage im Jahr?")
    assert (await unnamed.tell("!erledigt")).startswith("Frage Nr. 2 ist erledigt.")

    assert (await unnamed.question(1)).state == "open"


async def test_the_management_closes_it_with_a_reason_in_the_thread(unnamed: Unnamed) -> None:
    await unnamed.asked()
    [said] = await unnamed.lead("!frage schließen 1 Das gehört in die Konferenz.")

    assert "Wer gefragt hat, ist nicht bekannt" in said
    [told] = await unnamed.posted()
    assert told == (
        "Das Netzwerkmanagement hat Frage Nr. 1 geschlossen. Der Grund: Das gehört in die"
        " Konferenz."
    )
    assert await unnamed.told() == ""
    assert await unnamed.link() is None


async def test_after_the_end_nobody_opens_it(unnamed: Unnamed) -> None:
    await unnamed.asked()
    await unnamed.lead("!frage schließen 1 Das gehört in die Konferenz.")

    for said in (await unnamed.tell("!frage öffnen 1"), *await unnamed.lead("!frage öffnen 1")):
        assert said.startswith("Frage Nr. 1 war anonym gestellt und ist beendet.")


async def test_after_ninety_silent_days_it_is_closed(unnamed: Unnamed) -> None:
    await unnamed.asked()
    for days in (8, 3, 90):
        unnamed.later(days=days)
        await unnamed.look_after()
    await unnamed.told()

    assert (await unnamed.question()).state == "closed"
    assert await unnamed.link() is None


async def test_when_the_asker_leaves_the_question_stays(unnamed: Unnamed) -> None:
    await unnamed.asked()
    unnamed.room.outsiders = {ADA}
    await unnamed.look_after()

    assert await unnamed.link() is None
    assert (await unnamed.question()).state == "open"


async def test_who_left_before_it_is_posted_asks_nothing(unnamed: Unnamed) -> None:
    await unnamed.agreed()
    unnamed.room.outsiders = {ADA}
    unnamed.later(hours=1)
    await unnamed.look_after()

    assert await unnamed.posted() == []
    assert await unnamed.link() is None
