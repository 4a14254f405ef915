"""The configuration as commands know it, with its rooms and names, chance and the key beside it."""

import contextlib
import logging
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from random import SystemRandom

from bot.config.reading import feed
from bot.config.sections import Config, RoomsSection
from bot.live import Live
from bot.matrix.room_states import RoomStates
from bot.process.files import write_whole
from bot.process.lifecycle import VERSION, Failure
from bot.recovery.forgotten import ForgottenFiles, forgotten_files
from bot.texts import operation as texts
from commands.conversation.command import Resources
from commands.conversation.room_facts import RoomFault
from commands.conversation.settings import MailSettings, Settings
from storage import key_value
from storage.database import Database, Transaction
from storage.key_value import NETWORK_ROOMS
from storage.matrix import rooms

logger = logging.getLogger(__name__)

# Not in a backup: what was made with it means nothing without it.
KEY_FILE = "pseudonyms.key"
_BYTES = 32


def configured_rooms(config: Config, ids: Mapping[str, str]) -> tuple[tuple[str, ...], str | None]:
    """Return those of the network and the management's, as far as there are any."""
    network = tuple(ids[name] for name in config.rooms.network if name in ids)
    return network, ids.get(config.rooms.management or "")


def settings_of(config: Config, ids: Mapping[str, str], names: tuple[str, ...]) -> Settings:
    network, management = configured_rooms(config, ids)
    return Settings(
        config.network,
        config.matrix.command_prefix,
        VERSION,
        names,
        management,
        config.submissions,
        config.privacy,
        None if config.mail is None else MailSettings(daily=config.mail.digest == "daily"),
        config.reminders,
        network,
        config.rooms.management_verified_only,
        None if config.http is None else feed(config.http),
        ids.get(config.rooms.exchange or ""),
        config.exchange,
        pings=config.http is not None and config.http.ping_url is not None,
        backup_days=config.backup.days,
    )


def with_rooms(settings: Settings, config: Config, ids: Mapping[str, str]) -> Settings:
    """Return the settings with rooms that were missing and are there now."""
    network, management = configured_rooms(config, ids)
    return replace(
        settings,
        network_rooms=network,
        management_room=management,
        exchange_room=ids.get(config.rooms.exchange or ""),
    )


async def follow_rooms(
    tx: Transaction, live: Live, states: RoomStates, member_rooms: Iterable[str]
) -> Settings:
    """Let `live` ask the present rooms; return the settings that name them."""
    settings = live.settings
    members = {await rooms.current(tx, each) for each in member_rooms}
    earlier = await rooms.predecessors(tx, members)
    live.membership = partial(states.membership, rooms=members, predecessors=earlier)
    live.name_of = partial(states.name_of, rooms=members)
    live.facts_of, live.earlier_rooms = states.facts, frozenset(earlier)
    live.rooms_of = partial(states.rooms_of, rooms=members | live.earlier_rooms)
    network = tuple([await rooms.current(tx, each) for each in settings.network_rooms])
    await key_value.put(tx, NETWORK_ROOMS, " ".join(network), live.now())
    settings = replace(settings, network_rooms=network)
    if settings.exchange_room is not None:
        exchange = await rooms.current(tx, settings.exchange_room)
        settings = replace(settings, exchange_room=exchange)
    if settings.management_room is None:
        return settings
    management = await rooms.current(tx, settings.management_room)
    live.managers = partial(states.managers, management)
    live.faults = partial(states.faults, management)
    return replace(settings, management_room=management)


def names_of(user_id: str, shown: str | None, config: Config) -> tuple[str, ...]:
    localpart = user_id.removeprefix("@").partition(":")[0]
    names: Sequence[str | None] = (user_id, shown, config.matrix.device_name, localpart)
    return tuple(dict.fromkeys(name for name in names if name))


async def refuse_shared_management(
    configured: RoomsSection, ids: Mapping[str, str], database: Database
) -> None:
    """Raise Failure if its members would all be managers: it is one of the others, too."""
    async with database.transaction() as tx:
        present = {
            name: await rooms.current(tx, ids[name]) for name in configured.all if name in ids
        }
    others = shared_with(configured, present)
    if others:
        raise Failure(texts.management_is_shared(others[0]), exit_code=2)


def shared_with(configured: RoomsSection, ids: Mapping[str, str]) -> list[str]:
    """Return the names of the other rooms that are the management room."""
    if configured.management is None or configured.management not in ids:
        return []
    names = (*configured.network, *((configured.exchange,) if configured.exchange else ()))
    return [name for name in names if ids.get(name) == ids[configured.management]]


def warn_of_faults(faults: Collection[RoomFault]) -> None:
    for fault in sorted(faults):
        logger.warning("the management room is not safe: %s", fault)


def resources_of(config: Config, members_of: Callable[[str], frozenset[str] | None]) -> Resources:
    file = config.storage.directory / KEY_FILE
    return Resources(
        SystemRandom().random,
        members_of,
        cache(lambda: stored_key(file)),
        partial(_note_forgotten, config),
    )


async def _note_forgotten(config: Config, tx: Transaction, user_id: str, at: datetime) -> None:

    await ForgottenFiles(forgotten_files(config)).note(tx, user_id, at)


def stored_key(file: Path) -> bytes:
    """Return the key of the file, which is made if it is not there. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        key = file.read_bytes()
        if len(key) == _BYTES:
            return key
    key = secrets.token_bytes(_BYTES)
    write_whole(file, key)
    return key
