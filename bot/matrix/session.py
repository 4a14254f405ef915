"""The bot's device: log in once, then restore the device and its keys at every start."""

import json
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
from nio import ErrorResponse

from bot.matrix.api import Api, RefusedError, proxy_of, segment
from bot.matrix.client import KeyStore, LeanClient, lean_client
from bot.matrix.greeting import Greeting, greet
from bot.matrix.key_generation import OutdatedKeysError, is_outdated
from bot.matrix.marks import Marker
from bot.matrix.olm import GuardedOlm
from bot.process.files import write_whole

logger = logging.getLogger(__name__)

# Seconds; less than the unit of systemd gives us to start.
PATIENCE = 600.0
USER_LOCKED = "M_USER_LOCKED"


class WrongCredentialError(Exception):
    """The homeserver does not accept the password or the access token."""


class WrongAccountError(Exception):
    """The access token, or the stored device, belongs to another account."""


class DamagedFileError(Exception):
    """A file of the data directory does not hold what the bot wrote."""


class LostKeysError(Exception):
    """The device of the access token has keys that are not in this directory."""


@dataclass(frozen=True)
class Credential:
    """A password or an access token; the other one is None."""

    password: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Device:
    """The content of session.json; `pickle_key` opens the store of the encryption keys."""

    user_id: str
    device_id: str
    access_token: str = field(repr=False)
    pickle_key: str = field(repr=False)


class Session:
    """A logged-in nio client, and the plain API with the same token."""

    def __init__(self, client: LeanClient, http: aiohttp.ClientSession, greeting: Greeting) -> None:
        self.client = client
        # At the start there is nothing better to do than to wait for a busy homeserver.
        self.patience: float = PATIENCE
        self.greeting = greeting
        # Of the database, see storage/key_value.py.
        self.generation = ""
        self.marker = Marker("")
        self._http = http

    @property
    def api(self) -> Api:
        return Api(self._http, self.client.homeserver, self.client.access_token, self.patience)

    def on_the_wire(self, transaction_id: str) -> str:
        """Return the id as the homeserver gets it.

        It remembers those of a database that was lost, and would not send the same again.
        """
        return f"{self.generation}-{transaction_id}"

    def ours(self, on_the_wire: str) -> str | None:
        """Return our id again; None of what another database had sent."""
        before = self.on_the_wire("")
        return on_the_wire.removeprefix(before) if on_the_wire.startswith(before) else None

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
    """Restore the device stored in `directory`, or create one; the directory must exist.

    Raises UnreachableError, RefusedError, WrongCredentialError, WrongAccountError, LostKeysError,
    OutdatedKeysError.
    """
    async with aiohttp.ClientSession(proxy=proxy_of(homeserver)) as http:
        api = Api(http, homeserver, patience=PATIENCE)
        greeting = await greet(api)
        device = await _device(api, user_id, credential, device_name, directory)
        with_token = replace(api, access_token=device.access_token)
        store = store_of(directory, device.device_id)
        former: Device | None = None
        if await is_outdated(with_token, user_id, device.device_id, store):
            if credential.password is None:
                raise OutdatedKeysError(device.device_id)
            former = device
            device = await _log_in(api, user_id, credential.password, device_name, None)
            logger.warning("the keys of %s are an old copy", former.device_id)
        client = lean_client(homeserver, device.user_id, device.device_id)
        client.client_session = http
        _restore(client, device, directory)
        try:
            if former is not None:
                _take_over(client, former, directory)
                _write_device(directory, device)
            yield Session(client, http, greeting)
        finally:
            client.store.database.close()


async def renew(session: Session, credential: Credential, name: str, directory: Path) -> None:
    """Log in again as the same device, after its token was revoked. Raises as open_session."""
    device = read_device(directory)
    if credential.password is None or device is None:
        raise WrongCredentialError
    api = replace(session.api, access_token=None)
    device = await _log_in(api, device.user_id, credential.password, name, device)
    _write_device(directory, device)
    session.client.access_token = device.access_token


def store_of(directory: Path, device_id: str) -> Path:
    """Return the file of the keys of a device."""
    return directory / f"{segment(device_id)}.db"


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
    """Return user_id, device_id and access_token of a new device, or of the given one.

    Raises UnreachableError, RefusedError, WrongCredentialError.
    """
    body = password_login(user_id, password) | {"initial_device_display_name": name}
    if device_id is not None:
        body["device_id"] = device_id
    try:
        answer: dict[str, str] = await api.call("POST", "v3/login", body)
    except RefusedError as error:
        if error.errcode in ("M_FORBIDDEN", "M_USER_DEACTIVATED"):
            raise WrongCredentialError from error
        raise
    return answer


def password_login(user_id: str, password: str) -> dict[str, object]:
    identifier = {"type": "m.id.user", "user": user_id}
    return {"type": "m.login.password", "identifier": identifier, "password": password}


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
    """Return the device id of the token.

    Raises UnreachableError, RefusedError, WrongCredentialError, WrongAccountError.
    """
    try:
        answer = await api.call("GET", "v3/account/whoami")
    except RefusedError as error:
        if error.status == 401 and error.errcode != USER_LOCKED:
            raise WrongCredentialError from error
        raise
    if answer["user_id"] != user_id:
        raise WrongAccountError(answer["user_id"])
    return str(answer.get("device_id", ""))


async def _refuse_lost_keys(api: Api, user_id: str, device_id: str, directory: Path) -> None:
    """Raise LostKeysError if the device has keys that are not here.

    Other clients remember the first keys of a device: with new ones it would be unreachable.
    """
    if store_of(directory, device_id).exists():
        return
    answer = await published_keys(api, user_id, device_id)
    if device_id in answer.get("device_keys", {}).get(user_id, {}):
        raise LostKeysError(device_id)


async def published_keys(api: Api, user_id: str, device_id: str) -> dict[str, Any]:
    """Return the answer of /keys/query about one device."""
    body = {"device_keys": {user_id: [device_id]}}
    answer: dict[str, Any] = await api.call("POST", "v3/keys/query", body)
    return answer


def status_of(response: ErrorResponse) -> int:
    """Return the HTTP status of nio's response, 0 if there was none."""
    transport = response.transport_response
    return 0 if transport is None else int(transport.status)


def _write_device(directory: Path, device: Device) -> None:
    write_whole(directory / "session.json", json.dumps(asdict(device)).encode())


def _restore(client: LeanClient, device: Device, directory: Path) -> None:
    """Do what nio's restore_login does, with our store and our guard around its encryption."""
    client.user_id = device.user_id
    client.device_id = device.device_id
    client.access_token = device.access_token
    client.store = _store(device, directory)
    # nio saves ratchets on the event loop; this way it waits for the disk less.
    client.store.database.execute_sql("PRAGMA journal_mode = WAL")
    client.store.database.execute_sql("PRAGMA synchronous = NORMAL")
    client.olm = GuardedOlm(device.user_id, device.device_id, client.store)
    client.encrypted_rooms = client.store.load_encrypted_rooms()


def _store(device: Device, directory: Path) -> KeyStore:
    name = store_of(directory, device.device_id).name
    return KeyStore(device.user_id, device.device_id, str(directory), device.pickle_key, name)


def _take_over(client: LeanClient, former: Device, directory: Path) -> None:
    """Let the new device read what the former one could."""
    store = _store(former, directory)
    try:
        sessions = list(store.load_inbound_group_sessions())
    finally:
        store.database.close()
    with client.store.database.atomic():
        for session in sessions:
            client.olm.inbound_group_store.add(session)
            client.store.save_inbound_group_session(session)
