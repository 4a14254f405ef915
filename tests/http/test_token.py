"""The calendar is for who has the token; the token is never told, guessed or logged."""

import hmac
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.http.routes import WrongTokens
from tests.support.say import NOW
from tests.support.serving import FEED, TOKEN, Clock, Served, serving


@pytest.mark.parametrize(
    "path",
    [
        "/termine.ics",
        "/termine.ics?token=",
        "/termine.ics?token=x",
        f"/termine.ics?token={TOKEN[:-1]}",
        f"/termine.ics?token={TOKEN}x",
        f"/termine.ics?token={TOKEN.upper()}",
        f"/termine.ics?TOKEN={TOKEN}",
        "/termine.ics?token=%ff%00%ed%a0%80",
        "/termine.ics?token=ä€😀",
    ],
)
async def test_without_the_token_nothing_is_told(served: Served, path: str) -> None:
    answer = await served.get(path)

    assert (answer.status, answer.text) == (403, "Forbidden\n")
    assert "etag" not in answer.headers


async def test_the_first_token_counts(served: Served) -> None:
    assert (await served.get(f"/termine.ics?token=x&token={TOKEN}")).status == 403
    assert (await served.get(f"{FEED}&token=x")).status == 200


async def test_tokens_are_compared_in_constant_time_whatever_their_lengths(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []
    compare = hmac.compare_digest

    def watched(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", watched)
    for token in ("", "x", TOKEN[:-1], "y" * 1500, TOKEN):
        await served.get(f"/termine.ics?token={token}")

    assert len(compared) == 5
    assert {len(side) for pair in compared for side in pair} == {32}
    assert [one == other for one, other in compared] == [False, False, False, False, True]


async def test_who_guesses_is_slowed_down_and_who_knows_is_served(served: Served) -> None:
    statuses = [(await served.get("/termine.ics?token=x")).status for _ in range(12)]

    assert statuses == [403] * 10 + [429] * 2
    assert (await served.get(FEED)).status == 200
    served.clock.now += timedelta(minutes=1)
    assert (await served.get("/termine.ics?token=x")).status == 403


@given(st.lists(st.sampled_from([f"192.0.2.{n}" for n in range(20)]), max_size=300))
def test_guesses_are_counted_within_bounds(addresses: list[str]) -> None:
    wrong = WrongTokens(Clock(), most=8)
    for address in addresses:
        wrong.count(address)
        assert len(wrong._counted) <= 8


def test_a_thousand_addresses_are_enough_to_remember() -> None:
    wrong = WrongTokens(Clock())
    for number in range(5_000):
        assert not wrong.count(str(number))

    assert len(wrong._counted) == 1_000


def test_a_clock_set_back_locks_nobody_out() -> None:
    clock = Clock()
    wrong = WrongTokens(clock)
    for _ in range(10):
        wrong.count("192.0.2.1")
    clock.now = NOW - timedelta(days=1)

    assert not wrong.count("192.0.2.1")


async def test_without_a_token_there_is_no_calendar(tmp_path: Path) -> None:
    async with serving(tmp_path, token=None) as served:
        assert (await served.get(FEED)).status == 404
        assert (await served.get("/termine.ics?token=")).status == 404
        assert (await served.get("/healthz")).status == 200


async def test_no_log_and_no_number_has_the_token(
    served: Served, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> None:
        raise ValueError(TOKEN)

    with caplog.at_level(logging.DEBUG):
        await served.get(FEED)
        await served.get(f"{FEED}x")
        await served.get(FEED, method="POST")
        await served.raw(f"GET {FEED} HTTP/9.9\r\n\r\n".encode())
        await served.raw(f"GET {FEED} NONSENSE {TOKEN}\r\n\r\n".encode())
        await served.raw(f"GET {FEED} HTTP/1.1\r\n{TOKEN}\r\n\r\n".encode())
        await served.raw(f"GET /{'x' * 3000}?token={TOKEN} HTTP/1.1\r\n\r\n".encode())
        monkeypatch.setattr(served.http, "feed", broken)
        assert (await served.get(FEED)).status == 500
    said = caplog.text + repr(served.http) + (await served.get("/metrics")).text

    assert "failed: ValueError" in said
    assert TOKEN not in said
    assert "127.0.0.1:" not in caplog.text
