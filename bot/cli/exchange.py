"""netzwerkbot exchange: what members will be told unasked, and copies without who asks."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import ConfigFile, print_lines
from bot.cli.usage import GermanCommand, GermanGroup
from bot.config.reading import load
from bot.config.sections import Config
from bot.data_directory import has_data, open_data
from bot.process.failures import explained
from bot.process.lifecycle import Failure
from bot.settings import settings_of
from bot.texts import exchange_cli as texts
from bot.texts.usage import NUMBER
from commands.conversation.settings import Settings
from commands.exchange.digest.schedule import next_turn, turns
from commands.exchange.newcomers import greeting
from commands.exchange.profiles.keeping import next_step
from commands.exchange.questions.watch import is_of_newcomer, upcoming
from commands.exchange.unasked import after_quiet
from storage.database import (
    AlteredDatabaseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    Transaction,
)
from storage.exchange import digest, inquiries, newcomers, profiles, questions
from storage.exchange.anonymous import forget_askers

# When, what, and about which question.
Unasked = tuple[datetime, str, int]

app = typer.Typer(name="exchange", help=texts.EXCHANGE, no_args_is_help=True, cls=GermanGroup)
Days = Annotated[int, typer.Option("--days", help=texts.HELP_DAYS, metavar=NUMBER, min=1, max=400)]

Copy = Annotated[Path, typer.Argument(help=texts.HELP_COPY, metavar="DATEI")]


@app.command("simulate", cls=GermanCommand, help=texts.HELP_SIMULATE)
def simulate_command(config_file: ConfigFile, days: Days = 60) -> None:
    config, now = load(config_file), datetime.now(UTC)
    due, digests = asyncio.run(_upcoming(config, now, now + timedelta(days=days)))
    zone = config.reminders.timezone
    lines = [
        (max(at, now), texts.due(max(at, now), zone, step, number)) for at, step, number in due
    ]
    lines += [(at, texts.digests(at, zone, count)) for at, count in digests.items()]
    heading = [texts.simulated(len(due), days)]
    if digests:
        heading.append(texts.simulated_digests(digests.total()))
    print_lines("\n".join([*heading, *(line for _, line in sorted(lines))]))


@app.command("forget-askers", cls=GermanCommand, help=texts.HELP_FORGET)
def forget_askers_command(file: Copy) -> None:
    if not file.is_file():
        raise Failure(texts.no_copy(str(file)))
    try:
        count = asyncio.run(forget_askers(file.resolve()))
    except (sqlite3.Error, ForeignDatabaseError, NewerDatabaseError, AlteredDatabaseError):
        raise Failure(texts.no_copy(str(file))) from None
    print_lines(texts.forgotten(count))


async def _upcoming(
    config: Config, now: datetime, until: datetime
) -> tuple[Sequence[Unasked], Counter[datetime]]:
    """Return what will happen if nobody replies, and how many digests when.

    Nothing without a database.
    """
    if not has_data(config):
        return (), Counter()
    settings = settings_of(config, {}, ())
    with explained(config):
        async with open_data(config, may_upgrade=False) as database, database.transaction() as tx:
            asked = await _of_questions(tx, settings, until)
            greeted = await _of_newcomers(tx, settings, until)
            due = sorted((*asked, *greeted, *await _of_profiles(tx, settings, until)))
            return due, await _digests(tx, settings, now, until)


async def _digests(
    tx: Transaction, settings: Settings, now: datetime, until: datetime
) -> Counter[datetime]:
    found: Counter[datetime] = Counter()
    for order in await digest.orders(tx):
        next_at = next_turn(settings, order.rhythm, order.looked_at)
        if next_at is not None and next_at <= now:  # one for all that were missed
            found[after_quiet(settings, now)] += 1
        found.update(turns(settings, order.rhythm, max(order.looked_at, now), until))
    return found


async def _of_questions(tx: Transaction, settings: Settings, until: datetime) -> list[Unasked]:
    found: list[Unasked] = []
    for question in await questions.open_ones(tx):
        newcomer = await is_of_newcomer(tx, question)
        due = upcoming(question, settings, until, newcomer=newcomer)
        found += [(each.at, each.step, question.question_id) for each in due]
    return found


async def _of_newcomers(tx: Transaction, settings: Settings, until: datetime) -> list[Unasked]:
    """Return greetings and the questions four weeks later."""
    if not settings.exchange.welcome:
        return []
    known = [*await newcomers.in_state(tx, "waiting"), *await newcomers.in_state(tx, "greeted")]
    return [(at, occasion, 0) for at, occasion in greeting.upcoming(known, settings, until)]


async def _of_profiles(tx: Transaction, settings: Settings, until: datetime) -> list[Unasked]:
    """Return the yearly questions, and those whose contact somebody looks for."""
    steps = [next_step(each, settings) for each in await profiles.everyone(tx)]
    found: list[Unasked] = [(at, "check", 0) for at, step in steps if step == "ask" and at <= until]
    waiting = await inquiries.to_ask(tx, until)
    found += [(each.due_at, "contact", 0) for each in waiting if each.due_at is not None]
    return found
