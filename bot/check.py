"""netzwerkbot check: what is right and what is wrong, on one screen, changing nothing."""

import asyncio
import email.utils
import errno
import os
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp

from bot.config import Config, feed_token, mail_password, secret
from bot.errors import Failure
from bot.failures import explain
from bot.listening import SERVER, may_listen, shown
from bot.mail import MailSender, MailServerError, Trouble
from bot.matrix.api import Api, RefusedError, UnreachableError, segment
from bot.matrix.cross_signing import State, state_of
from bot.matrix.power import power
from bot.matrix.session import (
    Device,
    WrongAccountError,
    WrongCredentialError,
    log_in,
    read_device,
    who,
)
from commands.texts import operation as texts
from storage import rooms
from storage.database import open_unchanged

_TOLERATED_SECONDS = 30
_LOGIN_TROUBLE = (
    Failure,
    UnreachableError,
    RefusedError,
    WrongCredentialError,
    WrongAccountError,
)


@dataclass
class Report:
    """Prints line by line, counts what is wrong."""

    write: Callable[[str], None]
    problems: int = 0

    def line(self, subject: str, detail: str, *, ok: bool = True) -> None:
        self.problems += not ok
        self.write(texts.check_line(subject, ok=ok, detail=detail))


async def check(config: Config, path: Path, write: Callable[[str], None]) -> int:
    """The number of problems found."""
    report = Report(write)
    write(texts.check_headline(path))
    report.line(texts.CHECK_FILE, texts.FILE_OK)
    _check_directory(config, report)
    async with aiohttp.ClientSession() as http:
        api = Api(http, config.matrix.homeserver)
        if await _check_server(http, api, report):
            await _check_account(config, api, report)
        await check_http(config, http, report)
    await check_mail(config, report)
    write(texts.check_result(report.problems))
    return report.problems


def _check_directory(config: Config, report: Report) -> None:
    directory = config.storage.directory
    if not directory.exists():
        report.line(texts.CHECK_DIRECTORY, texts.directory_new(directory))
    elif not os.access(directory, os.W_OK | os.X_OK):
        failed = texts.directory_failed(directory, texts.reason(PermissionError(errno.EACCES, "")))
        report.line(texts.CHECK_DIRECTORY, failed, ok=False)
    elif directory.stat().st_mode & 0o077:
        report.line(texts.CHECK_DIRECTORY, texts.directory_open(directory), ok=False)
    else:
        report.line(texts.CHECK_DIRECTORY, texts.directory_ok(directory))


async def _check_server(http: aiohttp.ClientSession, api: Api, report: Report) -> bool:
    try:
        answer = await api.call("GET", "versions")
        async with http.get(f"{api.homeserver}/_matrix/client/versions") as response:
            date = response.headers.get("Date")
    except (UnreachableError, RefusedError, aiohttp.ClientError, TimeoutError) as error:
        unreachable = texts.unreachable(api.homeserver, str(error))
        report.line(texts.CHECK_SERVER, unreachable, ok=False)
        return False
    report.line(texts.CHECK_SERVER, texts.server_versions(answer.get("versions", [])))
    then = _moment(date)
    if then is not None:
        apart = abs(round(time.time() - then))
        fine = apart <= _TOLERATED_SECONDS
        detail = texts.TIME_OK if fine else texts.time_differs(apart)
        report.line(texts.CHECK_TIME, detail, ok=fine)
    return True


def _moment(date: str | None) -> float | None:
    """Unix seconds of an HTTP date."""
    try:
        return None if date is None else email.utils.parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None


async def _check_account(config: Config, api: Api, report: Report) -> None:
    try:
        async with _logged_in(config, api) as (device, with_token):
            if device.pickle_key:
                report.line(texts.CHECK_LOGIN, texts.logged_in(device.user_id, device.device_id))
            else:
                report.line(texts.CHECK_LOGIN, texts.login_possible(device.user_id))
            await _check_keys(config, with_token, device, report)
            await _check_rooms(config, with_token, device.user_id, report)
    except _LOGIN_TROUBLE as error:
        report.line(texts.CHECK_LOGIN, explain(error, config).text, ok=False)


@asynccontextmanager
async def _logged_in(config: Config, api: Api) -> AsyncIterator[tuple[Device, Api]]:
    """The bot's own device if it has one, else one that lives as long as the check."""
    device = read_device(config.matrix_directory)
    found, user_id = secret(config.matrix), config.matrix.user_id
    if device is not None:
        with_token = replace(api, access_token=device.access_token)
        await who(with_token, user_id)
        yield device, with_token
    elif found.kind == "access_token":
        with_token = replace(api, access_token=found.value.get_secret_value())
        yield Device(user_id, await who(with_token, user_id), "", ""), with_token
    else:
        answer = await log_in(api, user_id, found.value.get_secret_value(), "check")
        with_token = replace(api, access_token=answer["access_token"])
        try:
            yield Device(user_id, "", "", ""), with_token
        finally:
            await with_token.call("POST", "v3/logout", {})


