"""Check of the configured rooms: where they are, and what the bot may do there."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from bot.config.sections import Config
from bot.doctor.services import Report
from bot.matrix.aliases import NoSuchRoomError, is_moved, room_of
from bot.matrix.api import Api, RefusedError, segment
from bot.matrix.power_levels import power
from bot.matrix.room_states import faults_of, invitations
from bot.settings import shared_with
from bot.texts import doctor as texts
from bot.texts import operation
from commands.language.visible import cut, one_line
from storage.database import Transaction, open_unchanged
from storage.matrix import rooms

_LONGEST_NAME = 60


async def check_rooms(config: Config, api: Api, user_id: str, report: Report) -> None:
    if not config.rooms.all:
        report.line(texts.CHECK_ROOMS, operation.NO_ROOMS_CONFIGURED, ok=False)
    ids = await _room_ids(config, api, report)
    found = [name for name in config.rooms.all if name in ids]
    room = partial(_room, api, user_id, await invitations(api))
    is_management = config.rooms.management
    results = await asyncio.gather(
        *(room(ids[name], management=name == is_management) for name in found)
    )
    for name, (ok, detail) in zip(found, results, strict=True):
        report.line(texts.room(name), detail, ok=ok)
    for other in shared_with(config.rooms, ids):
        report.line(texts.room(other), operation.management_is_shared(other), ok=False)


async def _room_ids(config: Config, api: Api, report: Report) -> dict[str, str]:
    """Return the configured rooms as the bot knows them; report addresses that lead elsewhere."""
    ids = {}
    async with _stored(config) as tx:
        known = {} if tx is None else await rooms.of_aliases(tx)
        for name in config.rooms.all:
            led = await _leads_to(api, name)
            first = known.get(name, led)
            if first is None:
                report.line(texts.room(name), texts.ROOM_MISSING, ok=False)
                continue
            if tx is not None and await is_moved(tx, first, led):
                report.line(texts.room(name), texts.alias_moved(name), ok=False)
            ids[name] = first if tx is None else await rooms.current(tx, first)
    return ids


async def _leads_to(api: Api, name: str) -> str | None:
    """Return the room id of a configured room; None if there is none."""
    try:
        return await room_of(api, name) if name.startswith("#") else name
    except NoSuchRoomError:
        return None


@asynccontextmanager
async def _stored(config: Config) -> AsyncIterator[Transaction | None]:
    """Yield None if the bot has never run."""
    if not config.database_file.exists():
        yield None
        return
    async with open_unchanged(config.database_file) as tx:
        yield tx


async def _room(
    api: Api, user_id: str, invited: Collection[str], room_id: str, *, management: bool
) -> tuple[bool, str]:
    """Return whether the bot may write there, or may come, and the line about it."""
    try:
        state: list[dict[str, Any]] = await api.call("GET", f"v3/rooms/{segment(room_id)}/state")
    except RefusedError:
        if room_id in invited:
            return True, texts.ROOM_INVITED
        return False, texts.ROOM_NOT_JOINED
    encrypted = any(event["type"] == "m.room.encryption" for event in state)
    if management and faults_of(state):
        return False, texts.room_faults(faults_of(state))
    ours = power(state, user_id, "m.room.encrypted" if encrypted else "m.room.message")
    if ours is None:
        return False, texts.ROOM_UNKNOWN_POWER
    if not ours.may_speak:
        return False, texts.room_silent(ours.level, ours.to_send_messages)
    named = next((e["content"].get("name") for e in state if e["type"] == "m.room.name"), None)
    name = cut(one_line(str(named)), _LONGEST_NAME) if named else ""
    return True, texts.room_ok(name, encrypted=encrypted)
