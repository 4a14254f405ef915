"""The sections of the configuration, and what their values may be."""

import re
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)

from commands.settings import Network, Privacy, Reminders, Submissions
from commands.texts import configuration as texts
from storage.meetings import Kind

_USER_ID = re.compile(r"@[^:\s]+:[^\s]+")
_ROOM = re.compile(r"[!#][^\s]+")
_DOMAIN = r"(?!-)[A-Za-z0-9_-]{1,63}(\.(?!-)[A-Za-z0-9_-]{1,63})*"
_HOST = re.compile(_DOMAIN)
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_WORD}(\.{_WORD})*@{_DOMAIN}")
_PUBLIC_URL = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?", re.IGNORECASE)
_WEBCAL = re.compile(r"^webcals?://", re.IGNORECASE)
_CALENDAR_URL = re.compile(r"https?://[^\s#]+(#\S*)?", re.IGNORECASE)
_PORTS = MappingProxyType({"tls": 465, "starttls": 587, "none": 25})


def _user_id(value: str) -> str:
    if not _USER_ID.fullmatch(value):
        raise ValueError(texts.EXPECTED_USER_ID)
    return value


def _room(value: str) -> str:
    if not _ROOM.fullmatch(value):
        raise ValueError(texts.EXPECTED_ROOM)
    return value


def _homeserver(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+(/[^\s]*)?", value):
        raise ValueError(texts.EXPECTED_HOMESERVER)
    return value.rstrip("/")


def _prefix(value: str) -> str:
    if not value or len(value) > 3 or any(c.isalnum() or c.isspace() for c in value):
        raise ValueError(texts.EXPECTED_PREFIX)
    return value


def _path(value: Path) -> Path:
    if "\0" in str(value):
        raise ValueError(texts.EXPECTED_PATH)
    return value


def _host(value: str) -> str:
    if len(value) > 253 or not (_HOST.fullmatch(value) or _is_ip(value)):
        raise ValueError(texts.EXPECTED_HOST)
    return value


def _is_ip(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True


def _address(value: str) -> str:
    if len(value) > 254 or not _ADDRESS.fullmatch(value):
        raise ValueError(texts.EXPECTED_ADDRESS)
    return value


def _listen(value: str) -> str:
    """host:port, an IPv6 address in brackets."""
    host, _, port = value.rpartition(":")
    bracketed = host.startswith("[") and host.endswith("]")
    inner = host[1:-1] if bracketed else host
    fits = len(inner) <= 253 and (_is_ip(inner) if bracketed else bool(_HOST.fullmatch(inner)))
    is_port = re.fullmatch(r"[0-9]{1,5}", port) is not None and 1 <= int(port) <= 65_535
    if not (fits and is_port and bracketed == (":" in inner)):
        raise ValueError(texts.EXPECTED_LISTEN)
    return value


def _public_url(value: str) -> str:
    if len(value) > 300 or not _PUBLIC_URL.fullmatch(value):
        raise ValueError(texts.EXPECTED_PUBLIC_URL)
    return value.rstrip("/")


def calendar_url(words: str) -> str:
    """Raises ValueError. On this machine also without encryption: nobody can listen."""
    url = _WEBCAL.sub("https://", words.strip())
    try:
        host = urlsplit(url).hostname if _CALENDAR_URL.fullmatch(url) else None
    except ValueError:
        host = None
    is_safe = url.lower().startswith("https:") or _is_this_machine(host or "")
    if len(url) > 2000 or not host or not is_safe:
        raise ValueError(texts.EXPECTED_CALENDAR)
    return url


def _calendar_url(value: SecretStr) -> SecretStr:
    return SecretStr(calendar_url(value.get_secret_value()))


def _is_this_machine(host: str) -> bool:
    return host == "localhost" or (_is_ip(host) and ip_address(host).is_loopback)


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


UserId = Annotated[str, AfterValidator(_user_id)]
Room = Annotated[str, AfterValidator(_room)]
File = Annotated[Path, AfterValidator(_path)]
Address = Annotated[str, AfterValidator(_address)]
CalendarUrl = Annotated[SecretStr, AfterValidator(_calendar_url)]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Matrix(Section):
    homeserver: Annotated[str, AfterValidator(_homeserver)]
    user_id: UserId
    device_name: str = Field(default="Netzwerkbot", min_length=1, max_length=100)
    command_prefix: Annotated[str, AfterValidator(_prefix)] = "!"
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


class Rooms(Section):
    network: tuple[Room, ...] = ()
    exchange: Room | None = None
    management: Room | None = None

    @property
    def all(self) -> tuple[str, ...]:
        """Every configured room once, in the order of the file."""
        single = tuple(room for room in (self.exchange, self.management) if room is not None)
        return tuple(dict.fromkeys(self.network + single))


class Storage(Section):
    directory: File = Path("data")


class Limits(Section):
    commands_per_minute: int = Field(default=20, ge=1, le=1_000_000)


class Mail(Section):
    host: Annotated[str, AfterValidator(_host)]
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
    def _fits_together(self) -> "Mail":
        passwords = [value for value in (self.password, self.password_file) if value is not None]
        if len(passwords) > 1:
            raise ValueError(texts.EXPECTED_ONE_MAIL_PASSWORD)
        if (self.username is None) != (not passwords):
            raise ValueError(texts.EXPECTED_MAIL_LOGIN)
        if self.security == "none" and not self._is_this_machine():
            raise ValueError(texts.UNPROTECTED_MAIL)
        return self

    def _is_this_machine(self) -> bool:
        return _is_this_machine(self.host)


class Http(Section):
    listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    feed_token_file: File | None = None
    public_url: Annotated[str, AfterValidator(_public_url)] | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Host without brackets, and port."""
        host, _, port = self.listen.rpartition(":")
        return host.removeprefix("[").removesuffix("]"), int(port)


class Calendar(Section):
    """Calendars kept elsewhere; an address may be secret, and on a network of one's own."""

    urls: tuple[CalendarUrl, ...] = Field(default=(), max_length=20)
    poll_minutes: int = Field(default=60, ge=5, le=1440)
    kind: Kind = "online-konferenz"


class Logging(Section):
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["console", "json"] = "console"


class Config(Section):
    network: Network = Network()
    matrix: Matrix
    rooms: Rooms = Rooms()
    storage: Storage = Storage()
    reminders: Reminders = Reminders()
    submissions: Submissions = Submissions()
    limits: Limits = Limits()
    mail: Mail | None = None
    http: Http | None = None
    calendar: Calendar = Calendar()
    privacy: Privacy = Privacy()
    logging: Logging = Logging()

    @property
    def matrix_directory(self) -> Path:
        """The bot's device, its keys, its cross-signing."""
        return self.storage.directory / "matrix"

    @property
    def database_file(self) -> Path:
        return self.storage.directory / "netzwerkbot.db"
