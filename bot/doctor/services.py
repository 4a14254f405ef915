"""The report, and what is checked beside the homeserver: mail and HTTP."""

import asyncio
import os
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.config.reading import feed_token, mail_password, passphrase
from bot.config.sections import Config, MailSection
from bot.delivery.mail import MailSender, MailServerError, Trouble
from bot.http.server import SERVER, address_text, may_listen
from bot.process.accounts import bot_may, service_account
from bot.process.lifecycle import Failure
from bot.texts import doctor as texts


@dataclass
class Report:
    """Prints the result of each check, and counts the problems."""

    write: Callable[[str], None]
    problems: int = 0

    def line(self, subject: str, detail: str, *, ok: bool = True) -> None:
        self.problems += not ok
        self.write(texts.check_line(subject, ok=ok, detail=detail))


async def check_mail(config: Config, report: Report, tls: ssl.SSLContext | None = None) -> None:
    """Log in to the mail server without sending; `tls` is as with MailSender."""
    mail = config.mail
    if mail is None:
        return
    try:
        await MailSender(mail, mail_password(mail), tls).check()
    except Failure as failure:
        report.line(texts.CHECK_MAIL, failure.text, ok=False)
    except MailServerError as error:
        report.line(texts.CHECK_MAIL, mail_trouble(mail, error), ok=False)
    else:
        with_login = mail.username is not None
        report.line(texts.CHECK_MAIL, texts.mail_ok(mail.host, mail.port, with_login=with_login))


def mail_trouble(mail: MailSection, error: MailServerError) -> str:
    """Return what is in the way, and what to look at."""
    words = {
        Trouble.UNREACHABLE: texts.MAIL_UNREACHABLE,
        Trouble.CERTIFICATE: texts.MAIL_CERTIFICATE,
        Trouble.ENCRYPTION: texts.MAIL_ENCRYPTION,
        Trouble.LOGIN: texts.MAIL_LOGIN,
        Trouble.REFUSED: texts.MAIL_REFUSED,
    }
    return texts.mail_failed(mail.host, mail.port, words[error.trouble], error.detail)


def report_unreadable(config: Config, file: Path, subject: str, report: Report) -> bool:
    """Report a file that the account of the bot cannot read, while root can; tell whether it is."""
    account = service_account(config.storage.directory)
    if account is None or account.may(file, os.R_OK):
        return False
    report.line(subject, texts.not_for_account(file, account.name, account.group), ok=False)
    return True


def check_backup(config: Config, report: Report) -> None:
    """Look at the directory of the nightly backups and at the passphrase; write nothing."""
    directory, words = config.backup.directory, config.backup.passphrase_file
    if words is not None:
        try:
            passphrase("backup.passphrase_file", words)
        except Failure as failure:
            report.line(texts.CHECK_BACKUP, failure.text, ok=False)
        else:
            report_unreadable(config, words, texts.CHECK_BACKUP, report)
    if directory is None:
        return
    if not directory.is_dir():
        report.line(texts.CHECK_BACKUP, texts.no_backup_directory(directory), ok=False)
    elif not bot_may(config.storage.directory, directory, os.R_OK | os.W_OK | os.X_OK):
        report.line(texts.CHECK_BACKUP, texts.backup_directory_closed(directory), ok=False)
    elif directory.stat().st_mode & 0o077:
        report.line(texts.CHECK_BACKUP, texts.directory_open(directory), ok=False)
    else:
        beside = directory.resolve().is_relative_to(config.storage.directory.resolve())
        detail = texts.backup_ok(directory, config.backup.at, beside_data=beside)
        report.line(texts.CHECK_BACKUP, detail)


async def check_http(config: Config, http: aiohttp.ClientSession, report: Report) -> None:
    """Try the port for a moment; it may be in use by the running bot."""
    if config.http is None:
        return
    address = config.http.address
    try:
        await may_listen(address)
    except Failure as failure:
        answers = await _bot_answers(http, address)
        detail = texts.http_answers(address_text(address)) if answers else failure.text
        report.line(texts.CHECK_HTTP, detail, ok=answers)
    else:
        report.line(texts.CHECK_HTTP, texts.http_free(address_text(address)))
    try:
        detail = texts.FEED_OFF if feed_token(config.http) is None else texts.FEED_OK
    except Failure as failure:
        report.line(texts.CHECK_FEED, failure.text, ok=False)
    else:
        report.line(texts.CHECK_FEED, detail)


async def _bot_answers(http: aiohttp.ClientSession, address: tuple[str, int]) -> bool:
    try:
        async with (
            asyncio.timeout(5),
            http.get(f"http://{address_text(address)}/healthz") as response,
        ):
            return response.headers.get("Server") == SERVER
    except (aiohttp.ClientError, TimeoutError):
        return False
