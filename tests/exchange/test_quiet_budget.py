"""The quiet budget over random years: never too much, never at night, never the same twice."""

import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from commands.exchange.questions.mentions import fair
from commands.exchange.questions.watch import upcoming
from commands.exchange.unasked import MOST_A_WEEK, WEEK, Telling, after_quiet, is_quiet, may_tell
from storage.database import Database
from storage.exchange.questions import AskedQuestion, Mentionable
from tests.exchange.test_watch import agree, reply
from tests.support.asking import EXCHANGE, Exchange
from tests.support.joining import Network
from tests.support.say import NOW, SETTINGS, Room

FEATURES = ("mention", "watch", "welcome", "pairing", "digest")
PEOPLE = [f"@p{number}:example.org" for number in range(8)]


def assert_within_budget(told: dict[str, list[datetime]]) -> None:
    for moments in told.values():
        assert not any(is_quiet(SETTINGS, at) for at in moments)
        for at in moments:
            assert sum(at - WEEK < each <= at for each in moments) <= MOST_A_WEEK


@pytest.mark.parametrize("seed", range(5))
async def test_in_no_week_of_a_random_year_anybody_is_told_more_than_three_things(
    database: Database, seed: int
) -> None:
    chance, room = random.Random(seed), Room(database)
    told: defaultdict[str, list[datetime]] = defaultdict(list)
    seen: Counter[tuple[str, str, str]] = Counter()
    verdicts: Counter[Telling] = Counter()
    for _ in range(3_000):
        room.now += timedelta(minutes=chance.randint(0, 350))
        person, feature = chance.choice(PEOPLE), chance.choice(FEATURES)
        about = f"exchange:{chance.randint(1, 300)}"
        async with database.transaction() as tx:
            verdict = await may_tell(room.context(tx), person, feature, about)
        verdicts[verdict] += 1
        if verdict is Telling.NOW:
            told[person].append(room.now)
            seen[person, feature, about] += 1

    assert_within_budget(told)
    assert max(seen.values()) == 1
    assert set(verdicts) == set(Telling)


async def test_what_is_too_much_is_left_to_the_digest_for_good(database: Database) -> None:
    room = Room(database)
    async with database.transaction() as tx:
        said = [await may_tell(room.context(tx), PEOPLE[0], "watch", str(n)) for n in range(4)]
        room.now += WEEK
        again = await may_tell(room.context(tx), PEOPLE[0], "watch", "3")
        other = await may_tell(room.context(tx), PEOPLE[0], "watch", "4")

    assert said == [Telling.NOW] * 3 + [Telling.DIGEST]
    assert (again, other) == (Telling.BEFORE, Telling.NOW)


@pytest.mark.parametrize("hour", range(24))
def test_quiet_hours_are_those_of_the_configuration(hour: int) -> None:
    at = datetime(2026, 11, 24, hour, tzinfo=UTC)
    local = (hour + 1) % 24

    assert is_quiet(SETTINGS, at) is (local >= 20 or local < 8)
    assert not is_quiet(SETTINGS, after_quiet(SETTINGS, at))


# --- mentions


def someone(name: str, days_ago: float | None, in_week: int = 0) -> Mentionable:
    last = None if days_ago is None else NOW - timedelta(days=days_ago)
    return Mentionable(name, last, in_week)


def test_who_was_asked_longest_ago_comes_first() -> None:
    people = [someone("c", 2, 1), someone("b", 30), someone("a", None), someone("d", 9)]

    assert fair(people, (), NOW, 3) == ["a", "b", "d"]


def test_nobody_is_mentioned_twice_a_day_or_three_times_a_week() -> None:
    people = [someone("a", 0.9, 1), someone("b", 2, 2), someone("c", 1, 1), someone("d", None)]

    assert fair(people, {"d"}, NOW, 3) == ["c"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
async def test_over_a_random_year_mentions_are_few_and_spread(
    exchange: Exchange, seed: int
) -> None:
    chance = random.Random(seed)
    askers = [f"@q{number}:example.org" for number in range(6)]
    await agree(exchange, *PEOPLE)
    mentions: defaultdict[str, list[datetime]] = defaultdict(list)
    for number in range(1, 100):
        exchange.later(minutes=chance.randint(60, 7 * 24 * 60))
        asker = chance.choice(askers)
        words = f"Wer nutzt ein Quorum in Ort{number} und Dorf{number}?"
        await exchange.say(f"!frage {words}", asker, event_id=f"$q{number}")
        if chance.random() < 0.5:
            await reply(exchange, f"$q{number}", event_id=f"$r{number}")
        await exchange.look_after()
        await exchange.posted()
        for content in exchange.room.contents:
            for person in content.get("m.mentions", {}).get("user_ids", ()):
                mentions[person].append(exchange.room.now)
        exchange.room.contents.clear()
        await exchange.say(f"!erledigt {number}", asker)

    assert_within_budget(mentions)
    for moments in mentions.values():
        for at in moments:
            assert sum(at - timedelta(days=1) < each <= at for each in moments) <= 1
            assert sum(at - WEEK < each <= at for each in moments) <= 2
    counts = [len(mentions[person]) for person in PEOPLE]
    assert min(counts) > 5
    assert max(counts) - min(counts) <= 2


# --- everything together


async def told_unasked(network: Network) -> tuple[dict[str, list[datetime]], Counter[str]]:
    """When each person was told something, and how often by which feature."""
    sql = "SELECT user_id, feature, told_at FROM unasked WHERE outcome = 'sent'"
    async with network.database.transaction() as tx:
        rows = list(await tx.execute_fetchall(sql))
    told: defaultdict[str, list[datetime]] = defaultdict(list)
    for row in rows:
        told[row["user_id"]].append(datetime.fromtimestamp(row["told_at"], UTC))
    return told, Counter(row["feature"] for row in rows)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
async def test_over_a_random_year_all_features_together_keep_the_budget(
    network: Network, seed: int
) -> None:
    chance, posted = random.Random(seed), 0
    await agree(network, *PEOPLE)
    started = network.room.now
    people, joined = [*PEOPLE], 0
    while network.room.now - started < timedelta(days=365):
        network.later(minutes=chance.randint(10, 3 * 24 * 60))
        if chance.random() < 0.3:
            joined += 1
            newcomer = f"@n{joined}:example.org"
            await network.join(newcomer)
            people.append(newcomer)
            await agree(network, newcomer)
        if chance.random() < 0.6:
            asker, number = chance.choice(people), chance.randint(1, 10**9)
            words = f"Wer nutzt ein Quorum in Ort{number} und Dorf{number}?"
            await network.say(f"!frage {words}", asker, event_id=f"$q{number}")
        await network.look_after()
        await network.look()
        await network.posted()
        for person in people:
            posted += len(await network.read(person))
        network.room.contents.clear()
    told, by_feature = await told_unasked(network)

    assert_within_budget(told)
    assert by_feature.keys() == {"mention", "watch", "welcome"}
    assert min(by_feature.values()) > 10
    # Nothing is noted as said that was not, nor said without a note; questions close by themselves.
    assert posted >= by_feature["watch"] + by_feature["welcome"]


def test_a_simulation_says_what_happens_if_nobody_replies() -> None:
    question = AskedQuestion(1, PEOPLE[0], EXCHANGE, "$root", "Wer?", (), (), NOW)
    due = list(upcoming(question, SETTINGS, NOW + timedelta(days=200), newcomer=False))

    assert [each.step for each in due] == ["ask", "post", "close"]
    assert [(each.at - NOW).days for each in due] == [7, 9, 90]
