"""The checks of netzwerkbot check, which changes nothing."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import aiohttp

from bot.config.reading import secret
from bot.config.sections import Config
from bot.data_directory import examine, open_data
from bot.doctor.rooms import check_rooms
from bot.doctor.services import Report, check_backup, check_http, check_mail, report_unreadable
from bot.matrix.aliases import NoSuchRoomError, room_of
from bot.matrix.api import TIMEOUT, Api, RefusedError, UnreachableError, proxy_of, segment
from bot.matrix.cross_signing import CrossSigningState, state_of
from bot.matrix.former_devices import former_stores
from bot.matrix.greeting import greet
from bot.matrix.key_generation import is_outdated
from bot.matrix.session import (
    PATIENCE,
    Device,
    WrongAccountError,
    WrongCredentialError,
    log_in,
    published_keys,
    read_device,
    store_of,
    who,
)
from bot.process.failures import explain, unreachable
from bot.process.lifecycle import Failure
from bot.texts import doctor as texts
from bot.texts import operation
from storage.matrix import rooms

# One and the same: a check that is killed leaves one device, which the next one logs out.
_DEVICE = "NETZWERKBOTCHECK"
_LOGIN_TROUBLE = (Failure, UnreachableError, RefusedError, WrongCredentialError, WrongAccountError)


async def check(config: Config, path: Path, write: Callable[[str], None]) -> int:
    """Print all checks; return the number of problems."""
    report = Report(write)
    write(texts.check_headline(path))
    if not report_unreadable(config, path, texts.CHECK_FILE, report):
        report.line(texts.CHECK_FILE, texts.FILE_OK)
    for remark in await examine(config):
        report.line(remark.subject, remark.detail, ok=remark.ok)
    check_secrets(config, path, report)
    check_backup(config, report)
    homeserver = config.matrix.homeserver
    async with aiohttp.ClientSession(proxy=proxy_of(homeserver)) as http:
        api = Api(http, homeserver, patience=PATIENCE)
        if await _check_server(api, report):
            await _check_account(config, api, report)
    async with aiohttp.ClientSession() as http:
        await check_http(config, http, report)
    await check_mail(config, report)
    write(texts.check_result(report.problems))
    return report.problems


def check_secrets(config: Config, path: Path, report: Report) -> None:
    """Report secrets that others on this machine could read, and invitations that mean nobody."""
    matrix, mail, http = config.matrix, config.mail, config.http
    passwords = (matrix.password, matrix.access_token, mail and mail.password)
    inline = (*passwords, *config.calendar.urls, http and http.ping_url)
    files: dict[str, Path | None] = {
        "matrix.password_file": matrix.password_file,
        "matrix.access_token_file": matrix.access_token_file,
        "mail.password_file": None if mail is None else mail.password_file,
        "http.feed_token_file": None if http is None else http.feed_token_file,
        "backup.passphrase_file": config.backup.passphrase_file,
        texts.CHECK_FILE: path if any(inline) else None,
    }
    for subject, file in files.items():
        if file is not None and _is_open(file):
            report.line(subject, texts.file_open(file), ok=False)
    for entry in matrix.invite_from:
        if "*" in entry:
            report.line("matrix.invite_from", texts.no_pattern(entry), ok=False)


def _is_open(path: Path) -> bool:
    """Return whether every account may read or change it; False if it cannot be looked at."""
    try:
        return bool(path.stat().st_mode & 0o007)
    except OSError:
        return False


async def _check_server(api: Api, report: Report) -> bool:
    try:
        greeting = await greet(api)
    except UnreachableError as error:
        report.line(texts.CHECK_SERVER, unreachable(error, api.homeserver), ok=False)
        return False
    except RefusedError as error:
        report.line(texts.CHECK_SERVER, operation.refused(str(error)), ok=False)
        return False
    report.line(texts.CHECK_SERVER, texts.server_versions(greeting.versions))
    if greeting.clock_off is not None:
        fine = greeting.is_clock_right
        detail = texts.TIME_OK if fine else texts.time_differs(abs(greeting.clock_off))
        report.line(texts.CHECK_TIME, detail, ok=fine)
    return True


async def _check_account(config: Config, api: Api, report: Report) -> None:
    try:
        async with _logged_in(config, api) as (device, with_token):
            if device.pickle_key:
                report.line(texts.CHECK_LOGIN, texts.logged_in(device.user_id, device.device_id))
            else:
                report.line(texts.CHECK_LOGIN, texts.login_possible(device.user_id))
            await _check_power(with_token, device.user_id, report)
            await _check_keys(config, with_token, device, report)
            await check_rooms(config, with_token, device.user_id, report)
    except _LOGIN_TROUBLE as error:
        report.line(texts.CHECK_LOGIN, explain(error, config).text, ok=False)


async def accept_room(config: Config, alias: str) -> str:
    """Let the address mean the room to which it leads now; return what to say. Raises Failure."""
    if alias not in config.rooms.all or not alias.startswith("#"):
        raise Failure(texts.no_alias(alias), exit_code=2)
    async with (
        aiohttp.ClientSession() as http,
        _logged_in(config, Api(http, config.matrix.homeserver)) as (_, api),
    ):
        room_id = await room_of(api, alias)
    if room_id is None:
        raise NoSuchRoomError(alias)
    config.storage.directory.mkdir(mode=0o700, exist_ok=True)
    async with open_data(config) as database, database.transaction() as tx:
        await rooms.put_alias(tx, alias, room_id, datetime.now(UTC))
    return texts.alias_accepted(alias, room_id)


@asynccontextmanager
async def _logged_in(config: Config, api: Api) -> AsyncIterator[tuple[Device, Api]]:
    """Yield the bot's own device if it has one, else one for the time of the check."""
    device = read_device(config.matrix_directory)
    credential, user_id = secret(config.matrix), config.matrix.user_id
    if device is not None:
        with_token = replace(api, access_token=device.access_token)
        await who(with_token, user_id)
        yield device, with_token
    elif credential.kind == "access_token":
        with_token = replace(api, access_token=credential.value.get_secret_value())
        yield Device(user_id, await who(with_token, user_id), "", ""), with_token
    else:
        password = credential.value.get_secret_value()
        answer = await log_in(api, user_id, password, "check", device_id=_DEVICE)
        with_token = replace(api, access_token=answer["access_token"])
        try:
            yield Device(user_id, "", "", ""), with_token
        finally:
            await with_token.call("POST", "v3/logout", {})


