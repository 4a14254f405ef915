"""How a question ends: ✅, !erledigt, its asker, the management; and who is told."""

import pytest

from commands.exchange.questions.posts import first_reply_of
from tests.support.asking import ADA, BO, CORA, EXCHANGE, Exchange

WHAT_HELPED = "Was hat Ihnen geholfen?"
HELPED = "Geholfen hat die Satzung von Bonn. Dort lost das Einwohnermeldeamt."


@pytest.mark.parametrize("key", ["✅", "👍", "✔️"])
@pytest.mark.parametrize("at", ["root", "reply"])
async def test_a_tick_of_the_asker_closes_it(exchange: Exchange, key: str, at: str) -> None:
    root, _ = await exchange.ask()
    target = root if at == "root" else await exchange.event(first_reply_of(1))

    said = await exchange.room.react(key, target, sender=ADA, room_id=EXCHANGE)
    assert said == ["Frage Nr. 1 ist erledigt."]
    assert exchange.room.contents[-1]["m.relates_to"]["event_id"] == root
    assert (await exchange.question()).state == "done"
    assert WHAT_HELPED in await exchange.told()


@pytest.mark.parametrize(("key", "sender"), [("✅", BO), ("❌", ADA), ("🎉", ADA)])
async def test_other_reactions_close_nothing(exchange: Exchange, key: str, sender: str) -> None:
    root, _ = await exchange.ask()

    assert await exchange.room.react(key, root, sender=sender, room_id=EXCHANGE) == []
    assert (await exchange.question()).state == "open"
    async with exchange.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT event_id FROM handled_event")
    assert {row["event_id"] for row in rows} == {root}


async def test_in_its_thread_it_needs_no_number(exchange: Exchange) -> None:
    root, _ = await exchange.ask()
    await exchange.ask("Wer nutzt das Quorum?")

    [said] = await exchange.say("!erledigt", thread_root=root)
    assert said.startswith("Frage Nr. 1 ist erledigt.")
    assert "im Direktchat" in said
    assert WHAT_HELPED in await exchange.told()


async def test_elsewhere_it_is_said_in_the_thread_too(exchange: Exchange) -> None:
    root, _ = await exchange.ask()

    [said] = await exchange.chat("!erledigt")
    assert said.startswith("Frage Nr. 1 ist erledigt.")
    assert WHAT_HELPED in said
    assert await exchange.posted() == ["Frage Nr. 1 ist erledigt."]
    assert exchange.room.contents[-1]["m.relates_to"]["event_id"] == root


