"""config.example.toml as frozen models: file, then environment, then checked as a whole."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails
from rapidfuzz import process

from bot.errors import Failure
from commands.settings import Network
from commands.texts import configuration as texts

ENVIRONMENT_PREFIX = "NETZWERKBOT_"
_MAX_FILE_BYTES = 1_000_000

_USER_ID = re.compile(r"@[^:\s]+:[^\s]+")
_ROOM = re.compile(r"[!#][^\s]+")


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


UserId = Annotated[str, AfterValidator(_user_id)]
Room = Annotated[str, AfterValidator(_room)]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Matrix(Section):
    homeserver: Annotated[str, AfterValidator(_homeserver)]
    user_id: UserId
    device_name: str = Field(default="Netzwerkbot", min_length=1, max_length=100)
    command_prefix: Annotated[str, AfterValidator(_prefix)] = "!"
    invite_from: tuple[str, ...] = ()
    password: SecretStr | None = None
    password_file: Path | None = None
    access_token: SecretStr | None = None
    access_token_file: Path | None = None

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
    directory: Path = Path("data")


class Limits(Section):
    commands_per_minute: int = Field(default=20, ge=1, le=1_000_000)


class Logging(Section):
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["console", "json"] = "console"


class Config(Section):
    network: Network = Network()
    matrix: Matrix
    rooms: Rooms = Rooms()
    storage: Storage = Storage()
    limits: Limits = Limits()
    logging: Logging = Logging()

    @property
    def database_file(self) -> Path:
        return self.storage.directory / "netzwerkbot.db"


@dataclass(frozen=True)
class Secret:
    """The bot's credential; `repr` does not show it."""

    kind: Literal["password", "access_token"]
    value: SecretStr


def load(path: Path, environment: Mapping[str, str] | None = None) -> Config:
    """Raises Failure with file, key and what is allowed. Relative paths start at the file."""
    data = _read_file(path)
    _apply_environment(data, os.environ if environment is None else environment)
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise Failure(_explain(path, error.errors()[0]), exit_code=2) from None
    return _with_absolute_paths(config, path.resolve().parent)


def secret(matrix: Matrix) -> Secret:
    """The one credential that is configured, read from its file if need be."""
    if matrix.password is not None:
        return Secret("password", matrix.password)
    if matrix.access_token is not None:
        return Secret("access_token", matrix.access_token)
    if matrix.password_file is not None:
        return Secret("password", _read_secret("password_file", matrix.password_file))
    if matrix.access_token_file is not None:
        return Secret("access_token", _read_secret("access_token_file", matrix.access_token_file))
    raise AssertionError  # excluded by Matrix._one_secret


def _read_secret(key: str, path: Path) -> SecretStr:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Failure(texts.unreadable_secret(key, path), exit_code=2) from None
    if not value:
        raise Failure(texts.empty_secret(key, path), exit_code=2)
    return SecretStr(value)


def _read_file(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MAX_FILE_BYTES:
            raise Failure(texts.file_too_large(path), exit_code=2)
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise Failure(texts.no_such_file(path), exit_code=2) from None
    except OSError:
        raise Failure(texts.unreadable_file(path), exit_code=2) from None
    except UnicodeDecodeError:
        raise Failure(texts.not_utf8(path), exit_code=2) from None
    except tomllib.TOMLDecodeError as error:
        raise Failure(texts.not_toml(path, str(error)), exit_code=2) from None


def _apply_environment(data: dict[str, Any], environment: Mapping[str, str]) -> None:
    """NETZWERKBOT_<SECTION>__<KEY> overrides the file; lists are separated by commas."""
    for name in sorted(environment):
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        section, _, key = name.removeprefix(ENVIRONMENT_PREFIX).lower().partition("__")
        if key not in _keys(section):
            known = [f"{s}__{k}" for s in Config.model_fields for k in _keys(s)]
            nearest = _nearest(f"{section}__{key}", known)
            suggestion = f"{ENVIRONMENT_PREFIX}{nearest.upper()}" if nearest else None
            raise Failure(texts.unknown_variable(name, suggestion), exit_code=2)
        table = data.setdefault(section, {})
        if isinstance(table, dict):
            _override(table, section, key, environment[name])


def _override(table: dict[str, Any], section: str, key: str, value: str) -> None:
    secrets = ("password", "password_file", "access_token", "access_token_file")
    if section == "matrix" and key in secrets:
        for other in secrets:
            table.pop(other, None)
    lists = (section, key) in {("matrix", "invite_from"), ("rooms", "network")}
    table[key] = [word.strip() for word in value.split(",") if word.strip()] if lists else value


def _keys(section: str) -> list[str]:
    field = Config.model_fields.get(section)
    model = None if field is None else field.annotation
    return (
        list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []
    )


def _nearest(word: str, known: list[str]) -> str | None:
    match = process.extractOne(word, known, score_cutoff=60)
    return None if match is None else match[0]


def _explain(path: Path, error: ErrorDetails) -> str:
    location = [str(part) for part in error["loc"]]
    key = ".".join(location)
    if error["type"] == "extra_forbidden":
        known = list(Config.model_fields) if len(location) == 1 else _keys(location[0])
        return texts.unknown_key(path, key, _nearest(location[-1], known), known)
    if error["type"] == "missing":
        return texts.missing_key(path, key)
    return texts.wrong_value(path, key, error)


def _with_absolute_paths(config: Config, folder: Path) -> Config:
    matrix = config.matrix.model_copy(
        update={
            key: folder / value
            for key in ("password_file", "access_token_file")
            if (value := getattr(config.matrix, key)) is not None
        }
    )
    storage = config.storage.model_copy(update={"directory": folder / config.storage.directory})
    return config.model_copy(update={"matrix": matrix, "storage": storage})