async def _check_power(api: Api, user_id: str, report: Report) -> None:
    """Ask whether the bot is an administrator of Synapse: only one may ask that."""
    url = f"{api.homeserver}/_synapse/admin/v1/users/{segment(user_id)}/admin"
    headers = {"Authorization": f"Bearer {api.access_token}"}
    try:
        async with api.http.get(url, headers=headers, timeout=TIMEOUT) as response:
            answer = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return
    if isinstance(answer, dict) and answer.get("admin") is True:
        report.line(texts.CHECK_POWER, texts.SERVER_ADMIN, ok=False)


async def _check_keys(config: Config, api: Api, device: Device, report: Report) -> None:
    if not device.pickle_key:
        report.line(texts.CHECK_ENCRYPTION, texts.NOT_STARTED_YET)
        return
    answer = await published_keys(api, device.user_id, device.device_id)
    published = device.device_id in answer.get("device_keys", {}).get(device.user_id, {})
    detail = texts.KEYS_PUBLISHED if published else texts.KEYS_MISSING
    report.line(texts.CHECK_ENCRYPTION, detail, ok=published)
    directory = config.matrix_directory
    store = store_of(directory, device.device_id)
    if await is_outdated(api, device.user_id, device.device_id, store):
        report.line(texts.CHECK_STORE, texts.KEYS_OUTDATED, ok=False)
    for former in former_stores(directory, device.device_id):
        text = texts.former_device(unquote(former.stem))
        report.line(texts.CHECK_STORE, text, ok=False)
    state = state_of(answer, device.user_id, device.device_id, directory)
    words = {
        CrossSigningState.SIGNED: texts.SIGNED,
        CrossSigningState.UNSIGNED: texts.UNSIGNED,
        CrossSigningState.FOREIGN: texts.FOREIGN,
    }
    report.line(texts.CHECK_CROSS_SIGNING, words[state], ok=state is CrossSigningState.SIGNED)
