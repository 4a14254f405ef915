"""What is answered over HTTP: the calendar to who has the token, the collection, nothing else."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest
import vobject

from commands.collection.transfer.export import Format, export
from storage.meetings import meetings
from storage.meetings.meetings import Slot
from tests.support.serving import FEED, Answer, Served


def titles(answer: Answer) -> list[str]:
    calendar = vobject.readOne(answer.text)
    return [event.summary.value for event in calendar.contents.get("vevent", [])]


# --- the calendar


async def test_who_has_the_token_gets_the_dates_as_a_calendar(served: Served) -> None:
    await served.meet("Losverfahren")
    await served.meet("Vorhabenlisten", state="cancelled")
    answer = await served.get(FEED)

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"].startswith("private")
    assert answer.headers["etag"].strip('"').isalnum()
    assert answer.headers["last-modified"] == "Tue, 24 Nov 2026 09:00:00 GMT"
    assert titles(answer) == ["Losverfahren", "Abgesagt: Vorhabenlisten"]


async def test_a_calendar_without_dates_is_a_calendar(served: Served) -> None:
    answer = await served.get(FEED)

    assert answer.status == 200
    assert answer.body.startswith(b"BEGIN:VCALENDAR\r\n")


async def test_the_calendar_names_no_person(served: Served) -> None:
    await served.meet()
    answer = await served.get(FEED)

    assert "@ada" not in answer.text
    assert "ORGANIZER" not in answer.text
    assert "ATTENDEE" not in answer.text


async def test_what_has_not_changed_is_not_sent_again(served: Served) -> None:
    await served.meet()
    first = await served.get(FEED)
    second = await served.get(FEED, If_None_Match=first.headers["etag"])
    weak = await served.get(FEED, If_None_Match=f'"other", W/{first.headers["etag"]}')
    since = await served.get(FEED, If_Modified_Since=first.headers["last-modified"])

    for answer in (second, weak, since):
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == first.headers["etag"]
    assert (await served.get(FEED, If_None_Match='"other"')).status == 200
    assert (await served.get(FEED, If_None_Match="nonsense")).status == 200


async def test_every_change_of_a_date_is_seen_also_within_the_same_second(served: Served) -> None:
    seen = [(await served.get(FEED)).headers["etag"]]
    meeting = await served.meet()
    seen.append((await served.get(FEED)).headers["etag"])
    for title in ("Anders", "Wieder anders"):
        async with served.database.transaction() as tx:
            await meetings.change(tx, replace(meeting, title=title))
        seen.append((await served.get(FEED, If_None_Match=seen[-1])).headers["etag"])
    slot = Slot(
        meeting.meeting_id,
        1,
        meeting.starts,
        meeting.ends,
        meeting.starts_at,
        meeting.ends_at,
        "Begrüßung",
    )
    async with served.database.transaction() as tx:
        await meetings.put_slots(tx, meeting.meeting_id, [slot])
    last = await served.get(FEED, If_None_Match=seen[-1])
    seen.append(last.headers["etag"])

    assert len(set(seen)) == 5
    assert "Begrüßung" in vobject.readOne(last.text).vevent.description.value


async def test_who_asks_by_time_gets_what_changed_later(served: Served) -> None:
    first = await served.get(FEED)
    served.clock.now += timedelta(seconds=5)
    await served.meet()
    answer = await served.get(FEED, If_Modified_Since=first.headers["last-modified"])

    assert answer.status == 200
    assert answer.headers["last-modified"] == "Tue, 24 Nov 2026 09:00:05 GMT"


async def test_a_calendar_is_made_once_for_many_who_ask_at_once(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    await served.meet()
    made = 0
    kept = served.http.feed.__self__  # type: ignore[attr-defined]  # the method's object
    make = kept.make

    async def counted() -> bytes:
        nonlocal made
        made += 1
        return bytes(await make())

    monkeypatch.setattr(kept, "make", counted)
    answers = await asyncio.gather(*(served.get(FEED) for _ in range(20)))

    assert {answer.status for answer in answers} == {200}
    assert made == 1


async def test_the_same_dates_are_the_same_bytes_after_a_restart(served: Served) -> None:
    await served.meet()
    first = await served.get(FEED)
    served.clock.now += timedelta(hours=1)
    async with served.restarted():
        second = await served.get(FEED)

    assert second.body == first.body
    assert second.headers["etag"] == first.headers["etag"]


# --- the collection


async def test_the_collection_is_what_export_writes_but_for_what_is_not_for_all(
    served: Served,
) -> None:
    answer = await served.get("/sammlung.json")
    async with served.database.transaction() as tx:
        exported = json.loads((await export(tx, Format.JSON))[0])

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    published = json.loads(answer.body)
    assert published["credit"] == exported["credit"]
    assert len(published["entries"]) == 121
    presumed = 0
    for shown, entry in zip(published["entries"], exported["entries"], strict=True):
        assert entry.items() >= shown.items()
        hidden = entry.keys() - shown.keys()
        about_presumed = {"official_name", "kind", "land", "district", "ags"}
        wanted = {"presumed", "remark", "certainty", "confirmed_by"}
        presumed += entry["presumed"] is not None
        assert hidden == (wanted | about_presumed if entry["presumed"] else wanted)
    assert presumed > 0


async def test_the_collection_is_sent_again_only_when_it_has_changed(served: Served) -> None:
    tag = (await served.get("/sammlung.json")).headers["etag"]
    assert (await served.get("/sammlung.json", If_None_Match=tag)).status == 304
    async with served.database.transaction() as tx:
        await tx.execute("UPDATE guideline SET title = 'Neu' WHERE guideline_id = 1")
    answer = await served.get("/sammlung.json", If_None_Match=tag)

    assert answer.status == 200
    assert '"Neu"' in answer.text


# --- everything else


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/termine.ics/",
        "/TERMINE.ICS",
        "//healthz",
        "/../netzwerkbot.db",
        "/%00",
    ],
)
async def test_everything_else_is_not_there(served: Served, path: str) -> None:
    said = await served.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())

    assert said.startswith(b"HTTP/1.1 404 Not Found\r\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
async def test_nothing_can_be_written(served: Served, method: str) -> None:
    answer = await served.get("/healthz", method=method)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", [FEED, "/sammlung.json", "/healthz", "/metrics", "/nothing"])
async def test_who_asks_for_the_head_gets_the_same_without_a_body(
    served: Served, path: str
) -> None:
    whole = await served.get(path)
    head = await served.get(path, method="HEAD")

    assert head.status == whole.status
    assert head.body == b""
    assert head.headers["content-type"] == whole.headers["content-type"]
    if path != "/metrics":  # has counted the first request
        assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nno colon\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
)
async def test_no_version_of_anything_is_told(served: Served, sent: bytes) -> None:
    said = await served.raw(sent)

    assert b"\r\nServer: netzwerkbot\r\n" in said
    assert b"aiohttp" not in said
    assert b"Python" not in said


async def test_what_cannot_be_read_now_may_be_asked_for_again(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_slow() -> None:
        raise TimeoutError

    monkeypatch.setattr(served.http, "collection", too_slow)
    answer = await served.get("/sammlung.json")

    assert (answer.status, answer.text) == (503, "Service Unavailable\n")


async def test_numbers_are_served_as_prometheus_reads_them(served: Served) -> None:
    answer = await served.get("/metrics")

    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "netzwerkbot_sync_age_seconds 0.0\n" in answer.text
