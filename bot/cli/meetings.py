"""netzwerkbot meetings list | simulate | import | export."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Annotated

import typer

from bot.cli.calendars import export_command, import_command
from bot.cli.shared import ConfigFile, print_lines
from bot.cli.usage import GermanCommand, GermanGroup
from bot.config.reading import load
from bot.config.sections import Config
from bot.data_directory import has_data, open_data
from bot.process.failures import explained
from bot.texts import meetings_cli as texts
from bot.texts.usage import NUMBER
from commands.meetings.reminders.planning import PlannedFrom, UpcomingPost, upcoming_posts
from commands.meetings.texts import imports as import_texts
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Meeting

app = typer.Typer(name="meetings", help=texts.MEETINGS, no_args_is_help=True, cls=GermanGroup)
app.command("import", cls=GermanCommand, help=import_texts.HELP_IMPORT)(import_command)
app.command("export", cls=GermanCommand, help=import_texts.HELP_EXPORT)(export_command)

AsJson = Annotated[bool, typer.Option("--json", help=texts.HELP_JSON)]
Days = Annotated[int, typer.Option("--days", help=texts.HELP_DAYS, metavar=NUMBER, min=1, max=400)]


@app.command("list", cls=GermanCommand, help=texts.HELP_LIST)
def list_command(config_file: ConfigFile, as_json: AsJson = False) -> None:
    settings = load(config_file)
    current = asyncio.run(_upcoming(settings, _now())).meetings
    if as_json:
        shown = [_as_json(meeting) for meeting in current]
        print_lines(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        print_lines(texts.listed(current, settings.reminders.timezone))


@app.command("simulate", cls=GermanCommand, help=texts.HELP_SIMULATE)
def simulate_command(config_file: ConfigFile, days: Days = 60) -> None:
    settings = load(config_file)
    now = _now()
    posts = upcoming_posts(
        asyncio.run(_upcoming(settings, now)),
        settings.reminders,
        settings.rooms.network,
        settings.matrix.command_prefix,
        now,
        now + timedelta(days=days),
    )
    together = [list(same) for _, same in groupby(posts, lambda post: (post.at, post.text))]
    print_lines(
        "\n\n".join(
            [texts.simulated(len(posts), days), *(_post(same, settings) for same in together)]
        )
    )


def _post(same: list[UpcomingPost], settings: Config) -> str:
    """Return the post with its rooms, and the number of persons without their names."""
    rooms = [post.room_id for post in same if not post.room_id.startswith("@")]
    persons = len(same) - len(rooms)
    return texts.post(same[0].at, settings.reminders.timezone, rooms, persons, same[0].text)


async def _upcoming(settings: Config, now: datetime) -> PlannedFrom:
    """Return the meetings that are not over yet; none without a database."""
    if not has_data(settings):
        return PlannedFrom(())
    with explained(settings):
        async with open_data(settings, may_upgrade=False) as database, database.transaction() as tx:
            current = await meetings.ending_after(tx, now)
            numbers = [meeting.meeting_id for meeting in current]
            slots = await meetings.slots_of(tx, *numbers)
            return PlannedFrom(current, slots, await reminders.wishes_for(tx, *numbers))


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
