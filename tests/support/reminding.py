"""Meetings and reminders made for tests: rows in memory, a bot whose clock is turned by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.config.sections import Config
from commands.conversation.command import Context
from commands.conversation.settings import Network, Reminders, Settings
from commands.language.times import Lead, moment
from commands.meetings.reminders.planning import replan
from commands.meetings.reminders.sending import send_due
from storage.conversation import outbox
from storage.database import Database, Transaction
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Kind, Meeting, Slot
from storage.meetings.reminders import Wish

BERLIN = ZoneInfo("Europe/Berlin")
ROOM = "!austausch:example.org"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# Made up: kind, title, start, end, place, end of registration.
_SAMPLE: tuple[tuple[Kind, str, str, str, str, str | None], ...] = (
    (
        "online-konferenz",
        "NeKoPa-Online-Konferenz: Vorhabenlisten in der Praxis",
        "2026-12-02T10:00",
        "2026-12-02T11:30",
        "https://konferenz.example.org/nekopa-01",
        None,
    ),
    (
        "online-konferenz",
        "NeKoPa-Online-Konferenz: Losverfahren und Datenschutz",
        "2027-01-08T09:30",
        "2027-01-08T11:00",
        "online",
        None,
    ),
    (
        "netzwerktreffen",
        "NeKoPa-Netzwerktreffen 2027 (zwei Tage)",
        "2027-03-04T13:00",
        "2027-03-05T14:00",
        "Bonn, Tagungsort folgt",
        "2027-02-05T23:59",
    ),
    (
        "frist",
        "Anmeldeschluss NeKoPa-Netzwerktreffen 2027",
        "2027-02-05T23:59",
        "2027-02-05T23:59",
        "online",
        None,
    ),
    (
        "online-konferenz",
        "NeKoPa-Online-Konferenz: Wirkung von Leitlinien",
        "2027-03-30T10:00",
        "2027-03-30T11:30",
        "online",
        None,
    ),
    (
        "arbeitsgruppe",
        "AG »Kinder- und Jugendbeteiligung«",
        "2027-03-29T09:00",
        "2027-03-29T10:00",
        "online",
        None,
    ),
    (
        "netzwerktreffen",
        "Netzwerktreffen Köln 2027 (Gesamtnetzwerk, eintägig)",
        "2027-06-11T10:00",
        "2027-06-11T17:00",
        "Köln",
        None,
    ),
)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def berlin(local: str) -> datetime:
    """The moment, in UTC."""
    return moment(local.replace(" ", "T"), BERLIN)


def a_meeting(
    starts: str, ends: str | None = None, *, kind: Kind = "online-konferenz", **more: Any
) -> Meeting:
    zone = ZoneInfo(more.get("timezone", "Europe/Berlin"))
    all_day = len(starts) == len("2027-01-01")
    ends = ends or starts
    after = datetime.fromisoformat(ends) + DAY
    values: dict[str, Any] = {
        "timezone": zone.key,
        "starts_at": moment(starts, zone),
        "ends_at": moment(after.isoformat() if all_day else ends, zone),
        "created_at": LONG_AGO,
        "changed_at": LONG_AGO,
        "title": "Losverfahren",
        "meeting_id": 1,
        "uid": "uid-1",
    }
    return Meeting(kind=kind, starts=starts, ends=ends, all_day=all_day, **values | more)


def moved(meeting: Meeting, starts: str) -> Meeting:
    at = moment(starts, ZoneInfo(meeting.timezone))
    return replace(meeting, starts=starts, ends=starts, starts_at=at, ends_at=at + HOUR)


def a_slot(position: int, starts: str, title: str = "Vortrag", place: str | None = None) -> Slot:
    at = berlin(starts)
    return Slot(1, position, starts, starts, at, at + HOUR, title, place)


def sample_meetings() -> dict[str, Meeting]:
    """The network's sample dates by their titles."""
    return {
        title: a_meeting(
            starts,
            ends,
            kind=kind,
            title=title,
            place=place,
            register_by=register_by,
            meeting_id=number,
            uid=f"uid-{number}",
        )
        for number, (kind, title, starts, ends, place, register_by) in enumerate(_SAMPLE, 1)
    }


def leads(*written: str) -> tuple[Lead, ...]:
    days = {"d": 1, "w": 7}
    minutes = {"h": 60, "min": 1}
    found = []
    for lead in written:
        unit = lead.lstrip("0123456789")
        count = int(lead.removesuffix(unit))
        found.append(Lead(count * days.get(unit, 0), count * minutes.get(unit, 0)))
    return tuple(found)


