"""Plain requests to the homeserver, for what nio does not offer."""

import asyncio
import errno
import json
import logging
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp

logger = logging.getLogger(__name__)

TIMEOUT = aiohttp.ClientTimeout(total=30)
_TOO_MANY = 429
_USUAL_PAUSE = 5.0


class Obstacle(Enum):
    """What keeps us from the homeserver, for the operator."""

    NO_SUCH_HOST = auto()
    NOBODY_LISTENS = auto()
    TIME_OUT = auto()
    CERTIFICATE = auto()
    NO_TLS = auto()
    NO_JSON = auto()
    REDIRECT = auto()
    SERVER_ERROR = auto()
    NOT_MATRIX = auto()
    OTHER = auto()


class UnreachableError(Exception):
    """There is no usable answer: no connection, a time-out, no JSON, an error of the server.

    `detail` is OpenSSL's number of a certificate's fault, where a redirect leads to, or a status.
    With an `errcode` a homeserver answered, and no proxy.
    """

    def __init__(
        self,
        text: str = "",
        obstacle: Obstacle = Obstacle.OTHER,
        detail: str | int = "",
        errcode: str = "",
    ) -> None:
        super().__init__(text)
        self.obstacle = obstacle
        self.detail = detail
        self.errcode = errcode


class RefusedError(Exception):
    """The homeserver refused the request with a Matrix error."""

    def __init__(self, status: int, errcode: str, answer: dict[str, Any]) -> None:
        super().__init__(f"{status} {errcode}")
        self.status = status
        self.errcode = errcode
        self.answer = answer


@dataclass(frozen=True)
class Api:
    """The client-server API of the homeserver, with or without an access token.

    With `patience` it waits so many seconds for a homeserver that has too much to do.
    """

    http: aiohttp.ClientSession
    homeserver: str
    access_token: str | None = None
    patience: float = 0
    timeout: aiohttp.ClientTimeout = TIMEOUT

    async def call(
        self, method: str, path: str, body: object = None, *, query: dict[str, str] | None = None
    ) -> Any:
        """Send and return JSON. Raises UnreachableError, RefusedError."""
        return (await self.exchange(method, path, body, query))[0]

    async def exchange(
        self,
        method: str,
        path: str,
        body: object = None,
        query: Mapping[str, str] | None = None,
    ) -> tuple[Any, Mapping[str, str]]:
        """Like `call`, with the headers of the answer."""
        patience = self.patience
        while True:
            try:
                return await self._once(method, path, body, query)
            except RefusedError as error:
                pause = retry_after(error)
                patience -= pause
                if error.status != _TOO_MANY or patience < 0:
                    raise
                logger.warning("the homeserver asks for a pause of %.0f s", pause)
                await asyncio.sleep(pause)

    async def _once(
        self, method: str, path: str, body: object, query: Mapping[str, str] | None
    ) -> tuple[Any, Mapping[str, str]]:
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
                timeout=self.timeout,
                allow_redirects=False,
            ) as response:
                content = await response.read()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise _unreachable(error) from error
        return _judged(response, content), response.headers


def _judged(response: aiohttp.ClientResponse, content: bytes) -> Any:
    status = response.status
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    errcode = answer.get("errcode", "") if isinstance(answer, dict) else ""
    if status == _TOO_MANY:
        told = answer if isinstance(answer, dict) else {}
        seconds = response.headers.get("Retry-After", "")
        fallback = {"retry_after_ms": int(seconds) * 1000} if seconds.isdecimal() else {}
        raise RefusedError(status, str(errcode) or "M_LIMIT_EXCEEDED", fallback | told)
    if status >= 500:
        raise UnreachableError(f"HTTP {status}", Obstacle.SERVER_ERROR, status, str(errcode))
    if 300 <= status < 400:
        target = origin(response.headers.get("Location", ""))
        raise UnreachableError(f"HTTP {status}", Obstacle.REDIRECT, target)
    if answer is None:
        raise UnreachableError(f"HTTP {status}, no JSON", Obstacle.NO_JSON, status)
    if status == 200:
        return answer
    if not errcode and status != 401:
        raise UnreachableError(f"HTTP {status}", Obstacle.NOT_MATRIX, status)
    raise RefusedError(status, str(errcode), answer if isinstance(answer, dict) else {})


def retry_after(error: RefusedError) -> float:
    """Return the seconds that the homeserver wants us to wait."""
    pause = error.answer.get("retry_after_ms")
    known = isinstance(pause, int) and not isinstance(pause, bool) and pause >= 0
    return pause / 1000 if known and isinstance(pause, int) else _USUAL_PAUSE


def origin(url: str) -> str:
    """Return it without path, and without what may be secret in it."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}{port}" if parts.hostname else ""


def _unreachable(error: Exception) -> UnreachableError:
    name = type(error).__name__
    match error:
        case aiohttp.ClientConnectorCertificateError():
            fault = getattr(error.certificate_error, "verify_code", 0)
            return UnreachableError(f"{name} {fault}", Obstacle.CERTIFICATE, fault)
        case aiohttp.ClientConnectorDNSError():
            return UnreachableError(name, Obstacle.NO_SUCH_HOST)
        case aiohttp.ClientConnectorSSLError():
            return UnreachableError(name, Obstacle.NO_TLS)
        case aiohttp.ClientConnectorError() if error.os_error.errno == errno.ECONNREFUSED:
            return UnreachableError(name, Obstacle.NOBODY_LISTENS)
        case TimeoutError():
            return UnreachableError(name, Obstacle.TIME_OUT)
        case _:
            return UnreachableError(name)


def proxy_of(url: str) -> str | None:
    """Return what the environment says (https_proxy, http_proxy, no_proxy); None: no proxy.

    aiohttp would do it with trust_env, but then also send passwords of a file .netrc.
    """
    parts = urlsplit(url)
    if parts.hostname is None or urllib.request.proxy_bypass(parts.netloc):
        return None
    return urllib.request.getproxies().get(parts.scheme)


def segment(value: str) -> str:
    """Quote a value as one segment of a path."""
    return quote(value, safe="")
