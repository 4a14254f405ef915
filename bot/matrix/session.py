"""Log in once, then restore: one device for life, its keys beside it."""

import json
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import aiohttp
from nio import AsyncClient, AsyncClientConfig

from bot.matrix.api import Api, RefusedError, segment
from bot.matrix.olm import GuardedOlm
from bot.matrix.store import Store


class WrongCredentialError(Exception):
    """The homeserver does not accept the password or the access token."""


class WrongAccountError(Exception):
    """The access token, or the stored device, belongs to another account."""


class DamagedFileError(Exception):
    """A file beside the keys is not what was written there."""


class LostKeysError(Exception):
    """The device of the access token has keys that are not in this directory."""


@dataclass(frozen=True)
class Credential:
    """Either of both is None."""

    password: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Device:
    """What the file session.json keeps; `pickle_key` opens the store of the encryption keys."""

    user_id: str
    device_id: str
    access_token: str = field(repr=False)
    pickle_key: str = field(repr=False)


class Session:
    """A logged-in nio client and the plain API with the same token."""

    def __init__(self, client: AsyncClient, http: aiohttp.ClientSession) -> None:
        self.client = client
        self._http = http

    @property
    def api(self) -> Api:
        return Api(self._http, self.client.homeserver, self.client.access_token)

    @property
    def user_id(self) -> str:
        return str(self.client.user_id)

    @property
    def device_id(self) -> str:
        return str(self.client.device_id)


@asynccontextmanager
async def open_session(
    homeserver: str, user_id: str, credential: Credential, device_name: str, directory: Path
) -> AsyncIterator[Session]:
    """Restore the device kept in `directory`, or create it there; the directory must exist.

    Raises UnreachableError, RefusedError, WrongCredentialError, WrongAccountError, LostKeysError.
    """
    async with aiohttp.ClientSession() as http:
        api = Api(http, homeserver)
        device = await _device(api, user_id, credential, device_name, directory)
        client = _client(homeserver, device)
        client.client_session = http
        _restore(client, device, directory)
        try:
            yield Session(client, http)
        finally:
            client.store.database.close()


async def renew(session: Session, credential: Credential, name: str, directory: Path) -> None:
    """The token was taken away: log in again as the same device. Raises as open_session."""
    device = read_device(directory)
    if credential.password is None or device is None:
        raise WrongCredentialError
    api = replace(session.api, access_token=None)
    device = await _log_in(api, device.user_id, credential.password, name, device)
    _write_device(directory, device)
    session.client.access_token = device.access_token


def read_device(directory: Path) -> Device | None:
    path = directory / "session.json"
    try:
        return Device(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise DamagedFileError(path) from error


async def _device(
    api: Api, user_id: str, credential: Credential, name: str, directory: Path
) -> Device:
    device = read_device(directory)
    if device is not None and device.user_id != user_id:
        raise WrongAccountError(device.user_id)
    if credential.access_token is not None and (
        device is None or device.access_token != credential.access_token
    ):
        return await _adopt(api, user_id, credential.access_token, device, directory)
    if device is None:
        device = await _log_in(api, user_id, credential.password or "", name, None)
        _write_device(directory, device)
        return device
    try:
        await who(replace(api, access_token=device.access_token), user_id)
    except WrongCredentialError:
        if credential.password is None:
            raise
        device = await _log_in(api, user_id, credential.password, name, device)
        _write_device(directory, device)
    return device


async def _log_in(api: Api, user_id: str, password: str, name: str, known: Device | None) -> Device:
    device_id = None if known is None else known.device_id
    answer = await log_in(api, user_id, password, name, device_id)
    pickle_key = secrets.token_urlsafe(32) if known is None else known.pickle_key
    return Device(answer["user_id"], answer["device_id"], answer["access_token"], pickle_key)


async def log_in(
    api: Api, user_id: str, password: str, name: str, device_id: str | None = None
) -> dict[str, str]:
    """user_id, device_id and access_token; a new device unless one is named.

    Raises UnreachableError, RefusedError, WrongCredentialError.
    """
    body: dict[str, object] = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": user_id},
        "password": password,
        "initial_device_display_name": name,
    }
    if device_id is not None:
        body["device_id"] = device_id
    try:
        answer: dict[str, str] = await api.call("POST", "v3/login", body)
    except RefusedError as error:
        if error.errcode in ("M_FORBIDDEN", "M_USER_DEACTIVATED"):
            raise WrongCredentialError from error
        raise
    return answer


async def _adopt(
    api: Api, user_id: str, token: str, known: Device | None, directory: Path
) -> Device:
    """Use the device that an access token belongs to."""
    with_token = replace(api, access_token=token)
    device_id = await who(with_token, user_id)
    if known is not None and known.device_id == device_id:
        device = replace(known, access_token=token)
    else:
        await _refuse_lost_keys(with_token, user_id, device_id, directory)
        device = Device(user_id, device_id, token, secrets.token_urlsafe(32))
    _write_device(directory, device)
    return device


async def who(api: Api, user_id: str) -> str:
    """The device of the token. Raises WrongCredentialError, WrongAccountError, …"""
    try:
        answer = await api.call("GET", "v3/account/whoami")
    except RefusedError as error:
        if error.status == 401:
            raise WrongCredentialError from error
        raise
    if answer["user_id"] != user_id:
        raise WrongAccountError(answer["user_id"])
    return str(answer.get("device_id", ""))


async def _refuse_lost_keys(api: Api, user_id: str, device_id: str, directory: Path) -> None:
    """Other clients keep a device's first keys: with new ones it would be unreachable."""
    if (directory / f"{segment(device_id)}.db").exists():
        return
    answer = await api.call("POST", "v3/keys/query", {"device_keys": {user_id: [device_id]}})
    if device_id in answer.get("device_keys", {}).get(user_id, {}):
        raise LostKeysError(device_id)


def _write_device(directory: Path, device: Device) -> None:
    write_secret(directory / "session.json", json.dumps(asdict(device)))


def write_secret(path: Path, content: str) -> None:
    """Readable by nobody else, and whole or not at all whatever happens."""
    temporary = path.with_suffix(".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _client(homeserver: str, device: Device) -> AsyncClient:
    config = AsyncClientConfig(
        max_timeouts=0,
        max_limit_exceeded=5,
        request_timeout=30,
        # nio would advance its own position before the events are handled.
        store_sync_tokens=False,
    )
    return AsyncClient(homeserver, device.user_id, device.device_id, config=config)


def _restore(client: AsyncClient, device: Device, directory: Path) -> None:
    """What nio's restore_login does, with our store and our guard around its encryption."""
    client.user_id = device.user_id
    client.device_id = device.device_id
    client.access_token = device.access_token
    client.store = Store(
        device.user_id,
        device.device_id,
        str(directory),
        device.pickle_key,
        f"{segment(device.device_id)}.db",
    )
    # nio saves ratchets synchronously on the loop; so it waits for the disk less.
    client.store.database.execute_sql("PRAGMA journal_mode = WAL")
    client.store.database.execute_sql("PRAGMA synchronous = NORMAL")
    client.olm = GuardedOlm(device.user_id, device.device_id, client.store)
    client.encrypted_rooms = client.store.load_encrypted_rooms()
