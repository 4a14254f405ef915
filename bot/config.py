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
from rapidfuzz import fuzz, process

from bot.errors import Failure
from commands.settings import Network
from commands.texts import configuration as texts

ENVIRONMENT_PREFIX = "NETZWERKBOT_"
_MAX_FILE_BYTES = 1_000_000
_SECRETS = [
    ("matrix", key) for key in ("password", "password_file", "access_token", "access_token_file")
]

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


def _path(value: Path) -> Path:
    if "\0" in str(value):
        raise ValueError(texts.EXPECTED_PATH)
    return value


UserId = Annotated[str, AfterValidator(_user_id)]
Room = Annotated[str, AfterValidator(_room)]
File = Annotated[Path, AfterValidator(_path)]


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
    def matrix_directory(self) -> Path:
        """The bot's device, its keys, its cross-signing."""
        return self.storage.directory / "matrix"

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
    overridden = _apply_environment(data, os.environ if environment is None else environment)
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise Failure(_explain(path, _first(error), overridden), exit_code=2) from None
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
    except RecursionError:
        raise Failure(texts.not_toml(path, texts.NESTED_TOO_DEEPLY), exit_code=2) from None
    except ValueError as error:  # also beside TOMLDecodeError: a number of 5,000 digits
        raise Failure(texts.not_toml(path, str(error)), exit_code=2) from None


def _apply_environment(data: dict[str, Any], environment: Mapping[str, str]) -> dict[str, str]:
    """NETZWERKBOT_<SECTION>__<KEY> overrides the file; lists are separated by commas.

    Returns which variable gave which key.
    """
    overridden: dict[str, str] = {}
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
            if (section, key) in _SECRETS:
                _drop_other_secrets(table, overridden)
            table[key] = _list_or_text(section, key, environment[name])
            overridden[f"{section}.{key}"] = name
    return overridden


def _drop_other_secrets(table: dict[str, Any], overridden: Mapping[str, str]) -> None:
    """The environment's takes the place of the file's; two from the environment are an error."""
    for section, key in _SECRETS:
        if f"{section}.{key}" not in overridden:
            table.pop(key, None)


def _list_or_text(section: str, key: str, value: str) -> str | list[str]:
    if (section, key) not in {("matrix", "invite_from"), ("rooms", "network")}:
        return value
    return [word.strip() for word in value.split(",") if word.strip()]


def _keys(section: str) -> list[str]:
    field = Config.model_fields.get(section)
    model = None if field is None else field.annotation
    return (
        list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []
    )


def _nearest(word: str, known: list[str]) -> str | None:
    match = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60)
    return None if match is None else match[0]


def _first(error: ValidationError) -> ErrorDetails:
    """A misspelt key is the cause of the missing one, so it comes first."""
    errors = error.errors()
    return next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])


def _explain(path: Path, error: ErrorDetails, overridden: Mapping[str, str]) -> str:
    location = [_printable(str(part)) for part in error["loc"]]
    key = ".".join(location)
    variable = overridden.get(".".join(location[:2]))
    if variable is not None:
        return texts.wrong_variable(variable, error)
    if error["type"] == "extra_forbidden":
        known = list(Config.model_fields) if len(location) == 1 else _keys(location[0])
        return texts.unknown_key(path, key, _nearest(location[-1], known), known)
    if error["type"] == "missing":
        return texts.missing_key(path, key)
    return texts.wrong_value(path, key, error)


def _printable(key: str) -> str:
    """A key may hold anything; an error is one short line."""
    return "".join(c if c.isprintable() else "\ufffd" for c in key[:100])


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
