"""The name and the picture of the bot's account, where nobody has set any."""

import asyncio
import logging
from datetime import datetime
from importlib import resources
from pathlib import Path

import aiohttp

from bot.config.sections import Matrix
from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.media import TooLargeError, upload
from bot.matrix.session import Session
from storage import key_value
from storage.database import Database

logger = logging.getLogger(__name__)

_LARGEST = 2_000_000
_FAILURES = (
    *(UnreachableError, RefusedError, TooLargeError),
    *(aiohttp.ClientError, TimeoutError, OSError, ValueError),
)
_DONE = "introduced_at"
_MEDIA_TYPES = ((b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))


async def introduce(
    session: Session, database: Database, matrix: Matrix, now: datetime
) -> str | None:
    """Set what is missing at the first start, as far as that succeeds; return the name."""
    async with database.transaction() as tx:
        is_done = await key_value.get(tx, _DONE) is not None
    if not is_done and await _is_set(session, matrix):
        async with database.transaction() as tx:
            await key_value.put(tx, _DONE, str(int(now.timestamp())), now)
    return await display_name(session)


async def _is_set(session: Session, matrix: Matrix) -> bool:
    """Set name and picture where there are none; return whether nothing failed."""
    try:
        await _name(session, matrix.display_name)
        await _picture(session, matrix.avatar)
    except _FAILURES as error:
        logger.warning("name or picture of the account not set: %s", type(error).__name__)
        return False
    return True


async def _name(session: Session, name: str) -> None:
    # A homeserver gives a new account its local part as a name.
    localpart = session.user_id.removeprefix("@").partition(":")[0]
    if await _value(session, "displayname") in ("", localpart):
        await _set(session, "displayname", name)


async def _picture(session: Session, file: Path | None) -> None:
    if await _value(session, "avatar_url"):
        return
    picture = _shipped() if file is None else await asyncio.to_thread(file.read_bytes)
    media_type = next((kind for start, kind in _MEDIA_TYPES if picture.startswith(start)), None)
    if media_type is None or len(picture) > _LARGEST:
        raise ValueError("no PNG or JPEG of at most 2 MB")
    uploaded = await upload(session, picture, media_type, encrypted=False)
    await _set(session, "avatar_url", str(uploaded["url"]))


def _shipped() -> bytes:
    return resources.files("storage.data").joinpath("netzwerkbot.png").read_bytes()


async def _value(session: Session, field: str) -> str:
    try:
        answer = await session.api.call("GET", _path(session, field))
    except RefusedError as error:
        if error.status != 404:
            raise
        return ""
    value = answer.get(field) if isinstance(answer, dict) else None
    return value if isinstance(value, str) else ""


async def _set(session: Session, field: str, value: str) -> None:
    await session.api.call("PUT", _path(session, field), {field: value})


def _path(session: Session, field: str) -> str:
    return f"v3/profile/{segment(session.user_id)}/{field}"


async def display_name(session: Session) -> str | None:
    try:
        answer = await session.api.call("GET", f"v3/profile/{segment(session.user_id)}/displayname")
    except RefusedError:
        return None
    name = answer.get("displayname")
    return name if isinstance(name, str) else None