@dataclass
class Bot:
    """One meeting, a clock, and what reached the rooms: (moment, room, body)."""

    database: Database
    now: datetime
    configured: Reminders = field(default_factory=Reminders)
    rooms: Sequence[str] = (ROOM,)
    sent: list[tuple[datetime, str, str]] = field(default_factory=list)
    contents: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def context(self, tx: Any) -> Context:
        names = ("Netzwerkbot",)
        settings = Settings(Network(), "!", "1.2.3", names, None, reminders=self.configured)
        settings = replace(settings, network_rooms=tuple(self.rooms))
        return Context(self.now, tx, settings, membership=lambda _: True)

    async def add(self, meeting: Meeting) -> Meeting:
        async with self.database.transaction() as tx:
            stored = await meetings.add(tx, meeting)
            await replan(self.context(tx), stored)
            return stored

    async def change(self, meeting: Meeting) -> None:
        async with self.database.transaction() as tx:
            await meetings.change(tx, meeting)
            await replan(self.context(tx), meeting)

    async def wish(self, meeting: Meeting, user_id: str, lead: str) -> None:
        async with self.database.transaction() as tx:
            await reminders.wish(tx, Wish(user_id, meeting.meeting_id, lead))
            await replan(self.context(tx), meeting)

    async def turn(self, at: datetime | str | None = None, *, deliver: bool = True) -> list[str]:
        """The job runs at that moment, then everything is delivered; the new bodies."""
        if at is not None:
            self.now = berlin(at) if isinstance(at, str) else at
        async with self.database.transaction() as tx:
            await send_due(self.context(tx))
        return await self.deliver() if deliver else []

    async def deliver(self) -> list[str]:
        before = len(self.sent)
        async with self.database.transaction() as tx:
            while heads := await outbox.heads(tx):
                for event in heads:
                    await outbox.mark_sent(tx, event.outbox_id, f"$sent{event.outbox_id}")
                    self.contents.append(dict(event.content))
                    self.ids.append(event.transaction_id)
                    if "body" in event.content:
                        body = str(event.content["body"])
                        self.sent.append((self.now, event.room_id, body))
        return [body for _, _, body in self.sent[before:]]

    async def states(self) -> dict[str, str]:
        """Stage, start and room -> what became of it."""
        async with self.database.transaction() as tx:
            rows = await tx.execute_fetchall("SELECT * FROM reminder ORDER BY due_at")
            return {f"{r['stage']} {r['starts_at']} {r['room_id']}": r["state"] for r in rows}


def headline(body: str) -> str:
    return body.split("\n")[0]


async def turns(bot: Bot, *moments: str) -> list[list[str]]:
    return [list(map(headline, await bot.turn(moment))) for moment in moments]


async def outgoing(bot: Bot) -> list[str]:
    async with bot.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT transaction_id FROM outbox ORDER BY outbox_id")
        return [row["transaction_id"] for row in rows]


def in_a_week(day: str) -> str:
    when = f"am Mittwoch, {day}, um 10:00 Uhr,"
    return f"Erinnerung: In 1 Woche, {when} beginnt »Losverfahren«."


def conference(number: int, starts_at: datetime, **more: object) -> Meeting:
    """Return a conference of an hour."""
    ends_at = starts_at + HOUR
    local, end = (f"{at.astimezone(BERLIN):%Y-%m-%dT%H:%M}" for at in (starts_at, ends_at))
    values: dict[str, Any] = {"uid": f"uid-{number}", "title": f"Konferenz {number}"} | more
    return a_meeting(local, end, starts_at=starts_at, ends_at=ends_at, **values)


def context_at(tx: Transaction, at: datetime, config: Config, rooms: Sequence[str]) -> Context:
    settings = Settings(config.network, "!", "1", (), None, reminders=config.reminders)
    settings = replace(settings, network_rooms=tuple(rooms))
    return Context(at, tx, settings, membership=lambda _: True)


async def plan(ctx: Context, wanted: Iterable[Meeting]) -> list[Meeting]:
    """Add the meetings with their reminders, as if they had been made at that moment."""
    added = [await meetings.add(ctx.tx, meeting) for meeting in wanted]
    for meeting in added:
        await replan(ctx, meeting)
    return added