async def test_of_several_it_is_asked_which(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.ask("Wer nutzt das Quorum?")

    [said] = await exchange.chat("!erledigt")
    assert said.startswith("Welche Frage meinen Sie? 2 kommen infrage:")
    [said] = await exchange.chat("1")
    assert said.startswith("Frage Nr. 2 ist erledigt.")


async def test_only_the_asker_closes_it(exchange: Exchange) -> None:
    await exchange.ask()

    [said] = await exchange.chat("!erledigt 1", BO)
    assert said.startswith("Frage Nr. 1 schließt, wer sie gestellt hat.")
    assert (await exchange.question()).state == "open"


async def test_a_number_that_nobody_has_is_said(exchange: Exchange) -> None:
    for line in ("!erledigt 7", "!frage 7", "!folgen 7", "!ergebnis 7 Das hat geholfen."):
        [said] = await exchange.chat(line)
        assert said.startswith("Eine Frage Nr. 7 gibt es nicht.")


async def test_it_is_opened_again(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat("!erledigt 1")

    assert await exchange.chat("!frage öffnen 1") == ["Frage Nr. 1 ist wieder offen."]
    assert (await exchange.question()).state == "open"
    assert (await exchange.question()).closed_at is None
    assert await exchange.chat("!frage öffnen 1") == ["Frage Nr. 1 ist offen."]


async def test_opening_needs_room_below_the_limit(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat("!erledigt 1")
    await exchange.posted()
    for topic in ("Quorum", "Vergabe", "Evaluation"):
        await exchange.ask(f"Wer nutzt {topic}?")

    [said] = await exchange.chat("!frage öffnen 1")
    assert said.startswith("Sie haben schon 3 offene Fragen")


async def test_a_question_may_begin_like_the_command(exchange: Exchange) -> None:
    [shown] = await exchange.chat("!frage Öffnen Sie Ihre Sitzungen auch online?")

    assert "Soll ich sie so stellen?" in shown


async def test_the_management_closes_it_and_the_asker_learns_why(exchange: Exchange) -> None:
    await exchange.ask()
    [said] = await exchange.lead("!frage schließen 1")
    assert "Bitte nennen Sie den Grund" in said

    [said] = await exchange.lead("!frage schließen 1 Steht schon im Protokoll.")
    assert said.startswith("Frage Nr. 1 ist geschlossen.")
    told = await exchange.told()
    assert "Ada Beispiel: Frage Nr. 1" in told
    assert "Der Grund: Steht schon im Protokoll." in told
    assert await exchange.posted() == []
    assert (await exchange.question()).state == "closed"


async def test_a_member_cannot_close_it_for_others(exchange: Exchange) -> None:
    await exchange.ask()

    [said] = await exchange.say("!frage schließen 1 Grund", BO)
    assert "nur im Raum des Netzwerkmanagements" in said
    assert (await exchange.question()).state == "open"


# --- the root


async def test_the_removal_of_the_root_withdraws_it(exchange: Exchange) -> None:
    root, _ = await exchange.ask()

    said = await exchange.room.redact(root, sender=ADA, room_id=EXCHANGE)
    assert said == ["* Frage Nr. 1 ist zurückgezogen."]
    assert (await exchange.question()).state == "withdrawn"
    [told] = await exchange.chat("!frage öffnen 1")
    assert told.startswith("Frage Nr. 1 ist zurückgezogen")


async def test_the_removal_of_the_bots_root_withdraws_it_too(exchange: Exchange) -> None:
    await exchange.chat("!frage Wer kennt das Losverfahren?")
    await exchange.chat("ja")
    await exchange.posted()

    await exchange.room.redact(await exchange.root(), sender=CORA, room_id=EXCHANGE)
    assert (await exchange.question()).state == "withdrawn"


async def test_the_removal_of_the_reply_leaves_it_open(exchange: Exchange) -> None:
    await exchange.ask()

    reply = await exchange.event(first_reply_of(1))
    await exchange.room.redact(reply, sender=CORA, room_id=EXCHANGE)
    assert (await exchange.question()).state == "open"


async def test_an_edit_of_the_root_changes_title_and_topics(exchange: Exchange) -> None:
    root, _ = await exchange.ask()

    [said] = await exchange.say("!frage Wer kennt das Quorum in Bonn?", replaces=root)
    assert said.startswith("* Frage Nr. 1 (Thema: Quorum): Wer kennt das Quorum in Bonn?")
    question = await exchange.question()
    assert (question.title, question.topics) == ("Wer kennt das Quorum in Bonn?", ("Quorum",))
    assert await exchange.say("!frage Wer kennt das Quorum in Bonn?", replaces=root) == []


async def test_an_edit_by_somebody_else_changes_nothing(exchange: Exchange) -> None:
    root, _ = await exchange.ask()

    await exchange.say("!frage Wer kennt das Quorum?", BO, replaces=root)
    assert (await exchange.question()).topics == ("Losverfahren", "Bürgerrat")


# --- what helped


async def test_what_helped_is_shown_and_kept_without_the_name(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat("!erledigt 1")
    await exchange.posted()

    [shown] = await exchange.chat(HELPED)
    assert shown.startswith("Ergebnis zu Frage Nr. 1: wer hat Erfahrung")
    assert HELPED in shown
    [kept] = await exchange.chat("ja")
    assert kept.startswith("Das Ergebnis zu Frage Nr. 1 steht jetzt in der Suche.")
    assert await exchange.posted() == [f"Ergebnis zu Frage Nr. 1: {HELPED}"]
    [shown] = await exchange.chat("!frage 1", BO)
    assert f"Was geholfen hat: {HELPED}" in shown
    async with exchange.database.transaction() as tx:
        [row] = await tx.execute_fetchall("SELECT * FROM result")
    assert ADA not in repr(tuple(row))


async def test_it_may_be_told_at_once(exchange: Exchange) -> None:
    await exchange.ask()

    [shown] = await exchange.chat(f"!erledigt 1 {HELPED}")
    assert shown.startswith("Frage Nr. 1 ist erledigt.")
    assert "Soll ich es so aufbewahren?" in shown
    [kept] = await exchange.chat("1")
    assert kept.startswith("Das Ergebnis zu Frage Nr. 1")


async def test_who_says_no_is_not_asked_again(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat("!erledigt 1")

    assert await exchange.chat("nein") == ["Gut, dann bleibt es ohne Ergebnis."]
    [said] = await exchange.chat("Die Sitzung gestern war wirklich recht lang.")
    assert "Ergebnis" not in said


@pytest.mark.parametrize("said", ["Hat Bonn eine Satzung?", "!leitlinie Bonn", "Danke"])
async def test_what_is_no_result_is_answered_as_always(exchange: Exchange, said: str) -> None:
    await exchange.ask()
    await exchange.chat("!erledigt 1")

    assert not any("Soll ich es so aufbewahren?" in each for each in await exchange.chat(said))


async def test_hours_later_plain_words_are_no_result_but_a_reply_is(exchange: Exchange) -> None:
    root, _ = await exchange.ask()
    await exchange.room.react("✅", root, sender=ADA, room_id=EXCHANGE)
    assert WHAT_HELPED in await exchange.told()
    asked = exchange.room.sent_ids[-1]
    exchange.later(hours=3)

    assert not any("aufbewahren" in each for each in await exchange.chat(HELPED))
    [shown] = await exchange.chat(HELPED, reply_to=asked)
    assert "Soll ich es so aufbewahren?" in shown


async def test_a_result_is_short(exchange: Exchange) -> None:
    await exchange.ask()

    [said] = await exchange.chat(f"!ergebnis 1 {'gut ' * 260}")
    assert said.startswith("Ein Ergebnis hat höchstens 1000 Zeichen")


async def test_others_cannot_tell_a_result_but_the_management_can(exchange: Exchange) -> None:
    await exchange.ask()

    [said] = await exchange.chat(f"!ergebnis 1 {HELPED}", BO)
    assert "trägt ein, wer sie gestellt hat" in said
    [shown] = await exchange.lead(f"!ergebnis 1 {HELPED}")
    assert "Soll ich es so aufbewahren?" in shown
    await exchange.lead("1")
    assert (await exchange.question()).state == "done"


async def test_a_later_result_takes_the_place_of_the_first(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat(f"!erledigt 1 {HELPED}")
    await exchange.chat("ja")
    exchange.later(days=1)
    await exchange.chat("!ergebnis 1 Inzwischen losen wir anders.")
    await exchange.chat("ja")

    [shown] = await exchange.chat("!frage 1")
    assert "Was geholfen hat: Inzwischen losen wir anders." in shown


# --- following


async def test_who_follows_is_told_of_the_end_and_of_the_result(exchange: Exchange) -> None:
    await exchange.ask()
    [said] = await exchange.chat("!folgen 1", BO)
    assert said.startswith("Sie folgen jetzt Frage Nr. 1")
    await exchange.chat("!erledigt 1")
    assert "Bo Muster: Frage Nr. 1, der Sie folgen, ist erledigt" in await exchange.told(BO)

    await exchange.chat(HELPED)
    await exchange.chat("ja")
    told = await exchange.told(BO)
    assert "hat ein Ergebnis" in told
    assert HELPED in told
    assert await exchange.told(CORA) == ""


async def test_who_follows_no_more_is_told_nothing(exchange: Exchange) -> None:
    root, _ = await exchange.ask()
    await exchange.say("!folgen", BO, thread_root=root)
    [said] = await exchange.chat("!folgen 1", BO)
    assert said.startswith("Sie folgen Frage Nr. 1 schon.")
    assert await exchange.chat("!folgen 1 aus", BO) == ["Sie folgen Frage Nr. 1 nicht mehr."]
    await exchange.chat("!erledigt 1")

    assert await exchange.told(BO) == ""


async def test_nobody_follows_their_own(exchange: Exchange) -> None:
    await exchange.ask()

    [said] = await exchange.chat("!folgen 1")
    assert said.startswith("Frage Nr. 1 ist Ihre eigene")
