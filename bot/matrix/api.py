"""Plain requests to the homeserver, for what nio has no words for."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp

TIMEOUT = aiohttp.ClientTimeout(total=30)


class UnreachableError(Exception):
    """No usable answer: no connection, a time-out, no JSON, an error of the server itself."""


class RefusedError(Exception):
    """The homeserver said no."""

    def __init__(self, status: int, errcode: str, answer: dict[str, Any]) -> None:
        super().__init__(f"{status} {errcode}")
        self.status = status
        self.errcode = errcode
        self.answer = answer


@dataclass(frozen=True)
class Api:
    http: aiohttp.ClientSession
    homeserver: str
    access_token: str | None = None

    async def call(
        self, method: str, path: str, body: object = None, *, query: dict[str, str] | None = None
    ) -> Any:
        """JSON in, JSON out. Raises UnreachableError, RefusedError."""
        headers = {}
        if self.access_token is not None:
            headers["Authorization"] = f"Bearer {self.access_token}"
        try:
            async with self.http.request(
                method,
                f"{self.homeserver}/_matrix/client/{path}",
                json=body if method != "GET" else None,
                params=query,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as response:
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise UnreachableError(type(error).__name__) from error
        if response.status == 200:
            return answer
        errcode = answer.get("errcode", "") if isinstance(answer, dict) else ""
        if response.status >= 500 or not (errcode or response.status == 401):
            raise UnreachableError(f"HTTP {response.status}")
        raise RefusedError(response.status, str(errcode), answer)


def segment(value: str) -> str:
    """A value as one segment of a path."""
    return quote(value, safe="")
