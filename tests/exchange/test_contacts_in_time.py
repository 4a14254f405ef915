"""When somebody is asked for their contact: by day, within the budget, in turn."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from commands.exchange.unasked import MOST_A_WEEK, WEEK, is_quiet
from storage.exchange import unasked
from tests.exchange.test_contacts import ASKED, SENTENCE, days_pass, inquire, people
from tests.support.asking import BO, CORA, Exchange
from tests.support.profiling import DORA, look_after, make, network, restart
from tests.support.say import SETTINGS


@pytest.fixture(autouse=True)
async def _profiles(exchange: Exchange) -> None:
    await network(exchange)


def questions_in(exchange: Exchange) -> list[str]:
    """The events in which somebody was asked, since the last start, in their order."""
    sent = zip(exchange.room.contents, exchange.room.sent_ids, strict=True)
    return [event for content, event in sent if "lässt fragen:" in content.get("body", "")]


async def test_at_night_nobody_is_asked_but_in_the_morning(exchange: Exchange) -> None:
    exchange.room.now = datetime(2026, 11, 24, 21, tzinfo=UTC)
    await inquire(exchange)
    await look_after(exchange)
    assert await exchange.told(CORA) == ""
    due = (await people(exchange))[CORA].due_at
    assert due is not None
    assert not is_quiet(SETTINGS, due)
    exchange.room.now = due
    await look_after(exchange)

    assert ASKED in await exchange.told(CORA)


async def test_who_was_told_enough_this_week_is_asked_later_or_not_at_all(
    exchange: Exchange,
) -> None:
    async with exchange.database.transaction() as tx:
        for number in range(MOST_A_WEEK):
            day = exchange.room.now - timedelta(days=6)
            await unasked.put(tx, CORA, "mention", str(number), "sent", day)
            await unasked.put(tx, DORA, "mention", str(number), "sent", exchange.room.now)
    await inquire(exchange)
    assert await exchange.told(CORA) == ""
    for _ in range(8):
        await days_pass(exchange, 1)

    assert ASKED in await exchange.told(CORA)
    assert ASKED not in await exchange.told(DORA)
    assert "keine Rückmeldung" in await exchange.told()


@pytest.mark.parametrize("setting", ["aus", "pause 2 Wochen", "löschen ja"])
async def test_who_hides_before_being_asked_is_not_asked(exchange: Exchange, setting: str) -> None:
    exchange.room.now = datetime(2026, 11, 24, 21, tzinfo=UTC)
    await inquire(exchange)
    await exchange.chat(f"!profil {setting}", CORA)
    await days_pass(exchange, 0.6)

    assert ASKED not in await exchange.told(CORA)
    assert ASKED in await exchange.told(DORA)


async def test_more_than_ten_are_not_asked_at_once_and_in_turn(exchange: Exchange) -> None:
    for number in range(12):
        await make(exchange, f"@x{number:02}:example.org", "| Evaluation")
    await exchange.chat(f"!wer fragen Evaluation | {SENTENCE}")
    [said] = await exchange.chat("ja")
    assert "Ich frage 10 Mitglieder von 12" in said
    await exchange.chat(f"!wer fragen Evaluation | {SENTENCE}", BO)
    await exchange.chat("ja", BO)

    first, second = set(await people(exchange, 1)), set(await people(exchange, 2))
    assert len(first) == len(second) == 10
    assert len(first | second) == 12


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_in_a_random_season_the_budget_holds_and_each_yes_is_passed_on_once(
    exchange: Exchange, seed: int
) -> None:
    chance, answered, passed = random.Random(seed), 0, 0
    told: defaultdict[str, list[datetime]] = defaultdict(list)
    askers, seen = [f"@q{number}:example.org" for number in range(12)], set[str]()
    for _ in range(100):
        exchange.later(minutes=chance.randint(30, 900))
        asker, wanted = chance.choice(askers), chance.choice(["Losverfahren", "Aachen", "Kiel"])
        await exchange.chat(f"!wer fragen {wanted} | {SENTENCE}", asker)
        await exchange.chat("ja", asker)
        if chance.random() < 0.2:
            restart(exchange)
            seen.clear()
        await look_after(exchange)
        for person in (CORA, DORA):
            asked = (await exchange.told(person)).count("und lässt fragen:")
            told[person] += [exchange.room.now] * asked
            for question in questions_in(exchange)[len(seen) :]:
                seen.add(question)
                if chance.random() < 0.5:
                    replies = await exchange.chat("ja", person, reply_to=question)
                    answered += replies[-1].startswith("Danke.")
        for each in askers:
            passed += "\n".join(await exchange.room.read(each)).count("Ein Kontakt zu")

    assert passed == answered > 5
    for moments in told.values():
        assert not any(is_quiet(SETTINGS, at) for at in moments)
        for at in moments:
            assert sum(at - WEEK < each <= at for each in moments) <= MOST_A_WEEK
