"""The sections of the configuration, and the checks of their values."""

import re
from collections.abc import Callable
from datetime import time
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from commands.conversation.settings import Exchange, Network, Privacy, Reminders, Submissions
from commands.conversation.texts import configuration as texts
from commands.language.urls import DOMAIN, is_address, is_public
from storage.meetings.meetings import Kind

_USER_ID = re.compile(r"@[^:\s]+:[^\s]+")
_ROOM = re.compile(r"[!#][^\s]+")
_HOST = re.compile(DOMAIN)
_HOMESERVER = re.compile(r"https?://[^\s/]+(/[^\s]*)?")
_PUBLIC_URL = re.compile(r"(?=.{1,300}$)https?://[^\s/?#@]+(/[^\s?#]*)?", re.IGNORECASE)
_WEBCAL = re.compile(r"^webcals?://", re.IGNORECASE)
_CALENDAR_URL = re.compile(r"https?://[^\s#]+(#\S*)?", re.IGNORECASE)
_OF_THE_API = re.compile(r"/+_(matrix|synapse)\b")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
_PORTS = MappingProxyType({"tls": 465, "starttls": 587, "none": 25})


def _expect(expected: str, fits: Callable[[Any], object]) -> AfterValidator:
    """Return a validator that refuses a value with these words unless it fits."""

    def check(value: Any) -> Any:
        if not fits(value):
            raise ValueError(expected)
        return value

    return AfterValidator(check)


def _is_prefix(value: str) -> bool:
    return 0 < len(value) <= 3 and not any(c.isalnum() or c.isspace() for c in value)


def _is_safe_homeserver(value: str) -> bool:
    """Raises ValueError; it never quotes the value: a password may stand in it."""
    try:
        parts = urlsplit(value)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    if not (has_host and _HOMESERVER.fullmatch(value)):
        return False
    if "@" in parts.netloc:
        raise ValueError(texts.CREDENTIALS_IN_URL)
    if parts.query or parts.fragment or _OF_THE_API.match(parts.path):
        raise ValueError(texts.EXPECTED_HOMESERVER_ALONE)
    if parts.scheme == "http" and not is_this_machine(parts.hostname or ""):
        raise ValueError(texts.UNPROTECTED_HOMESERVER)
    return True


def _is_host(value: str) -> bool:
    return len(value) <= 253 and (_HOST.fullmatch(value) is not None or _is_ip(value))


