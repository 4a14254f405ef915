"""Files on the homeserver: download them within limits, decrypt and verify them; upload."""

import asyncio
import io
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp
from nio import EncryptionError
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment

from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.files import media_id, sound_source
from bot.matrix.session import Session

_CHUNK = 65_536
_LARGEST_ANSWER = 65_536
_MOST_REDIRECTS = 3
_ENDPOINTS = ("_matrix/client/v1/media/download", "_matrix/media/v3/download")
_NEVER_PACKED = {"Accept-Encoding": "identity"}


class MediaError(Exception):
    """The file cannot be had; trying again is useless."""


class TooLargeError(MediaError):
    """More bytes than wanted, or more than the homeserver takes."""


class WrongHashError(MediaError):
    """The bytes do not fit the hash, or cannot be decrypted."""


class NotThereError(MediaError):
    """The homeserver does not have it, or not any more."""


async def download(
    session: Session, source: Mapping[str, object], limit: int, seconds: float = 60
) -> bytes:
    """Return the file behind File.source, at most `limit` bytes, within so many seconds.

    Raises MediaError, UnreachableError.
    """
    sound = sound_source(source)
    if sound is None:
        raise NotThereError
    file: Any = sound.get("file")
    found = media_id(sound["url"] if file is None else file["url"])
    if found is None:
        raise NotThereError
    path = "/".join(map(segment, found))
    try:
        async with asyncio.timeout(seconds):
            data = await _fetch(session, path, limit)
            return data if file is None else await asyncio.to_thread(_decrypted, data, file)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise UnreachableError(type(error).__name__) from error


async def upload(
    session: Session, data: bytes, media_type: str, *, encrypted: bool
) -> dict[str, object]:
    """Upload; return the part of the event's content that points there: url or file.

    Raises TooLargeError, UnreachableError, RefusedError, aiohttp.ClientError, TimeoutError.
    """
    if not encrypted:
        return {"url": await _put(session, data, media_type)}
    ciphertext, file = await asyncio.to_thread(encrypt_attachment, data)
    return {"file": {**file, "url": await _put(session, ciphertext, "application/octet-stream")}}


async def _fetch(session: Session, path: str, limit: int) -> bytes:
    """Use the authenticated endpoint; old homeservers have only the other one."""
    newer, older = (f"{session.api.homeserver}/{endpoint}/{path}" for endpoint in _ENDPOINTS)
    try:
        try:
            return await _get(session, newer, limit)
        except RefusedError as error:
            if error.errcode != "M_UNRECOGNIZED":
                raise
            return await _get(session, older, limit)
    except RefusedError as error:
        raise _as_media_error(error) from error


async def _get(session: Session, url: str, limit: int) -> bytes:
    """Get the body, also behind redirects on the same host.

    Raises RefusedError, TooLargeError, UnreachableError, aiohttp.ClientError.
    """
    for _ in range(_MOST_REDIRECTS):
        async with session.api.http.get(
            url,
            headers=_authorization(session) | _NEVER_PACKED,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=30),
            allow_redirects=False,
        ) as response:
            if response.status == 200:
                return await _body(response, limit)
            if response.status not in (301, 302, 303, 307, 308):
                raise await _refusal(response)
            following = urljoin(url, response.headers.get("Location", ""))
            # Neither the token nor the request goes to another host.
            if urlsplit(following)[:2] != urlsplit(url)[:2]:
                raise UnreachableError("sent elsewhere")
            url = following
    raise UnreachableError("sent in circles")


async def _body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise UnreachableError("packed")
    if (response.content_length or 0) > limit:
        raise TooLargeError
    data = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise TooLargeError
    return bytes(data)


async def _put(session: Session, data: bytes, media_type: str) -> str:
    async with session.api.http.post(
        f"{session.api.homeserver}/_matrix/media/v3/upload",
        data=io.BytesIO(data),  # sent in pieces, so that the event loop is not blocked
        headers=_authorization(session) | {"Content-Type": media_type} | _NEVER_PACKED,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=60),
        allow_redirects=False,
    ) as response:
        if response.status != 200:
            error = await _refusal(response)
            too_large = error.errcode == "M_TOO_LARGE" or error.status == 413
            raise TooLargeError if too_large else error
        answer = await _json(response)
    url = answer.get("content_uri")
    if not isinstance(url, str) or media_id(url) is None:
        raise UnreachableError("no address of the upload")
    return url


def _authorization(session: Session) -> dict[str, str]:
    return {"Authorization": f"Bearer {session.api.access_token}"}


async def _refusal(response: aiohttp.ClientResponse) -> RefusedError:
    """Return the Matrix error, also of a remote homeserver.

    Raises UnreachableError if the answer is no Matrix error.
    """
    answer = await _json(response)
    errcode = answer.get("errcode")
    if isinstance(errcode, str) and (response.status < 500 or errcode == "M_TOO_LARGE"):
        return RefusedError(response.status, errcode, answer)
    if response.status == 413:
        return RefusedError(413, "M_TOO_LARGE", answer)
    raise UnreachableError(f"HTTP {response.status}")


async def _json(response: aiohttp.ClientResponse) -> dict[str, Any]:
    try:
        answer = json.loads(await _body(response, _LARGEST_ANSWER))
    except (ValueError, RecursionError, TooLargeError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _as_media_error(error: RefusedError) -> Exception:
    if error.errcode == "M_TOO_LARGE":
        return TooLargeError()
    return NotThereError() if error.status == 404 else UnreachableError(str(error))


def _decrypted(data: bytes, file: Mapping[str, Any]) -> bytes:
    try:
        plain = decrypt_attachment(data, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
    except (EncryptionError, ValueError, OverflowError) as error:
        raise WrongHashError from error
    return bytes(plain)
