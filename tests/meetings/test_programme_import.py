"""A manager answers a file with !termin programm: it is the programme, or they hear why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.matrix.api import UnreachableError
from bot.matrix.media import NotThereError, TooLargeError
from bot.workers.programmes import MOST_ATTEMPTS, Programmes
from commands.conversation.events import File
from storage.meetings import meetings
from storage.meetings.meetings import Slot
from tests.support.calendar_files import event
from tests.support.meeting_fixtures import NETWORK, Net
from tests.support.say import MANAGEMENT

CSV = b"beginn;ende;titel;ort\n10:00;10:30;Ankommen;Foyer\n10:30;11:30;Vortrag;Saal\n"
FILE = File("programm.csv", {"url": "mxc://example.org/a"}, encrypted=False)
ASKED = "!termin programm 1"


@dataclass
class Media:
    """What the homeserver gives out, or how it fails."""

    answer: bytes | Exception = CSV
    asked: list[Mapping[str, object]] = field(default_factory=list)

    async def download(self, source: Mapping[str, object], limit: int) -> bytes:
        self.asked.append(source)
        if isinstance(self.answer, Exception):
            raise self.answer
        if len(self.answer) > limit:
            raise TooLargeError
        return self.answer


@pytest.fixture
def media() -> Media:
    return Media()


@pytest.fixture
def fetching(net: Net, media: Media) -> Programmes:
    return Programmes(net.database, media.download, net.room.live, lambda: None)


async def slots(net: Net) -> list[Slot]:
    async with net.database.transaction() as tx:
        return await meetings.slots_of(tx, 1)


async def ask(net: Net, file: File | None = FILE) -> list[str]:
    return await net.say(ASKED, replied_file=file)


async def test_the_file_that_is_answered_becomes_the_programme(
    net: Net, media: Media, fetching: Programmes
) -> None:
    await net.create()
    assert await ask(net) == []

    assert await fetching.look() is None

    assert media.asked == [FILE.source]
    assert [(s.starts, s.ends, s.title, s.place) for s in await slots(net)] == [
        ("2027-01-14T10:00", "2027-01-14T10:30", "Ankommen", "Foyer"),
        ("2027-01-14T10:30", "2027-01-14T11:30", "Vortrag", "Saal"),
    ]
    (told,) = await net.read(MANAGEMENT)
    assert told == (
        "Das Programm zu Termin Nr. 1 (Losverfahren) ist gespeichert: 2 Punkte.\n\n"
        "1. Ankommen\n2. Vortrag\n\nDas ganze Programm zeigt !termin 1."
    )


async def test_the_announcement_says_that_there_is_a_programme(
    net: Net, fetching: Programmes
) -> None:
    await net.create()
    await net.read(NETWORK[0])
    await ask(net)
    await fetching.look()

    assert any("Programm" in words for words in await net.read(NETWORK[0]))


async def test_a_calendar_is_a_programme_too(net: Net, media: Media, fetching: Programmes) -> None:
    media.answer = event("DTSTART:20270114T100000", "DTEND:20270114T103000")
    await net.create()
    await ask(net)
    await fetching.look()

    assert [slot.title for slot in await slots(net)] == ["Treffen"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"beginn;titel\n", "kein einziger Punkt"),
        (b"", "fehlen Spalten"),
        (b"\x00\xff\xfe%PDF", "weder eine CSV-Datei noch ein Kalender"),
        (b"beginn;titel\n25:00;A\n", "Zeile 2"),
        (b"beginn;titel\n15.01.2027 10:00;A\n", "nicht an einem Tag des Termins"),
        (b"a" * 3_000_000, "zu groß"),
    ],
)
async def test_what_is_no_programme_changes_nothing_and_is_told(
    net: Net, media: Media, fetching: Programmes, answer: bytes, words: str
) -> None:
    await net.create()
    await ask(net)
    await fetching.look()
    before = await slots(net)
    await net.read(MANAGEMENT)
    media.answer = answer
    await ask(net)
    await fetching.look()

    (told,) = await net.read(MANAGEMENT)
    assert words in told
    assert told.endswith("Das Programm zu Termin Nr. 1 bleibt, wie es ist.")
    assert await slots(net) == before


async def test_a_file_that_cannot_be_had_now_is_fetched_later(
    net: Net, media: Media, fetching: Programmes
) -> None:
    await net.create()
    await ask(net)
    media.answer = UnreachableError("away")
    assert await fetching.look() == 60.0
    assert await net.read(MANAGEMENT) == []

    net.later(minutes=1)
    media.answer = CSV
    assert await fetching.look() is None
    assert len(await slots(net)) == 2


async def test_after_half_an_hour_it_is_given_up(
    net: Net, media: Media, fetching: Programmes
) -> None:
    await net.create()
    await ask(net)
    media.answer = UnreachableError("away")
    while (pause := await fetching.look()) is not None:
        net.now += timedelta(seconds=pause)
        net.room.now = net.now

    assert len(media.asked) == MOST_ATTEMPTS
    assert "laden Sie sie noch einmal hoch" in (await net.read(MANAGEMENT))[0]


@pytest.mark.parametrize("error", [NotThereError(), ZeroDivisionError()])
async def test_what_will_never_be_had_is_given_up_at_once(
    net: Net, media: Media, fetching: Programmes, error: Exception
) -> None:
    await net.create()
    await ask(net)
    media.answer = error

    assert await fetching.look() is None
    assert "laden Sie sie noch einmal hoch" in (await net.read(MANAGEMENT))[0]


async def test_a_meeting_that_moves_meanwhile_gets_its_programme_on_the_new_day(
    net: Net, media: Media, fetching: Programmes
) -> None:
    meeting = await net.create()
    await ask(net)
    fetch = media.download

    async def slowly(source: Mapping[str, object], limit: int) -> bytes:
        if len(media.asked) == 0:
            await net.change(meeting, starts="2027-01-15T10:00", ends="2027-01-15T12:00")
        return await fetch(source, limit)

    fetching.download = slowly
    await fetching.look()

    assert [slot.starts for slot in await slots(net)] == ["2027-01-15T10:00", "2027-01-15T10:30"]


async def test_without_a_file_it_is_said_how_it_works(net: Net) -> None:
    await net.create()

    (told,) = await ask(net, file=None)
    assert "antworten Sie auf die Datei" in told


async def test_of_a_meeting_that_is_not_there_nothing_is_fetched(
    net: Net, media: Media, fetching: Programmes
) -> None:
    await ask(net)

    assert await fetching.look() is None
    assert media.asked == []


async def test_members_cannot_bring_a_programme(
    net: Net, media: Media, fetching: Programmes
) -> None:
    await net.create()
    await net.ask(ASKED, replied_file=FILE)
    await fetching.look()

    assert media.asked == []