def _is_ip(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True


def _is_listen(value: str) -> bool:
    """Return whether it is host:port, with an IPv6 address in brackets."""
    host, _, port = value.rpartition(":")
    bracketed = host.startswith("[") and host.endswith("]")
    inner = host[1:-1] if bracketed else host
    fits = len(inner) <= 253 and (_is_ip(inner) if bracketed else bool(_HOST.fullmatch(inner)))
    is_port = re.fullmatch(r"[0-9]{1,5}", port) is not None and 1 <= int(port) <= 65_535
    return fits and is_port and bracketed == (":" in inner)


def calendar_url(words: str) -> str:
    """Return it as https or http, the latter only on this machine. Raises ValueError."""
    url = _WEBCAL.sub("https://", words.strip())
    try:
        host = urlsplit(url).hostname if _CALENDAR_URL.fullmatch(url) else None
    except ValueError:
        host = None
    is_safe = url.lower().startswith("https:") or is_this_machine(host or "")
    if len(url) > 2000 or not host or not is_safe:
        raise ValueError(texts.EXPECTED_CALENDAR)
    return url


def _calendar_url(value: SecretStr) -> SecretStr:
    return SecretStr(calendar_url(value.get_secret_value()))


def _ping_url(value: SecretStr) -> SecretStr:
    """Raises ValueError; it never quotes the value: who knows it can feign a sign of life."""
    url = value.get_secret_value()
    try:
        host = (urlsplit(url).hostname if _HOMESERVER.fullmatch(url) else None) or ""
    except ValueError:
        host = ""
    if len(url) > 2000 or not host or not (url.startswith("https:") or _is_near(host)):
        raise ValueError(texts.EXPECTED_PING)
    return value


def _is_near(host: str) -> bool:
    """Return whether it may be in the own network; where a name leads is seen when it is used."""
    return not is_public(host) if _is_ip(host) else "." not in host


def is_this_machine(host: str) -> bool:
    return host == "localhost" or (_is_ip(host) and ip_address(host).is_loopback)


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


_BARE = AfterValidator(lambda url: url.rstrip("/"))
UserId = Annotated[str, _expect(texts.EXPECTED_USER_ID, _USER_ID.fullmatch)]
Room = Annotated[str, _expect(texts.EXPECTED_ROOM, _ROOM.fullmatch)]
Homeserver = Annotated[str, _expect(texts.EXPECTED_HOMESERVER, _is_safe_homeserver), _BARE]
PublicUrl = Annotated[str, _expect(texts.EXPECTED_PUBLIC_URL, _PUBLIC_URL.fullmatch), _BARE]
Prefix = Annotated[str, _expect(texts.EXPECTED_PREFIX, _is_prefix)]
Host = Annotated[str, _expect(texts.EXPECTED_HOST, _is_host)]
Listen = Annotated[str, _expect(texts.EXPECTED_LISTEN, _is_listen)]
File = Annotated[Path, _expect(texts.EXPECTED_PATH, lambda path: "\0" not in str(path))]
Address = Annotated[str, _expect(texts.EXPECTED_ADDRESS, is_address)]
CalendarUrl = Annotated[SecretStr, AfterValidator(_calendar_url)]
PingUrl = Annotated[SecretStr, AfterValidator(_ping_url)]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Matrix(Section):
    homeserver: Homeserver
    user_id: UserId
    # Set at the first start where the account has none.
    display_name: str = Field(default="Netzwerkbot", min_length=1, max_length=100)
    avatar: File | None = None
    device_name: str = Field(default="Netzwerkbot", min_length=1, max_length=100)
    command_prefix: Prefix = "!"
    invite_from: tuple[str, ...] = ()
    password: SecretStr | None = Field(default=None, min_length=1)
    password_file: File | None = None
    access_token: SecretStr | None = Field(default=None, min_length=1)
    access_token_file: File | None = None

    @model_validator(mode="after")
    def _one_secret(self) -> "Matrix":
        given = (self.password, self.password_file, self.access_token, self.access_token_file)
        if sum(value is not None for value in given) != 1:
            raise ValueError(texts.EXPECTED_ONE_SECRET)
        return self


class RoomsSection(Section):
    network: tuple[Room, ...] = ()
    exchange: Room | None = None
    management: Room | None = None
    management_verified_only: bool = False

    @property
    def all(self) -> tuple[str, ...]:
        """Return every configured room once, in the order of the file."""
        single = tuple(room for room in (self.exchange, self.management) if room is not None)
        return tuple(dict.fromkeys(self.network + single))


class Storage(Section):
    directory: File = Path("data")


class LimitsSection(Section):
    commands_per_minute: int = Field(default=20, ge=1, le=1_000_000)


class MailSection(Section):
    host: Host
    security: Literal["tls", "starttls", "none"] = "starttls"
    port: int = Field(default_factory=lambda data: _PORTS[data["security"]], ge=1, le=65_535)
    username: str | None = Field(default=None, min_length=1, max_length=200)
    password: SecretStr | None = Field(default=None, min_length=1)
    password_file: File | None = None
    sender: Address
    recipients: Annotated[
        tuple[Address, ...], Field(min_length=1, max_length=20), AfterValidator(_each_once)
    ]
    digest: Literal["each", "daily"] = "each"

    @model_validator(mode="after")
    def _fits_together(self) -> "MailSection":
        passwords = [value for value in (self.password, self.password_file) if value is not None]
        if len(passwords) > 1:
            raise ValueError(texts.EXPECTED_ONE_MAIL_PASSWORD)
        if (self.username is None) != (not passwords):
            raise ValueError(texts.EXPECTED_MAIL_LOGIN)
        if self.security == "none" and not self._is_this_machine():
            raise ValueError(texts.UNPROTECTED_MAIL)
        return self

    def _is_this_machine(self) -> bool:
        return is_this_machine(self.host)


class HttpSection(Section):
    listen: Listen = "127.0.0.1:8080"
    feed_token_file: File | None = None
    public_url: PublicUrl | None = None
    ping_url: PingUrl | None = None
    ping_minutes: int = Field(default=5, ge=1, le=1440)

    @property
    def address(self) -> tuple[str, int]:
        """Return the host without brackets, and the port."""
        host, _, port = self.listen.rpartition(":")
        return host.removeprefix("[").removesuffix("]"), int(port)


class CalendarSection(Section):
    """Calendars elsewhere; an address may be secret, and in a private network."""

    urls: tuple[CalendarUrl, ...] = Field(default=(), max_length=20)
    poll_minutes: int = Field(default=60, ge=5, le=1440)
    kind: Kind = "online-konferenz"


class Keep(Section):
    """Keeps the newest backup of each of the last days, weeks and months with one."""

    daily: int = Field(default=7, ge=1, le=3650)
    weekly: int = Field(default=5, ge=0, le=520)
    monthly: int = Field(default=12, ge=0, le=1200)


class BackupSection(Section):
    """Without a directory nothing is backed up at night."""

    directory: File | None = None
    at: Annotated[str, _expect(texts.EXPECTED_CLOCK, _CLOCK.fullmatch)] = "03:10"
    keep: Keep = Keep()
    passphrase_file: File | None = None

    @property
    def days(self) -> int:
        """Return for how long a backup is kept, about; 0 if none is made at night."""
        longest = max(self.keep.daily, 7 * self.keep.weekly, 31 * self.keep.monthly)
        return 0 if self.directory is None else longest

    @property
    def local_time(self) -> time:
        return time.fromisoformat(self.at)


class Logging(Section):
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["console", "json"] = "console"


class Config(Section):
    network: Network = Network()
    matrix: Matrix
    rooms: RoomsSection = RoomsSection()
    storage: Storage = Storage()
    reminders: Reminders = Reminders()
    submissions: Submissions = Submissions()
    exchange: Exchange = Exchange()
    limits: LimitsSection = LimitsSection()
    mail: MailSection | None = None
    http: HttpSection | None = None
    calendar: CalendarSection = CalendarSection()
    privacy: Privacy = Privacy()
    backup: BackupSection = BackupSection()
    logging: Logging = Logging()

    @property
    def matrix_directory(self) -> Path:
        """Return the directory of the device, its keys and its cross-signing."""
        return self.storage.directory / "matrix"

    @property
    def database_file(self) -> Path:
        return self.storage.directory / "netzwerkbot.db"
