"""What the quiet budget put off is told in a digest, once, and only if it is still true."""

from commands.exchange.unasked import Telling, may_tell
from tests.exchange.test_digest import ordered
from tests.support.asking import ADA, CORA, Exchange
from tests.support.digesting import FRIDAY, WEEK, change, turn
from tests.support.say import NOW


async def put_off(exchange: Exchange, person: str, about: str, feature: str = "mention") -> None:
    async with exchange.database.transaction() as tx:
        ctx = exchange.room.context(tx)
        for number in range(3):
            await may_tell(ctx, person, "welcome", str(number))
        assert await may_tell(ctx, person, feature, about) is Telling.DIGEST


async def test_what_was_too_much_for_a_week_is_told_once(exchange: Exchange) -> None:
    await exchange.ask()
    await ordered(exchange, sender=CORA)
    await put_off(exchange, CORA, "exchange:1")
    await put_off(exchange, CORA, "pairing:7", "pairing")
    await put_off(exchange, CORA, "greeting", "welcome")
    await turn(exchange, FRIDAY)
    told = await exchange.told(CORA)
    await turn(exchange, FRIDAY + WEEK)

    assert (
        "3 zurückgestellte Hinweise: zu Ihren Themen gefragt wurde Nr. 1 »wer hat Erfahrung" in told
    )
    assert told.count("weiterer Hinweis") == 1
    assert "zeigt der Befehl hilfe" in told
    assert await exchange.told(CORA) == ""


async def test_what_is_over_meanwhile_is_not_told(exchange: Exchange) -> None:
    await exchange.ask()
    await ordered(exchange, sender=CORA)
    await put_off(exchange, CORA, "exchange:1")
    await exchange.say("!erledigt 1")
    await turn(exchange, FRIDAY)

    assert await exchange.told(CORA) == ""


async def test_a_question_that_was_put_off_is_not_told_twice_in_one_digest(
    exchange: Exchange,
) -> None:
    await ordered(exchange, sender=CORA)
    await exchange.ask()
    await put_off(exchange, CORA, "exchange:1")
    await turn(exchange, FRIDAY)

    assert (await exchange.told(CORA)).count("Nr. 1") == 1


async def test_ones_own_question_without_a_reply_is_told_as_such(exchange: Exchange) -> None:
    await exchange.ask(sender=CORA)
    await exchange.told(CORA)
    await ordered(exchange, sender=CORA)
    await put_off(exchange, CORA, f"exchange:1:{int(NOW.timestamp())}", "watch")
    await turn(exchange, FRIDAY)

    assert "noch ohne Antwort ist Ihre Frage Nr. 1" in await exchange.told(CORA)


async def test_it_does_not_count_in_the_quiet_budget(exchange: Exchange) -> None:
    await ordered(exchange)
    await change(exchange)
    await turn(exchange, FRIDAY)
    async with exchange.database.transaction() as tx:
        ctx = exchange.room.context(tx)
        verdicts = [await may_tell(ctx, ADA, "mention", str(number)) for number in range(3)]

    assert verdicts == [Telling.NOW] * 3
