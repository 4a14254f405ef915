"""Run a drill and judge it: nothing said twice, nothing lost, nobody back who was forgotten."""

import asyncio
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.backup.archive import unpack
from bot.matrix.marks import mark_in
from storage.database import open_database
from storage.privacy.findings import records_of
from tests.drill.scene import TITLES, Drill, open_drill
from tests.homeserver.world import World, timeline, until

# Whose rows have to be there again, if the backup had them.
TABLES = ("submission", "meeting", "rsvp", "reminder", "guideline_version", "handled_event")
# What is planned again gets new numbers.
_KEYS = {"reminder": ("meeting_id", "stage", "room_id", "starts_at")}
_SETTLING = 40


@dataclass
class Verdict:
    """Lists of what must not be; `answers` counts the answers that were looked at."""

    seed: str
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)
    answers: int = 0
    posts: int = 0
    forgotten: int = 0
    complaints: int = 0
    reminders: int = 0
    seconds: float = 0

    @property
    def failures(self) -> list[str]:
        return [*self.doubled, *self.lost, *self.returned, *self.unsound]


async def run(world: World, seed: str, without: Sequence[str] = ()) -> Verdict:
    begun, verdict = time.monotonic(), Verdict(seed)
    drill = await open_drill(world, seed, without)
    await _live_and_die(drill)
    drill.forgotten = await _was_told(drill)
    verdict.forgotten = drill.forgotten
    await _restore_and_go_on(drill)
    await _judge_posts(drill, verdict, patience=6 if without else _SETTLING)
    await drill.bot.stop()
    await _judge_database(drill, verdict)
    verdict.seconds = time.monotonic() - begun
    return verdict


async def _live_and_die(drill: Drill) -> None:
    chance = drill.chance
    await drill.talk(chance.randint(2, 4), encrypted_is_owed=True)
    await drill.attend()
    early = chance.random() < 0.2
    if early:
        await drill.forget()
    during = asyncio.create_task(drill.talk(chance.randint(0, 3), encrypted_is_owed=False))
    await drill.command("backup", str(drill.backup))
    await during
    await drill.talk(chance.randint(1, 4), encrypted_is_owed=False)
    if early and chance.random() < 0.5:
        drill.came_back = True
        await drill.eva.say(drill.plain, "!dabei 3")
    elif not early and chance.random() < 0.7:
        await drill.eva.say(drill.plain, "!dabei 3")
        await drill.forget()
    await drill.talk(chance.randint(0, 2), encrypted_is_owed=False)
    await asyncio.sleep(chance.uniform(0, 2))
    await drill.lose_everything()


async def _was_told(drill: Drill) -> bool:
    """Return whether Eva read that she is forgotten: then she must stay so."""
    asked = drill.asked.get(drill.chat, [])
    if len(asked) < 2:
        return False
    with suppress(TimeoutError):
        await until(lambda: _read_all(drill), 10)
    return any(
        event.answers == asked[1] and event.sender == drill.world.bot_id
        for event in drill.eva.timeline
    )


async def _read_all(drill: Drill) -> bool:
    """Return whether Eva has seen all that stands in the chat."""
    events = await timeline(drill.eva, drill.chat)
    theirs = {
        event["event_id"]
        for event in events
        if event["sender"] == drill.world.bot_id and event["type"] == "m.room.encrypted"
    }
    return theirs <= {event.event_id for event in drill.eva.timeline}


async def _restore_and_go_on(drill: Drill) -> None:
    chance = drill.chance
    await drill.talk(chance.randint(0, 3), encrypted_is_owed=False)
    await drill.command("restore", str(drill.backup))
    await drill.bot.start()
    if chance.random() < 0.4:
        await asyncio.sleep(chance.uniform(0.2, 4))
        await drill.bot.kill()
        await drill.bot.start()
    # So that those who write know the new device.
    asked = await drill.ask(drill.plain, "!kontakt", owed=True)
    await drill.ada.answer_to(asked)
    await drill.talk(chance.randint(2, 4), encrypted_is_owed=False)
    last = await drill.ask(drill.encrypted, "!leitlinie Bonn", owed=True)
    await drill.ada.answer_to(last)


