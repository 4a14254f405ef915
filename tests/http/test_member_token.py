"""Each member reads the calendar with a token of their own, as long as they are one."""

import logging

import pytest

from commands.meetings.calendar_file import token_of
from storage.meetings import feed_tokens
from storage.meetings.feed_tokens import FeedToken
from tests.support.people import ADA, CORA
from tests.support.say import NOW
from tests.support.serving import FEED, TOKEN, Served


async def link(served: Served, user_id: str = ADA, nonce: str = "$eins") -> str:
    token = FeedToken(user_id, nonce, NOW)
    async with served.database.transaction() as tx:
        await feed_tokens.put(tx, token)
    return f"/termine.ics?token={token_of(TOKEN, token)}"


async def test_a_member_reads_it_with_a_token_of_their_own(served: Served) -> None:
    own, other = await link(served), await link(served, CORA, "$zwei")

    assert own != other
    assert [(await served.get(path)).status for path in (own, other, FEED)] == [200, 200, 200]


async def test_who_left_reads_nothing_any_more(served: Served) -> None:
    own = await link(served)
    served.members.who[ADA] = False

    assert (await served.get(own)).status == 403
    assert (await served.get(FEED)).status == 200


async def test_until_it_is_known_who_is_a_member_the_calendar_has_to_wait(served: Served) -> None:
    own = await link(served)
    served.members.who[ADA] = None
    answer = await served.get(own)

    assert (answer.status, answer.headers["retry-after"]) == (503, "60")


async def test_a_new_token_makes_the_old_one_worthless(served: Served) -> None:
    old, new = await link(served), await link(served, nonce="$zwei")

    assert [(await served.get(path)).status for path in (old, new)] == [403, 200]


async def test_the_database_alone_opens_nothing(served: Served) -> None:
    own = await link(served)
    async with served.database.transaction() as tx:
        [row] = await tx.execute_fetchall("SELECT * FROM feed_token")

    stored = "".join(map(str, tuple(row)))
    assert own.partition("=")[2] not in stored
    for guess in tuple(row):
        assert (await served.get(f"/termine.ics?token={guess}")).status == 403


async def test_no_log_has_the_token_of_a_member(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    own = await link(served)
    with caplog.at_level(logging.DEBUG):
        await served.get(own)
        await served.get(f"{own}x")
        await served.get(own, method="POST")
    said = caplog.text + repr(served.http) + (await served.get("/metrics")).text

    assert own.partition("=")[2] not in said
    assert TOKEN not in said
