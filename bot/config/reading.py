"""Read the configuration; explain the first error in one sentence."""

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from bot.config.sections import Config, HttpSection, MailSection, Matrix, Section
from bot.process.lifecycle import Failure
from commands.conversation.settings import Feed
from commands.conversation.texts import configuration as texts

ENVIRONMENT_PREFIX = "NETZWERKBOT_"
# What only netzwerkbot init reads.
OF_INIT = f"{ENVIRONMENT_PREFIX}INIT__"
_MAX_FILE_BYTES = 1_000_000
_SHORTEST_TOKEN = 32
SHORTEST_PASSPHRASE = 12
_SECRETS = MappingProxyType(
    {
        "matrix": ("password", "password_file", "access_token", "access_token_file"),
        "mail": ("password", "password_file"),
    }
)
_FILES = (
    *("avatar", "password_file", "access_token_file", "feed_token_file"),
    *("directory", "passphrase_file"),
)
_LISTS = frozenset(
    {("matrix", "invite_from"), ("rooms", "network"), ("mail", "recipients"), ("calendar", "urls")}
)
_LEADS = "reminders"

AnySection = TypeVar("AnySection", bound=Section)


@dataclass(frozen=True)
class Secret:
    """The bot's credential; `repr` does not show it."""

    kind: Literal["password", "access_token"]
    value: SecretStr


def load(path: Path, environment: Mapping[str, str] | None = None) -> Config:
    """Return the configuration, with paths relative to the file made absolute.

    Raises Failure with the file, the key and the allowed values.
    """
    data = read_toml(path)
    overridden = _apply_environment(data, os.environ if environment is None else environment)
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise Failure(_explain(path, _first(error), overridden), exit_code=2) from None
    return _with_absolute_paths(config, path.resolve().parent)


def secret(matrix: Matrix) -> Secret:
    """Return the one configured credential, read from its file if need be."""
    if matrix.password is not None:
        return Secret("password", matrix.password)
    if matrix.access_token is not None:
        return Secret("access_token", matrix.access_token)
    if matrix.password_file is not None:
        return Secret("password", read_secret("matrix.password_file", matrix.password_file))
    if matrix.access_token_file is not None:
        value = read_secret("matrix.access_token_file", matrix.access_token_file)
        return Secret("access_token", value)
    raise AssertionError  # excluded by Matrix._one_secret


def mail_password(mail: MailSection) -> SecretStr | None:
    """Return None without a login; read the password from its file if need be."""
    if mail.password_file is not None:
        return read_secret("mail.password_file", mail.password_file)
    return mail.password


def feed_token(http: HttpSection) -> SecretStr | None:
    """Return None if there is no feed. Raises Failure if the token is too short."""
    if http.feed_token_file is None:
        return None
    token = read_secret("http.feed_token_file", http.feed_token_file)
    if len(token.get_secret_value()) < _SHORTEST_TOKEN:
        text = texts.short_token("http.feed_token_file", http.feed_token_file, _SHORTEST_TOKEN)
        raise Failure(text, exit_code=2)
    return token


def passphrase(key: str, path: Path) -> str:
    """Return that of backups, from the file that the key names. Raises Failure if too short."""
    words = read_secret(key, path).get_secret_value()
    if len(words) < SHORTEST_PASSPHRASE:
        raise Failure(texts.short_passphrase(key, path, SHORTEST_PASSPHRASE), exit_code=2)
    return words


def feed(http: HttpSection) -> Feed | None:
    """Return the feed for members, None without a token or a public address."""
    token = feed_token(http)
    if http.public_url is None or token is None:
        return None
    return Feed(f"{http.public_url}/termine.ics", token.get_secret_value())


def read_secret(key: str, path: Path) -> SecretStr:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Failure(texts.unreadable_secret(key, path), exit_code=2) from None
    if not value:
        raise Failure(texts.empty_secret(key, path), exit_code=2)
    return SecretStr(value)


def read_toml(path: Path) -> dict[str, Any]:
    """Return what the file holds, whether or not it is a configuration. Raises Failure."""
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
        raise Failure(texts.not_toml(path, texts.wrong_toml(str(error))), exit_code=2) from None