async def _check_keys(config: Config, api: Api, device: Device, report: Report) -> None:
    if not device.pickle_key:
        report.line(texts.CHECK_ENCRYPTION, texts.NOT_STARTED_YET)
        return
    answer = await api.call(
        "POST", "v3/keys/query", {"device_keys": {device.user_id: [device.device_id]}}
    )
    published = device.device_id in answer.get("device_keys", {}).get(device.user_id, {})
    detail = texts.KEYS_PUBLISHED if published else texts.KEYS_MISSING
    report.line(texts.CHECK_ENCRYPTION, detail, ok=published)
    directory = config.matrix_directory
    state = state_of(answer, device.user_id, device.device_id, directory)
    words = {
        State.SIGNED: texts.SIGNED,
        State.UNSIGNED: texts.UNSIGNED,
        State.FOREIGN: texts.FOREIGN,
    }
    report.line(texts.CHECK_CROSS_SIGNING, words[state], ok=state is State.SIGNED)


async def _check_rooms(config: Config, api: Api, user_id: str, report: Report) -> None:
    if not config.rooms.all:
        report.line(texts.room(""), texts.NO_ROOMS, ok=False)
    successors = await _successors(config)
    results = await asyncio.gather(
        *(_room(api, successors.get(name, name), user_id) for name in config.rooms.all)
    )
    for name, (ok, detail) in zip(config.rooms.all, results, strict=True):
        report.line(texts.room(name), detail, ok=ok)


async def _successors(config: Config) -> dict[str, str]:
    """Configured rooms that have been upgraded since."""
    if not config.database_file.exists():
        return {}
    async with open_unchanged(config.database_file) as tx:
        return {name: await rooms.current(tx, name) for name in config.rooms.all}


async def _room(api: Api, name: str, user_id: str) -> tuple[bool, str]:
    """Whether the bot may speak there, and what to say about it."""
    try:
        room_id = name
        if name.startswith("#"):
            room_id = (await api.call("GET", f"v3/directory/room/{segment(name)}"))["room_id"]
    except RefusedError:
        return False, texts.ROOM_MISSING
    try:
        state: list[dict[str, Any]] = await api.call("GET", f"v3/rooms/{segment(room_id)}/state")
    except RefusedError:
        return False, texts.ROOM_NOT_JOINED
    encrypted = any(event["type"] == "m.room.encryption" for event in state)
    ours = power(state, user_id, "m.room.encrypted" if encrypted else "m.room.message")
    if ours is None:
        return False, texts.ROOM_UNKNOWN_POWER
    if not ours.may_speak:
        return False, texts.room_silent(ours.level, ours.to_send_messages)
    return True, texts.room_ok(encrypted=encrypted)


async def check_mail(config: Config, report: Report, tls: ssl.SSLContext | None = None) -> None:
    """Log in to the mail server; nothing is sent. `tls` is as with MailSender."""
    mail = config.mail
    if mail is None:
        return
    words = {
        Trouble.UNREACHABLE: texts.MAIL_UNREACHABLE,
        Trouble.CERTIFICATE: texts.MAIL_CERTIFICATE,
        Trouble.ENCRYPTION: texts.MAIL_ENCRYPTION,
        Trouble.LOGIN: texts.MAIL_LOGIN,
        Trouble.REFUSED: texts.MAIL_REFUSED,
    }
    try:
        await MailSender(mail, mail_password(mail), tls).check()
    except Failure as failure:
        report.line(texts.CHECK_MAIL, failure.text, ok=False)
    except MailServerError as error:
        failed = texts.mail_failed(mail.host, mail.port, words[error.trouble], error.detail)
        report.line(texts.CHECK_MAIL, failed, ok=False)
    else:
        with_login = mail.username is not None
        report.line(texts.CHECK_MAIL, texts.mail_ok(mail.host, mail.port, with_login=with_login))


async def check_http(config: Config, http: aiohttp.ClientSession, report: Report) -> None:
    """The port is tried for a moment; in use by the running bot is in order."""
    if config.http is None:
        return
    address = config.http.address
    try:
        await may_listen(address)
    except Failure as failure:
        answers = await _bot_answers(http, address)
        detail = texts.http_answers(shown(address)) if answers else failure.text
        report.line(texts.CHECK_HTTP, detail, ok=answers)
    else:
        report.line(texts.CHECK_HTTP, texts.http_free(shown(address)))
    try:
        detail = texts.FEED_OFF if feed_token(config.http) is None else texts.FEED_OK
    except Failure as failure:
        report.line(texts.CHECK_FEED, failure.text, ok=False)
    else:
        report.line(texts.CHECK_FEED, detail)


async def _bot_answers(http: aiohttp.ClientSession, address: tuple[str, int]) -> bool:
    try:
        async with asyncio.timeout(5), http.get(f"http://{shown(address)}/healthz") as response:
            return response.headers.get("Server") == SERVER
    except (aiohttp.ClientError, TimeoutError):
        return False
