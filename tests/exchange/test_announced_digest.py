"""Announcements that are marked for it stand in the next digest, once; a mail only counts them."""

from datetime import timedelta

from commands.conversation.room_facts import RoomFacts
from commands.exchange.digest.gathering import for_order
from commands.exchange.digest.texts.digest import mail_body
from storage.exchange import digest
from tests.support.asking import ADA, Exchange
from tests.support.digesting import FRIDAY, WEEK, turn
from tests.support.say import MANAGEMENT, ROOM

WORDS = "Die neue Broschüre ist da."


async def announce(exchange: Exchange, words: str = WORDS) -> None:
    exchange.room.facts[ROOM] = RoomFacts("Austausch", frozenset({ADA}), may_speak=True)
    await exchange.lead(f"!ankündigen {words}")
    await exchange.lead("ja")
    await exchange.room.read(ROOM)
    await exchange.room.read(MANAGEMENT)


async def ordered(exchange: Exchange) -> None:
    await exchange.chat("!rundbrief wöchentlich")
    await exchange.told()


async def test_it_stands_in_the_next_digest_and_in_no_other(exchange: Exchange) -> None:
    await ordered(exchange)
    await announce(exchange, f"{WORDS} | auch rundbrief")
    await announce(exchange, "Das steht nur in den Räumen.")
    await turn(exchange, FRIDAY)
    first = await exchange.told()
    await turn(exchange, FRIDAY + WEEK)

    assert f"1 Ankündigung des Netzwerkmanagements:\n\n– {WORDS}" in first
    assert "nur in den Räumen" not in first
    assert await exchange.told() == ""


async def test_what_is_announced_in_the_second_of_a_digest_is_in_one_of_them(
    exchange: Exchange,
) -> None:
    await ordered(exchange)
    exchange.room.now = FRIDAY
    await announce(exchange, f"Davor. {WORDS} | auch rundbrief")
    await turn(exchange, FRIDAY)
    await announce(exchange, f"Danach. {WORDS} | auch rundbrief")
    told = await exchange.told()
    await turn(exchange, FRIDAY + WEEK)
    told += await exchange.told()

    assert (told.count("Davor."), told.count("Danach.")) == (1, 1)


async def test_what_was_announced_before_the_order_is_not_in_it(exchange: Exchange) -> None:
    await announce(exchange, f"{WORDS} | auch rundbrief")
    exchange.later(minutes=1)
    await ordered(exchange)
    await turn(exchange, FRIDAY)

    assert WORDS not in await exchange.told()


async def test_what_is_taken_back_is_in_no_digest(exchange: Exchange) -> None:
    await ordered(exchange)
    await announce(exchange, f"{WORDS} | auch rundbrief")
    await exchange.lead("!ankündigung zurück 1")
    await exchange.lead("ja")
    await turn(exchange, FRIDAY)

    assert await exchange.told() == ""


async def test_a_mail_counts_it_and_the_management_sees_it_before(exchange: Exchange) -> None:
    await ordered(exchange)
    await announce(exchange, f"{WORDS} | auch rundbrief")
    exchange.later(minutes=1)
    [shown] = await exchange.lead("!rundbrief vorschau")
    assert WORDS in shown
    async with exchange.database.transaction() as tx:
        [order] = await digest.orders(tx)
        assert order.user_id == ADA
        found, _ = await for_order(exchange.room.context(tx), order)
    mail = mail_body(found, exchange.room.live.settings.timezone, "!", "NeKoPa")

    assert "1 Ankündigung des Netzwerkmanagements; lesen können Sie das im Chat" in mail
    assert WORDS not in mail
    assert order.looked_at <= exchange.room.now - timedelta(minutes=1)
