"""Announcements with "auch rundbrief" are told in the next digest of each, and in no mail."""

from dataclasses import replace
from datetime import timedelta

from commands.exchange.announcing import commands as announcing
from storage.exchange import announcements
from storage.exchange.announcements import Announcement
from tests.exchange.test_digest import ordered
from tests.exchange.test_digest_mail import order
from tests.support.asking import ADA, BO, Exchange
from tests.support.digesting import FRIDAY, WEEK, deliver, turn
from tests.support.mail_server import MailServer
from tests.support.post import Post
from tests.support.say import MANAGER

WORDS = "Die neue Broschüre\nist da <b>."


async def announce(
    exchange: Exchange, words: str = WORDS, *, in_digest: bool = True, planned: bool = False
) -> int:
    now = exchange.room.now
    due_at = now + timedelta(days=5) if planned else now
    new = Announcement(
        0,
        MANAGER,
        "$befehl",
        words,
        "planned" if planned else "posted",
        due_at,
        rings=False,
        in_digest=in_digest,
        created_at=now,
        posted_at=None if planned else now,
    )
    async with exchange.database.transaction() as tx:
        return await announcements.add(tx, new)


async def alter(exchange: Exchange, number: int, change: str) -> None:
    async with exchange.database.transaction() as tx:
        known = await announcements.get(tx, number)
        assert known is not None
        changed = replace(known, text="Die Broschüre ist verschickt.", revision=1)
        if change == "withdrawn":
            changed = replace(known, state="withdrawn")
        await announcements.change(tx, changed)


async def test_it_is_told_once_to_each_on_one_line(exchange: Exchange) -> None:
    await ordered(exchange)
    await ordered(exchange, "monatlich", BO)
    await announce(exchange)
    told = []
    for week in range(3):
        await turn(exchange, FRIDAY + week * WEEK)
        told.append((await exchange.told(), await exchange.told(BO)))

    assert (
        "1 Ankündigung des Netzwerkmanagements:\n\n– Die neue Broschüre ist da <b>." in told[0][0]
    )
    assert "Broschüre" in told[1][1]
    assert (told[0][1], told[1][0], told[2]) == ("", "", ("", ""))
    assert not any("<b>" in str(c.get("formatted_body")) for c in exchange.room.contents)


async def test_one_without_the_word_is_not_in_it(exchange: Exchange) -> None:
    await ordered(exchange)
    await announce(exchange, in_digest=False)
    await turn(exchange, FRIDAY)

    assert await exchange.told() == ""


async def test_one_that_is_planned_is_told_after_it_was_posted(exchange: Exchange) -> None:
    await ordered(exchange)
    number = await announce(exchange, planned=True)
    await announce(exchange, "Eine spätere, die früher erscheint")
    await turn(exchange, FRIDAY)
    assert "Broschüre" not in await exchange.told()
    for job in announcing.JOBS:
        exchange.room.now = FRIDAY + timedelta(days=3)
        async with exchange.database.transaction() as tx:
            await job.run(exchange.room.context(tx))
    async with exchange.database.transaction() as tx:
        posted = await announcements.get(tx, number)
    assert posted is not None
    assert posted.state == "posted"
    await turn(exchange, FRIDAY + WEEK)
    assert (await exchange.told()).count("Broschüre") == 1


async def test_one_that_was_withdrawn_is_not_told(exchange: Exchange) -> None:
    await ordered(exchange)
    await alter(exchange, await announce(exchange), "withdrawn")
    await turn(exchange, FRIDAY)

    assert await exchange.told() == ""


async def test_one_that_is_edited_later_is_not_told_again(exchange: Exchange) -> None:
    await ordered(exchange)
    number = await announce(exchange)
    await turn(exchange, FRIDAY)
    await exchange.told()
    await alter(exchange, number, "edited")
    await turn(exchange, FRIDAY + WEEK)

    assert await exchange.told() == ""


async def test_a_mail_only_counts_it(exchange: Exchange, post: Post, server: MailServer) -> None:
    await order(exchange, post, server)
    await announce(exchange)
    await turn(exchange, FRIDAY)
    await deliver(exchange, post)

    said = server.mails[-1].get_content()
    assert "1 Ankündigung des Netzwerkmanagements; lesen können Sie das im Chat" in said
    assert "Broschüre" not in said


async def test_the_preview_has_it_and_a_long_one_is_cut(exchange: Exchange) -> None:
    await announce(exchange, "Wort " * 500)
    exchange.later(minutes=1)
    [said] = await exchange.lead("!rundbrief vorschau")

    assert "1 Ankündigung des Netzwerkmanagements:" in said
    assert "…" in said
    assert said.count("Wort") < 70
    assert ADA not in said
