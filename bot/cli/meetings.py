"""netzwerkbot meetings list | simulate | import | export."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Annotated

import typer

from bot import config
from bot.cli.calendars import export_command, import_command
from bot.cli.options import ConfigFile
from bot.cli.writing import printed
from bot.failures import explained
from commands.reminders import Dates, Post, upcoming_posts
from commands.texts import imports as import_texts
from commands.texts import meetings_cli as texts
from storage import meetings, reminders
from storage.database import open_database
from storage.meetings import Meeting

app = typer.Typer(name="meetings", help=texts.MEETINGS, no_args_is_help=True)
app.command("import", help=import_texts.HELP_IMPORT)(import_command)
app.command("export", help=import_texts.HELP_EXPORT)(export_command)

AsJson = Annotated[bool, typer.Option("--json", help=texts.HELP_JSON)]
Days = Annotated[int, typer.Option("--days", help=texts.HELP_DAYS, min=1, max=400)]


@app.command("list", help=texts.HELP_LIST)
def list_command(config_file: ConfigFile, as_json: AsJson = False) -> None:
    settings = config.load(config_file)
    current = asyncio.run(_dates(settings, _now())).meetings
    if as_json:
        shown = [_as_json(meeting) for meeting in current]
        printed(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        printed(texts.listed(current, settings.reminders.timezone))


@app.command("simulate", help=texts.HELP_SIMULATE)
def simulate_command(config_file: ConfigFile, days: Days = 60) -> None:
    settings = config.load(config_file)
    now = _now()
    posts = upcoming_posts(
        asyncio.run(_dates(settings, now)),
        settings.reminders,
        settings.rooms.network,
        settings.matrix.command_prefix,
        now,
        now + timedelta(days=days),
    )
    together = [list(same) for _, same in groupby(posts, lambda post: (post.at, post.text))]
    told = [_told(same, settings) for same in together]
    printed("\n\n".join([texts.simulated(len(posts), days), *told]))


def _told(same: list[Post], settings: config.Config) -> str:
    """The operator need not know which persons asked for it."""
    rooms = [post.room_id for post in same if not post.room_id.startswith("@")]
    persons = len(same) - len(rooms)
    return texts.post(same[0].at, settings.reminders.timezone, rooms, persons, same[0].text)


async def _dates(settings: config.Config, now: datetime) -> Dates:
    """What is not over yet; without a database there is nothing."""
    if not settings.database_file.exists():
        return Dates(())
    with explained(settings):
        async with open_database(settings.database_file) as database, database.transaction() as tx:
            current = await meetings.ending_after(tx, now)
            numbers = [meeting.meeting_id for meeting in current]
            slots = await meetings.slots_of(tx, *numbers)
            return Dates(current, slots, await reminders.wishes_for(tx, *numbers))


def _as_json(meeting: Meeting) -> dict[str, object]:
    return {
        "number": meeting.meeting_id,
        "kind": meeting.kind,
        "title": meeting.title,
        "state": meeting.state,
        "starts": meeting.starts,
        "ends": meeting.ends,
        "timezone": meeting.timezone,
        "all_day": meeting.all_day,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "place": meeting.place,
        "description": meeting.description,
        "register_by": meeting.register_by,
    }


def _now() -> datetime:
    return datetime.now(UTC)
