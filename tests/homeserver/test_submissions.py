"""The whole trip of a submission, in encrypted rooms, with two managers and one member."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from itertools import cycle

import pytest
import pytest_asyncio

from tests.homeserver.office import Office, open_office, until
from tests.homeserver.world import World, timeline
from tests.support.hostile_files import pdf

LINE = "!einreichen Bonn | https://www.example.org/leitlinien | Leitlinien | beschlossen 2014"
URL = "https://www.example.org/leitlinien"


@pytest_asyncio.fixture(loop_scope="session")
async def office(world: World) -> AsyncIterator[Office]:
    yield await open_office(world)


@pytest.mark.spine
async def test_a_link_is_submitted_accepted_and_found(office: Office) -> None:
    async with office.running():
        receipt = await office.ada.ask(office.network, LINE)
        assert "Nr. 1" in receipt
        notice = await office.notice()
        await office.bea.react(office.management, notice.event_id, "✅")

        await office.told("Nr. 1", "angenommen")
        assert office.bea.user_id in await office.until_notice_says("angenommen von")
        answer = await office.ada.ask(office.network, "!leitlinie Bonn")
        assert "https://www.example.org/leitlinien" in answer
        assert "Leitlinien" in answer


async def test_reactions_to_decide_with_are_placed_by_the_bot(office: Office) -> None:
    async with office.running():
        await office.ada.ask(office.network, LINE)
        notice = await office.notice()

        def placed() -> set[str | None]:
            return {h.body for h in office.bea.timeline if h.reacts_to == notice.event_id}

        await until(lambda: placed() == {"✅", "❌"}, lambda: repr(placed()))


async def test_a_refusal_asks_for_the_reason_and_the_member_hears_it(office: Office) -> None:
    async with office.running():
        await office.ada.ask(office.network, LINE)
        notice = await office.notice()
        await office.bea.react(office.management, notice.event_id, "❌")
        question = await office.wait_for(
            office.bea, "bitte schreiben Sie", room_id=office.management
        )
        relation = question.content["m.relates_to"]
        assert (relation["rel_type"], relation["event_id"]) == ("m.thread", notice.event_id)

        await office.bea.reply(
            office.management, question.event_id, "Der Link ist veraltet.", notice.event_id
        )
        await office.told("Nr. 1", "Der Link ist veraltet.")
        await office.until_notice_says("abgelehnt von", "Der Link ist veraltet.")


async def test_two_managers_at_the_same_instant_make_one_decision(office: Office) -> None:
    async with office.running():
        await office.ada.ask(office.network, LINE)
        notice = await office.notice()
        await office.wait_for(office.cem, "So entscheiden Sie")
        await asyncio.gather(
            office.bea.react(office.management, notice.event_id, "✅"),
            office.cem.say(office.management, "!ablehnen 1 Doppelt"),
        )

        await office.told("Ihre Einreichung Nr. 1", "angenommen.")
        await office.wait_for(office.bea, "schon entschieden", room_id=office.management)
        said = await office.until_notice_says(" von ")
        assert ("angenommen von" in said) != ("abgelehnt von" in said)
        await asyncio.sleep(1)
        assert office.count(office.ada, "Ihre Einreichung Nr. 1", "angenommen.") == 1


async def test_a_question_and_its_answers_are_relayed_in_one_thread(office: Office) -> None:
    async with office.running():
        await office.ada.ask(office.network, LINE)
        await office.notice()
        await office.bea.say(office.management, "!rückfrage 1 Ist das der letzte Stand?")
        asked = await office.told("Ist das der letzte Stand?")
        await office.ada.reply(asked.room_id, asked.event_id, "Ja, von 2014.", asked.event_id)
        answer = await office.wait_for(office.bea, "Ja, von 2014.", room_id=office.management)
        root = answer.content["m.relates_to"]["event_id"]

        await office.cem.reply(office.management, answer.event_id, "Vielen Dank!", root)
        thanks = await office.told("Vielen Dank!")
        assert thanks.content["m.relates_to"]["event_id"] == asked.event_id
        assert office.count(office.ada, "Vielen Dank!") == 1


async def test_a_member_withdraws_and_the_notice_shows_it(office: Office) -> None:
    async with office.running():
        await office.ada.ask(office.network, LINE)
        notice = await office.notice()
        assert "zurückgezogen" in await office.ada.ask(office.network, "!zurückziehen 1")
        await office.until_notice_says("zurückgezogen")
        await office.bea.react(office.management, notice.event_id, "✅")
        await office.wait_for(office.bea, "schon entschieden", room_id=office.management)


async def test_removing_the_message_withdraws_and_editing_it_changes_the_submission(
    office: Office,
) -> None:
    async with office.running():
        first = await office.ada.say(office.network, LINE)
        await office.notice()
        await office.ada.edit(office.network, first, LINE.replace("2014", "2015"))
        await office.until_notice_says("2015")
        await office.wait_for(office.bea, "geändert", room_id=office.management)

        await office.ada.redact(office.network, first)
        await office.until_notice_says("zurückgezogen")
        await office.told("Nr. 1", "zurückgezogen")


@pytest.mark.spine
async def test_an_encrypted_file_is_submitted_by_a_reply_stored_and_attached(
    office: Office,
) -> None:
    async with office.running() as app:
        file = await office.ada.upload(office.network, pdf("Leitlinien"), "leitlinien.pdf")
        asked = await office.ada.reply(office.network, file, "!einreichen Bonn")
        assert "Nr. 1" in ((await office.ada.answer_to(asked)).body or "")
        notice = await office.notice()
        assert "leitlinien.pdf" in notice.text
        [stored] = (app.config.storage.directory / "documents").glob("*")
        assert stored.read_bytes() == pdf("Leitlinien")
        assert stored.stat().st_mode & 0o777 == 0o600
        await until(lambda: any(h.file for h in office.bea.timeline), lambda: "no file")
        copy = next(event for event in office.bea.timeline if event.file is not None)
        assert copy.room_id == office.management
        assert copy.content["m.relates_to"]["event_id"] == notice.event_id
        assert await office.bea.download(copy) == pdf("Leitlinien")
        await office.bea.react(office.management, notice.event_id, "✅")
        await office.told("Nr. 1", "angenommen")
        async with app.database.transaction() as tx:
            [row] = await tx.execute_fetchall("SELECT * FROM guideline_document")
    assert row["sha256"] == stored.name


async def test_a_file_and_a_link_in_the_direct_chat_are_offered_to_be_submitted(
    office: Office,
) -> None:
    async with office.running():
        await office.ada.ask(office.network, f"!einreichen Bonn {URL}")
        await office.ada.ask(office.network, "!meine")
        chat = (await office.told("Mehr zu einer davon")).room_id

        file = await office.ada.upload(chat, pdf("Leitlinien"), "leitlinien.pdf")
        question = await office.ada.answer_to(file)
        assert "Möchten Sie die Datei »leitlinien.pdf« für die Sammlung" in question.text
        assert "Nr. 2 ist eingegangen: Bonn" in await office.ada.ask(chat, "Bonn")
        assert "leitlinien.pdf" in (await office.notice(2)).text

        link = await office.ada.say(chat, f"Kiel: {URL}")
        question = await office.ada.answer_to(link)
        assert "Möchten Sie den Link zu Kiel" in question.text
        await office.ada.react(chat, question.event_id, "1️⃣")
        await office.told("Nr. 3 ist eingegangen: Kiel")
        assert URL in (await office.notice(3)).text


async def test_a_file_of_another_kind_is_refused_with_the_reason(office: Office) -> None:
    async with office.running():
        file = await office.ada.upload(office.network, b"MZ" + b"\0" * 500, "leitlinien.pdf")
        await office.ada.reply(office.network, file, "!einreichen Bonn")
        await office.told("PDF")
        await asyncio.sleep(1)
        assert office.count(office.bea, "So entscheiden Sie") == 0


async def test_the_dialogue_goes_on_in_the_direct_chat_through_a_kill_at_every_step(
    office: Office,
) -> None:
    bot = office.process()
    await bot.start()
    await office.until_bot_is_in()
    answer = await office.ada.ask(office.network, "!einreichen")
    assert "Direktchat" in answer
    question = await office.told("Schritt 1 von 7")
    chat = question.room_id

    delays = cycle((0.0, 0.01, 0.02, 0.04, 0.08, 0.16))

    async def after_a_kill(event_id: str, *words: str) -> None:
        """Killed at some moment of its work on the message."""
        await asyncio.sleep(next(delays))
        await bot.kill()
        await bot.start()
        reply = await office.ada.answer_to(event_id)
        assert all(word in reply.text for word in words), reply.text

    async def step(said: str, *words: str) -> None:
        await after_a_kill(await office.ada.say(chat, said), *words)

    await step("Bonn", "Schritt 2 von 7")
    await step("bürger", "Schritt 3 von 7")
    file = await office.ada.upload(chat, pdf("Text"), "Leitlinien Bonn.pdf")
    await after_a_kill(file, "Leitlinien Bonn.pdf", "Schritt 4 von 7")
    await step("zurück", "Schritt 3 von 7")
    await step("weiter", "Schritt 4 von 7")
    await step("Leitlinien Bürgerbeteiligung", "Schritt 5 von 7")
    await step("beschlossen 2014", "Schritt 6 von 7")
    await step("weiter", "Bitte prüfen Sie")
    await step("5", "Schritt 5 von 7")
    await step("beschlossen 2015", "Bitte prüfen Sie", "2015")
    await step("senden", "Nr. 1")
    assert "2015" in (await office.notice()).text
    assert office.count(office.bea, "So entscheiden Sie") == 1
    assert "Nr. 1" in await office.ada.ask(chat, "meine")
    answered = Counter(event.answers for event in office.ada.timeline if event.room_id == chat)
    assert set(answered.values()) == {1}


async def test_between_every_two_steps_of_the_review_the_bot_may_be_killed(office: Office) -> None:
    bot = office.process()
    await bot.start()
    await office.until_bot_is_in()

    async def killed() -> None:
        await bot.kill()
        await bot.start()

    await office.ada.ask(office.network, LINE)
    await killed()
    notice = await office.notice()
    await bot.kill()
    await office.bea.say(office.management, "!rückfrage 1 Wirklich?")
    await bot.start()
    asked = await office.told("Wirklich?")
    await bot.kill()
    await office.ada.reply(asked.room_id, asked.event_id, "Ja, wirklich.", asked.event_id)
    await bot.start()
    await office.wait_for(office.bea, "Ja, wirklich.", room_id=office.management)
    await bot.kill()
    await office.cem.react(office.management, notice.event_id, "❌")
    await bot.start()
    question = await office.wait_for(office.cem, "bitte schreiben Sie", room_id=office.management)
    await bot.kill()
    await office.cem.reply(
        office.management, question.event_id, "Bitte mit Beschluss.", notice.event_id
    )
    await bot.start()
    await office.told("Bitte mit Beschluss.")
    await killed()
    await office.until_notice_says("abgelehnt von", office.cem.user_id)

    for person in (office.ada, office.bea):
        said = [
            (event.room_id, event.text)
            for event in person.timeline
            if event.type == "m.room.message" and event.edits is None
        ]
        assert len(said) == len(set(said)), said


async def test_nobody_decides_on_their_own_while_another_manager_is_there(office: Office) -> None:
    async with office.running():
        line = LINE.replace("Bonn", "Kiel")
        answer = await office.bea.ask(office.management, line)
        assert "Nr. 1" in answer
        notice = await office.notice()
        await office.bea.react(office.management, notice.event_id, "✅")
        await office.wait_for(office.bea, "ist Ihre eigene", room_id=office.management)
        await office.cem.react(office.management, notice.event_id, "✅")
        await office.until_notice_says("angenommen von", office.cem.user_id)


async def test_who_cannot_be_invited_is_told_in_the_room_what_to_do(office: Office) -> None:
    office.ada.follows_invitations = False
    async with office.running():
        await office.ada.ask(office.network, "!einreichen")
        await office.decline_invitation(office.ada)
        await office.wait_for(office.ada, "Beginnen Sie selbst", room_id=office.network)


async def test_what_the_member_wrote_is_in_no_log(office: Office) -> None:
    bot = office.process()
    await bot.start()
    await office.until_bot_is_in()
    await office.ada.ask(office.network, LINE + " | vertrauliches-wort")
    notice = await office.notice()
    await office.bea.react(office.management, notice.event_id, "✅")
    await office.told("angenommen")
    await bot.stop()

    log = bot.log_file.read_text(encoding="utf-8")
    for word in ("vertrauliches-wort", "Bonn", "example.org/leitlinien"):
        assert word not in log


async def test_every_message_is_there_once_on_the_homeserver(office: Office) -> None:
    async with office.running():
        await office.ada.ask(office.network, LINE)
        notice = await office.notice()
        await office.bea.react(office.management, notice.event_id, "✅")
        await office.until_notice_says("angenommen von")
        await office.told("angenommen")
        events = await timeline(office.bea, office.management)
    reactions = [e for e in events if e["type"] == "m.reaction" and e["sender"] == office.bot_id]
    assert sorted(e["content"]["m.relates_to"]["key"] for e in reactions) == ["✅", "❌"]