async def _judge_posts(drill: Drill, verdict: Verdict, patience: float) -> None:
    posts: dict[str, list[dict[str, Any]]] = {}

    async def is_complete() -> bool:
        for room_id, person in drill.readers().items():
            events = await timeline(person, room_id)
            posts[room_id] = [
                e for e in events if e["sender"] == drill.world.bot_id and _is_said(e)
            ]
        answered = {_answers(event) for each in posts.values() for event in each}
        return drill.owed <= answered and not await _waiting(drill)

    with suppress(TimeoutError):
        await until(is_complete, patience)
    everything = [event for each in posts.values() for event in each]
    replies = Counter(filter(None, map(_answers, everything)))
    verdict.posts, verdict.answers = len(everything), len(replies)
    verdict.lost += [f"unanswered: {each}" for each in sorted(drill.owed - replies.keys())]
    asked = {each for ids in drill.asked.values() for each in ids}
    verdict.doubled += [
        f"{n} answers: {each}" for each, n in replies.items() if each in asked and n > 1
    ]
    marks = Counter(str(mark) for event in everything if (mark := mark_in(event["content"])))
    verdict.doubled += [f"{n} posts of one mark" for n in marks.values() if n > 1]
    for room_id in (drill.plain, drill.encrypted):
        _judge_words(room_id, drill, verdict)


def _judge_words(room_id: str, drill: Drill, verdict: Verdict) -> None:
    """Count what members of the room could read, whatever its marks say."""
    said = [
        event.text
        for event in drill.ada.timeline
        if event.room_id == room_id
        and event.sender == drill.world.bot_id
        and event.type == "m.room.message"
        and event.edits is None
    ]
    for title in TITLES:
        count = sum(f"»{title}«" in text and "Erinnerung" in text for text in said)
        verdict.reminders += count
        verdict.doubled += [f"{count} reminders of {title}"] if count > 1 else []
    complaints = sum("Mir fehlt der Schlüssel" in text for text in said)
    verdict.complaints += complaints
    verdict.doubled += [f"{complaints} complaints"] if complaints > 1 else []


def _is_said(event: dict[str, Any]) -> bool:
    kind = (event["content"].get("m.relates_to") or {}).get("rel_type")
    return event["type"] in ("m.room.message", "m.room.encrypted") and kind != "m.replace"


def _answers(event: dict[str, Any]) -> str | None:
    relation = event["content"].get("m.relates_to") or {}
    reply = relation.get("m.in_reply_to") or {}
    return reply.get("event_id")


async def _waiting(drill: Drill) -> int:
    with closing(sqlite3.connect(drill.config.database_file)) as connection:
        sql = "SELECT count(*) FROM outbox WHERE state = 'waiting' AND not_before <= unixepoch()"
        return int(connection.execute(sql).fetchone()[0])


async def _judge_database(drill: Drill, verdict: Verdict) -> None:
    file = drill.config.database_file
    with closing(sqlite3.connect(file)) as connection:
        for check in ("PRAGMA integrity_check", "PRAGMA foreign_key_check"):
            rows = connection.execute(check).fetchall()
            verdict.unsound += [] if rows in ([], [("ok",)]) else [f"{check}: {rows[:3]}"]
    folder = drill.world.directory / "from-backup"
    folder.mkdir()
    unpack(drill.backup, folder, None)
    verdict.lost += _missing(folder / "netzwerkbot.db", file, drill)
    if drill.forgotten and not drill.came_back:
        async with open_database(file) as database, database.transaction() as tx:
            found = await records_of(tx, drill.eva.user_id)
        for subject, rows in found.items():
            theirs = [row for row in rows if row.get("content") != "{}"]
            # The room itself is on the homeserver, and found again, as !vergissmich says.
            if theirs and subject != "direct_chat":
                verdict.returned.append(f"{subject}: {len(theirs)} rows")


def _primary(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    sql = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"
    return tuple(name for (name,) in connection.execute(sql, (table,)).fetchall())


def _missing(before: Path, after: Path, drill: Drill) -> list[str]:
    """Return which rows of the backup are not there any more, by their keys."""
    missing = []
    for table in TABLES:
        rows: list[set[tuple[Any, ...]]] = []
        for file in (before, after):
            with closing(sqlite3.connect(file)) as connection:
                keys = _KEYS.get(table) or _primary(connection, table)
                names = ", ".join(keys)
                rows.append(set(connection.execute(f"SELECT {names} FROM {table}").fetchall()))  # noqa: S608
        theirs = rows[0] - rows[1]
        gone = [row for row in theirs if not (drill.forgotten and drill.eva.user_id in row)]
        missing += [f"{table}: {row}" for row in gone]
    return missing
