"""The example shows every key with its default, and loads."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from bot.config.reading import load
from bot.config.sections import Config
from commands.language.times.quiet_hours import NEVER, QuietHours
from tests.support.config_files import EXAMPLE, MINIMAL, loaded

NIGHT = QuietHours(time(20), time(8), ZoneInfo("Europe/Berlin"))


def test_the_example_loads() -> None:
    config = load(EXAMPLE, {})

    assert config.rooms.all


def model_of(annotation: Any) -> type[BaseModel] | None:
    """The model of a section, also of one that may be absent."""
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def is_complete(shown: dict[str, Any], model: type[BaseModel]) -> bool:
    fields = model.model_fields.items()
    inner = {field.alias or key: model_of(field.annotation) for key, field in fields}
    return set(shown) == set(inner) and all(
        is_complete(shown[key], kind) for key, kind in inner.items() if kind is not None
    )


def test_the_example_shows_every_key_of_every_section() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    # A key that stands for another, such as one of the four secrets, is shown as a comment.
    shown = tomllib.loads("\n".join(line.removeprefix("#: ") for line in text.splitlines()))

    assert is_complete(shown, Config)
    del shown["privacy"]["retention_days"]["outbox"]
    assert not is_complete(shown, Config)


def test_the_section_on_mail_fits_when_it_is_uncommented(file: Path) -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").partition("#: [mail]")[2].splitlines()
    shown = [line.removeprefix("#: ") for line in lines if not line.startswith("#: password = ")]
    mail = loaded(file, MINIMAL + "[mail]\n" + "\n".join(shown)).mail

    assert mail is not None
    assert (mail.security, mail.port, mail.digest) == ("starttls", 587, "each")


def test_the_example_shows_the_defaults() -> None:
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    defaults = Config.model_validate(
        {"matrix": {"homeserver": "https://x.y", "user_id": "@a:b", "password": "x"}}
    ).model_dump(mode="json", by_alias=True)

    same = ("network", "storage", "reminders", "submissions", "limits", "privacy", "logging")
    for section in same:
        assert example[section] == defaults[section]


def test_a_lead_time_may_come_from_the_environment(file: Path) -> None:
    config = loaded(file, MINIMAL, {"NETZWERKBOT_REMINDERS__ONLINE_KONFERENZ": "2d, 30min"})

    assert [str(lead) for lead in config.reminders.leads("online-konferenz")] == ["2d", "30min"]


def test_the_moment_of_digests_is_read_or_there_are_none(file: Path) -> None:
    def moment(written: str) -> object:
        return loaded(file, MINIMAL + f'[exchange]\ndigest = "{written}"').exchange.digest_at

    assert moment("Montag 7:05") == (0, time(7, 5))
    assert moment("sonntag  23:59") == (6, time(23, 59))
    assert moment("") is None
    assert loaded(file, MINIMAL).exchange.digest_at == (4, time(9))


def test_without_quiet_hours_there_are_none(file: Path) -> None:
    assert loaded(file, MINIMAL + '[reminders]\nquiet_hours = ""').reminders.quiet is NEVER
    assert loaded(file, MINIMAL).reminders.quiet == NIGHT
