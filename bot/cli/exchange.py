"""netzwerkbot exchange simulate: what members will be told without having asked."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from bot.cli.shared import ConfigFile, print_lines
from bot.cli.usage import GermanCommand, GermanGroup
from bot.config.reading import load
from bot.config.sections import Config
from bot.data_directory import has_data, open_data
from bot.process.failures import explained
from bot.settings import settings_of
from bot.texts import exchange_cli as texts
from bot.texts.usage import NUMBER
from commands.exchange.newcomers import greeting
from commands.exchange.questions.watch import is_of_newcomer, upcoming
from storage.exchange import newcomers, questions

app = typer.Typer(name="exchange", help=texts.EXCHANGE, no_args_is_help=True, cls=GermanGroup)
Days = Annotated[int, typer.Option("--days", help=texts.HELP_DAYS, metavar=NUMBER, min=1, max=400)]


@app.callback()
def _group() -> None:
    """Keep the name of its only command."""


@app.command("simulate", cls=GermanCommand, help=texts.HELP_SIMULATE)
def simulate_command(config_file: ConfigFile, days: Days = 60) -> None:
    config, now = load(config_file), datetime.now(UTC)
    due = asyncio.run(_upcoming(config, now + timedelta(days=days)))
    zone = config.reminders.timezone
    lines = [texts.due(max(at, now), zone, step, number) for at, step, number in due]
    print_lines("\n".join([texts.simulated(len(due), days), *lines]))


async def _upcoming(config: Config, until: datetime) -> Sequence[tuple[datetime, str, int]]:
    """Return moment, step and number of what will happen if nobody replies, the soonest first.

    Nothing without a database.
    """
    if not has_data(config):
        return ()
    settings = settings_of(config, {}, ())
    with explained(config):
        async with open_data(config) as database, database.transaction() as tx:
            found: list[tuple[datetime, str, int]] = []
            for question in await questions.open_ones(tx):
                newcomer = await is_of_newcomer(tx, question)
                due = upcoming(question, settings, until, newcomer=newcomer)
                found += [(each.at, each.step, question.question_id) for each in due]
            if settings.exchange.welcome:
                known = [
                    *await newcomers.in_state(tx, "waiting"),
                    *await newcomers.in_state(tx, "greeted"),
                ]
                told = greeting.upcoming(known, settings, until)
                found += [(at, occasion, 0) for at, occasion in told]
            return sorted(found)
