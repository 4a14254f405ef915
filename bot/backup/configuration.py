"""The configuration as a backup keeps it: what was set, without secrets."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, SecretStr

from bot.config.sections import Config
from bot.texts import backup as texts


def without_secrets(config: Config) -> str:
    """Return it as TOML, with a comment that names the secrets to be entered again."""
    import tomli_w

    left_out = [".".join(path) for path in _secrets(config)]
    return f"{texts.configuration(left_out)}\n{tomli_w.dumps(_plain(config))}"


def _plain(section: BaseModel) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, field in type(section).model_fields.items():
        value = getattr(section, name)
        if name not in section.model_fields_set or value is None or _is_secret(value):
            continue
        plain[field.alias or name] = _plain_value(value)
    return plain


def _plain_value(value: object) -> object:
    match value:
        case BaseModel():
            return _plain(value)
        case tuple():
            return [_plain_value(each) for each in value]
        case bool() | int() | str():
            return value
        case _:  # a path, a time zone, a time
            return str(value)


def _secrets(section: BaseModel) -> Iterator[tuple[str, ...]]:
    for name in type(section).model_fields:
        value = getattr(section, name)
        if _is_secret(value):
            yield (name,)
        elif isinstance(value, BaseModel):
            for path in _secrets(value):
                yield (name, *path)


def _is_secret(value: object) -> bool:
    """Tell whether it is a secret, or a list of some."""
    if isinstance(value, tuple):
        return any(map(_is_secret, value))
    return isinstance(value, SecretStr)