def _apply_environment(data: dict[str, Any], environment: Mapping[str, str]) -> dict[str, str]:
    """Set values from NETZWERKBOT_<SECTION>__<KEY>, with lists separated by commas.

    Return the name of the variable by key.
    """
    overridden: dict[str, str] = {}
    known = list(_values())
    for name in sorted(environment):
        if not name.startswith(ENVIRONMENT_PREFIX) or name.startswith(OF_INIT):
            continue
        parts = tuple(name.removeprefix(ENVIRONMENT_PREFIX).lower().split("__"))
        # A variable has no "-" in its name, a key may.
        key = next((key for key in known if _as_variable(key) == parts), None)
        if key is None:
            nearest = _nearest("__".join(parts), ["__".join(_as_variable(path)) for path in known])
            suggestion = f"{ENVIRONMENT_PREFIX}{nearest.upper()}" if nearest else None
            raise Failure(texts.unknown_variable(name, suggestion), exit_code=2)
        table = _table(data, key[:-1])
        if table is not None:
            if key[-1] in _SECRETS.get(key[0], ()):
                _drop_other_secrets(key[0], table, overridden)
            table[key[-1]] = _list_or_text(key, environment[name])
            overridden[".".join(key)] = name
    return overridden


def _as_variable(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.replace("-", "_") for part in key)


def _table(data: dict[str, Any], names: Sequence[str]) -> dict[str, Any] | None:
    """Return the table, made if need be; None if the file has something else in its place."""
    table = data
    for name in names:
        inner = table.setdefault(name, {})
        if not isinstance(inner, dict):
            return None
        table = inner
    return table


def _drop_other_secrets(section: str, table: dict[str, Any], overridden: Mapping[str, str]) -> None:
    """Drop the secrets of the file; two secrets from the environment are an error."""
    for key in _SECRETS[section]:
        if f"{section}.{key}" not in overridden:
            table.pop(key, None)


def _list_or_text(key: tuple[str, ...], value: str) -> str | list[str]:
    lead = key[0] == _LEADS and key[-1] not in ("timezone", "quiet_hours")
    if key not in _LISTS and not lead:
        return value
    return [word.strip() for word in value.split(",") if word.strip()]


def _values(*names: str) -> Iterator[tuple[str, ...]]:
    """Yield section and key of every setting."""
    for key in _keys(*names):
        if _keys(*names, key):
            yield from _values(*names, key)
        else:
            yield (*names, key)


def _keys(*names: str) -> list[str]:
    """Return the keys of a section or table; none if there is none of that name."""
    model: type[BaseModel] | None = Config
    for name in names:
        field = None if model is None else model.model_fields.get(name)
        kinds = () if field is None else (field.annotation, *get_args(field.annotation))
        models = (k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel))
        model = next(models, None)
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _nearest(word: str, known: list[str]) -> str | None:
    from rapidfuzz import fuzz, process

    match = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60)
    return None if match is None else match[0]


def _first(error: ValidationError) -> ErrorDetails:
    """Prefer a misspelt key: it is the cause of the missing one."""
    errors = error.errors()
    return next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])


def _explain(path: Path, error: ErrorDetails, overridden: Mapping[str, str]) -> str:
    location = [_printable(str(part)) for part in error["loc"]]
    key = ".".join(location)
    for end in range(len(location), 0, -1):
        variable = overridden.get(".".join(location[:end]))
        if variable is not None:
            return texts.wrong_variable(variable, error)
    where = texts.in_line(path, _line(path, [str(part) for part in error["loc"]]))
    if error["type"] == "extra_forbidden":
        known = _keys(*location[:-1])
        return texts.unknown_key(where, key, _nearest(location[-1], known), known)
    if error["type"] == "missing":
        return texts.missing_key(path, key)
    return texts.wrong_value(where, key, error)


def _line(path: Path, location: Sequence[str]) -> int | None:
    """Return where the key stands, as far as it is written plainly under its section."""
    section: list[str] = []
    found = None
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        words = line.partition("#")[0].strip()
        if words.startswith("["):
            section = [part.strip(" \"'") for part in words.strip("[]").split(".")]
            is_it = section == list(location)
        else:
            key = words.partition("=")[0].strip(" \"'")
            is_it = "=" in words and [*section, key] == list(location[: len(section) + 1])
        if is_it and found is None:
            found = number
    return found


def _printable(key: str) -> str:
    """Return the key in one short line, whatever it holds."""
    return "".join(c if c.isprintable() else "\ufffd" for c in key[:100])


def _with_absolute_paths(config: Config, folder: Path) -> Config:
    return config.model_copy(
        update={
            "matrix": _with_absolute_files(config.matrix, folder),
            "mail": config.mail and _with_absolute_files(config.mail, folder),
            "http": config.http and _with_absolute_files(config.http, folder),
            "backup": _with_absolute_files(config.backup, folder),
            "storage": _with_absolute_files(config.storage, folder),
        }
    )


def _with_absolute_files(section: AnySection, folder: Path) -> AnySection:
    files = {key: getattr(section, key, None) for key in _FILES}
    return section.model_copy(
        update={key: folder / value for key, value in files.items() if value is not None}
    )
