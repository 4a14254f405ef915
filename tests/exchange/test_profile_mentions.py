"""Whom questions mention: who agreed, in turn, and never too often, over random years."""

import random
from collections import Counter, defaultdict
from datetime import datetime, timedelta

import pytest

from commands.exchange.unasked import MOST_A_WEEK, WEEK, is_quiet
from storage.exchange import questions
from tests.exchange.test_watch import reply
from tests.support.asking import ADA, BO, CORA, Exchange
from tests.support.profiling import LINE, look_after, make, network, put
from tests.support.say import NOW, SETTINGS

PEOPLE = [f"@p{number}:example.org" for number in range(10)]
ASKED = "Wer hat Erfahrung mit dem Losverfahren?"


async def mentionable(exchange: Exchange, topic: str = "Losverfahren") -> set[str]:
    async with exchange.database.transaction() as tx:
        found = await questions.mentionable(tx, [topic], NOW - WEEK)
    return {each.user_id for each in found}


async def mentioned_by(exchange: Exchange, words: str, asker: str = ADA) -> list[str]:
    exchange.room.contents.clear()
    await exchange.say(f"!frage {words}", asker)
    await exchange.posted()
    return [
        person
        for content in exchange.room.contents
        for person in content.get("m.mentions", {}).get("user_ids", ())
    ]


async def test_a_question_mentions_who_agreed_to_it(exchange: Exchange) -> None:
    await make(exchange, BO, LINE, "erwähnen ja")
    await make(exchange, CORA, LINE, "sichtbar")
    reply_of_ours = await exchange.say(f"!frage {ASKED}")

    assert "Bo Muster" in reply_of_ours[0]
    assert "Cora" not in reply_of_ours[0]
    [content] = [each for each in exchange.room.contents if each.get("m.mentions")]
    assert content["m.mentions"] == {"user_ids": [BO]}


@pytest.mark.parametrize("setting", ["erwähnen nein", "aus", "pause 3 Wochen", "löschen ja"])
async def test_who_ends_it_is_not_mentioned(exchange: Exchange, setting: str) -> None:
    await make(exchange, BO, LINE, "erwähnen ja")
    assert await mentionable(exchange) == {BO}
    await exchange.chat(f"!profil {setting}", BO)

    assert await mentionable(exchange) == set()
    assert await mentioned_by(exchange, ASKED) == []


async def test_after_a_pause_it_goes_on(exchange: Exchange) -> None:
    await make(exchange, BO, LINE, "erwähnen ja", "pause 3 Wochen")
    exchange.later(days=23)
    await look_after(exchange)

    assert await mentionable(exchange) == {BO}


async def test_who_left_or_did_not_answer_is_not_mentioned(exchange: Exchange) -> None:
    await make(exchange, BO, LINE, "erwähnen ja")
    exchange.room.outsiders = {BO}
    assert await mentioned_by(exchange, ASKED) == []
    exchange.room.outsiders = set()
    exchange.later(days=365)
    await look_after(exchange)
    exchange.later(days=61)
    await look_after(exchange)

    assert await mentionable(exchange) == set()


async def test_other_topics_do_not_mention(exchange: Exchange) -> None:
    await make(exchange, BO, LINE, "erwähnen ja")

    assert await mentioned_by(exchange, "Wer nutzt ein Quorum, und wie hoch ist es?") == []


async def test_without_any_profile_nobody_is_mentioned(exchange: Exchange) -> None:
    assert await mentionable(exchange) == set()
    assert await mentioned_by(exchange, ASKED) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_over_a_random_year_everything_unasked_stays_within_its_bounds(
    exchange: Exchange, seed: int
) -> None:
    """Questions, inquiries, and yearly questions together; people change their minds meanwhile."""
    chance = random.Random(seed)
    await network(exchange)
    for person in PEOPLE:
        long_ago = NOW - timedelta(days=chance.randint(0, 364))
        await put(exchange.database, person, long_ago, topics=("Quorum", "Losverfahren"))
    askers = [f"@q{number}:example.org" for number in range(6)]
    mentions: defaultdict[str, list[datetime]] = defaultdict(list)
    unasked: defaultdict[str, list[datetime]] = defaultdict(list)
    kinds: Counter[str] = Counter()
    for number in range(1, 110):
        exchange.later(minutes=chance.randint(60, 6 * 24 * 60))
        now, asker = exchange.room.now, chance.choice(askers)
        for person in await mentioned_by(exchange, f"Quorum in Ort{number}, Dorf{number}?", asker):
            mentions[person].append(now)
            unasked[person].append(now)
            kinds["mention"] += 1
        if chance.random() < 0.5:
            await reply(exchange, f"$e{number}", event_id=f"$r{number}")
        await exchange.say(f"!erledigt {number}", asker)
        if chance.random() < 0.4:
            topic = chance.choice(["Quorum", "Losverfahren"])
            await exchange.chat(f"!wer fragen {topic} | Wie hoch ist es bei Ihnen?", asker)
            await exchange.chat("ja", asker)
        if chance.random() < 0.1:
            await exchange.chat("!profil pause 10 Tage", chance.choice(PEOPLE))
        await look_after(exchange)
        await exchange.look_after()
        for person in PEOPLE:
            for said in await exchange.room.read(person):
                kind = "contact" if "und lässt fragen:" in said else "check"
                if kind == "contact" or "Stimmt Ihr Profil noch?" in said:
                    unasked[person].append(now)
                    kinds[kind] += 1

    assert min(kinds[kind] for kind in ("mention", "contact", "check")) > 5, kinds
    for person, moments in unasked.items():
        assert not any(is_quiet(SETTINGS, at) for at in moments), person
        for at in moments:
            assert sum(at - WEEK < each <= at for each in moments) <= MOST_A_WEEK
    for moments in mentions.values():
        for at in moments:
            assert sum(at - timedelta(days=1) < each <= at for each in moments) <= 1
            assert sum(at - WEEK < each <= at for each in moments) <= 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
async def test_mentions_are_spread_over_those_who_agreed(exchange: Exchange, seed: int) -> None:
    chance = random.Random(seed)
    for person in PEOPLE:
        await put(exchange.database, person, NOW)
    counts: Counter[str] = Counter()
    for number in range(1, 80):
        exchange.later(minutes=chance.randint(60, 4 * 24 * 60))
        counts.update(await mentioned_by(exchange, f"Quorum in Ort{number}, Dorf{number}?"))
        await exchange.say(f"!erledigt {number}")

    assert set(counts) == set(PEOPLE)
    assert min(counts.values()) > 5
    assert max(counts.values()) - min(counts.values()) <= 2
