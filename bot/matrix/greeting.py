"""The first word with the homeserver: whether it is one, and what time it has."""

import email.utils
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp

from bot.matrix.api import Api, Obstacle, RefusedError, UnreachableError, origin

TOLERATED_SECONDS = 30
_ASTRAY = (Obstacle.NO_JSON, Obstacle.NOT_MATRIX, Obstacle.REDIRECT)


@dataclass(frozen=True)
class Greeting:
    """`clock_off`: the seconds by which this machine is ahead; None if nobody told the time."""

    versions: Sequence[str]
    clock_off: int | None

    @property
    def is_clock_right(self) -> bool:
        return self.clock_off is None or abs(self.clock_off) <= TOLERATED_SECONDS

    @property
    def clock_ahead(self) -> timedelta:
        """Return what to subtract from our times to compare them with the homeserver's."""
        return timedelta(seconds=0 if self.is_clock_right else self.clock_off or 0)


class AstrayError(UnreachableError):
    """Something else answers at this address; `homeserver` is where its .well-known points to."""

    def __init__(self, error: UnreachableError, homeserver: str | None) -> None:
        super().__init__(str(error), error.obstacle, error.detail)
        self.homeserver = homeserver


async def greet(api: Api) -> Greeting:
    """Raises UnreachableError, RefusedError; AstrayError if it is no homeserver."""
    try:
        answer, headers = await api.exchange("GET", "versions")
        versions = _versions(answer)
    except RefusedError as error:
        astray = UnreachableError(str(error), Obstacle.NOT_MATRIX, error.status)
        raise AstrayError(astray, await delegated(api)) from error
    except UnreachableError as error:
        if error.obstacle not in _ASTRAY:
            raise
        raise AstrayError(error, await delegated(api)) from error
    then = _moment(headers.get("Date"))
    off = None if then is None else round(time.time() - then)
    return Greeting(versions, off)


def _versions(answer: Any) -> Sequence[str]:
    versions = answer.get("versions") if isinstance(answer, dict) else None
    if not isinstance(versions, list):
        raise UnreachableError("no versions", Obstacle.NOT_MATRIX, 200)
    return [str(each) for each in versions]


async def delegated(api: Api) -> str | None:
    """Return what the host says to be its homeserver, if that is another address."""
    url = f"{origin(api.homeserver)}/.well-known/matrix/client"
    try:
        async with api.http.get(url, timeout=aiohttp.ClientTimeout(total=10)) as response:
            answer = await response.json(content_type=None)
            found = str(answer["m.homeserver"]["base_url"]).rstrip("/")
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
        return None
    return origin(found) if origin(found) and found != api.homeserver else None


def _moment(date: str | None) -> float | None:
    """Return the Unix seconds of an HTTP date."""
    try:
        return None if date is None else email.utils.parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None
