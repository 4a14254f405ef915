"""The configuration: what it takes, and that every refusal says what to do."""

import json
import os
import subprocess
import sys
import tomllib
from datetime import time
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from bot.config import Config, Secret, load, mail_password, secret
from bot.errors import Failure

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
PASSWORD = "s3hr-geheim"
MINIMAL = f"""
[matrix]
homeserver = "https://matrix.example.org/"
user_id = "@bot:example.org"
password = "{PASSWORD}"
"""
MAIL = (
    MINIMAL
    + """
[mail]
host = "mail.example.org"
sender = "bot@example.org"
recipients = ["leitung@example.org"]
"""
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path


def loaded(file: Path, content: str, environment: dict[str, str] | None = None) -> Config:
    file.write_text(content, encoding="utf-8")
    return load(file, environment or {})


def refused(file: Path, content: str, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(Failure) as caught:
        loaded(file, content, environment)
    assert caught.value.exit_code == 2
    assert "\n" not in caught.value.text
    assert PASSWORD not in caught.value.text
    assert caught.value.__cause__ is None
    return caught.value.text


# --- what it takes


def test_a_homeserver_an_account_and_a_secret_are_enough(file: Path) -> None:
    config = load(file, {})

    assert config.matrix.homeserver == "https://matrix.example.org"
    assert config.matrix.command_prefix == "!"
    assert config.limits.commands_per_minute == 20
    assert config.rooms.all == ()


def test_relative_paths_start_at_the_file(file: Path) -> None:
    config = loaded(
        file, MINIMAL.replace(f'password = "{PASSWORD}"', 'password_file = "secrets/bot"')
    )

    assert config.matrix.password_file == file.parent / "secrets/bot"
    assert config.database_file == file.parent / "data/netzwerkbot.db"


def test_absolute_paths_stay_as_they_are(file: Path) -> None:
    config = loaded(file, MINIMAL + '[storage]\ndirectory = "/var/lib/netzwerkbot"')

    assert config.storage.directory == Path("/var/lib/netzwerkbot")


def test_every_room_is_named_once_in_the_order_of_the_file(file: Path) -> None:
    config = loaded(
        file,
        MINIMAL + '[rooms]\nnetwork = ["#b:x", "!a:x"]\nexchange = "#b:x"\nmanagement = "#m:x"',
    )

    assert config.rooms.all == ("#b:x", "!a:x", "#m:x")


def test_a_byte_order_mark_does_not_matter(file: Path) -> None:
    file.write_text(MINIMAL, encoding="utf-8-sig")

    assert load(file, {}).matrix.user_id == "@bot:example.org"


@pytest.mark.parametrize(
    ("security", "port"),
    [("", 587), ('security = "starttls"', 587), ('security = "tls"', 465)],
)
def test_the_port_of_the_mail_server_follows_from_the_security(
    file: Path, security: str, port: int
) -> None:
    config = loaded(file, MAIL + security)

    assert config.mail is not None
    assert config.mail.port == port
    assert config.mail.digest == "each"
    assert mail_password(config.mail) is None


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", "::1"])
def test_without_encryption_mail_goes_to_this_machine_only(file: Path, host: str) -> None:
    config = loaded(file, MAIL.replace("mail.example.org", host) + 'security = "none"')

    assert config.mail is not None
    assert config.mail.port == 25


def test_who_is_named_twice_gets_one_mail(file: Path) -> None:
    config = loaded(file, MAIL, {"NETZWERKBOT_MAIL__RECIPIENTS": "a@b.de, c@d.de, a@b.de"})

    assert config.mail is not None
    assert config.mail.recipients == ("a@b.de", "c@d.de")


def test_without_the_section_there_is_no_mail(file: Path) -> None:
    assert load(file, {}).mail is None


def test_retention_and_submissions_have_their_defaults(file: Path) -> None:
    config = loaded(file, MINIMAL + "[privacy.retention_days]\noutbox = 5")

    assert config.privacy.retention_days.outbox == 5
    assert config.privacy.retention_days.submissions == 730
    assert config.submissions.max_file_mb == 25
    assert config.submissions.remind_after_days == 7
    assert config.reminders.timezone.key == "Europe/Berlin"


def test_nothing_can_be_changed_afterwards(file: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        load(file, {}).limits.commands_per_minute = 5  # type: ignore[misc]  # that is the point


# --- what it refuses


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (MINIMAL + 'device_nam = "x"', ["matrix.device_nam", "Meinten Sie »device_name«?"]),
        (MINIMAL + "[netwrok]", ["netwrok", "Meinten Sie »network«?"]),
        (MINIMAL + '"a\\nb\\u001b" = 1', ["matrix.a\ufffdb\ufffd"]),
        (MINIMAL + "[qqq]", ["qqq", "Erlaubt sind: network, matrix, rooms"]),
        ('[matrix]\nhomeservr = "x"', ["matrix.homeservr", "Meinten Sie »homeserver«?"]),
        ("", ["»matrix« fehlt"]),
        (MINIMAL.replace("homeserver", "#"), ["»matrix.homeserver« fehlt"]),
        (MINIMAL.replace("https://", ""), ["matrix.homeserver", "https://matrix.beispiel.de"]),
        (MINIMAL.replace("@bot", "bot"), ["matrix.user_id", "@bot:beispiel.de"]),
        (MINIMAL + 'command_prefix = "ab"', ["matrix.command_prefix", "ein bis drei Zeichen"]),
        (MINIMAL + "[limits]\ncommands_per_minute = 0", ["commands_per_minute", "ist 1."]),
        (MINIMAL + "[limits]\ncommands_per_minute = 9999999", ["größte", "1000000"]),
        (MINIMAL + '[limits]\ncommands_per_minute = "x"', ["eine ganze Zahl"]),
        (MINIMAL + '[rooms]\nnetwork = "#a:x"', ["rooms.network", "eine Liste wie"]),
        (MINIMAL + '[rooms]\nnetwork = ["Austausch"]', ["rooms.network.0", "Raum-Kennung"]),
        (MINIMAL + '[rooms]\nmanagement = "x"', ["rooms.management", "Raum-Kennung"]),
        (
            MINIMAL + '[logging]\nlevel = "LAUT"',
            ["logging.level", "'INFO', 'WARNING' oder 'ERROR'"],
        ),
        (MINIMAL + '[network]\nname = ""', ["network.name", "nicht leer"]),
        (MINIMAL + "[network]\nname = 5", ["network.name", "ein Text"]),
        (MINIMAL + f'[network]\nname = "{"x" * 201}"', ["network.name", "höchstens 200 Zeichen"]),
        ("rooms = 3\n" + MINIMAL, ["»rooms«", "ein Abschnitt"]),
        (MINIMAL + "[storage]\ndirectory = 5", ["storage.directory", "ein Pfad"]),
        (MINIMAL + '[storage]\ndirectory = "a\\u0000"', ["storage.directory", "der Pfad"]),
        (MINIMAL + f'access_token = "{PASSWORD}"', ["»matrix«", "Genau eine dieser Angaben"]),
        (MINIMAL.replace("password", "#"), ["»matrix«", "Genau eine dieser Angaben"]),
        (MINIMAL.replace(f'"{PASSWORD}"', '""'), ["matrix.password", "nicht leer"]),
        (MINIMAL.replace(f'"{PASSWORD}"', PASSWORD), ["kein gültiges TOML", "line 5"]),
        (
            MAIL.replace('sender = "bot@', 'sender = "Bot <bot@'),
            ["mail.sender", "leitung@beispiel"],
        ),
        (MAIL.replace("bot@example", "bot@münchen"), ["mail.sender", "ohne Umlaute"]),
        (MAIL.replace("leitung@", "a\\r\\nRCPT TO:<b@"), ["mail.recipients.0", "E-Mail-Adresse"]),
        (MAIL.replace('["leitung@example.org"]', "[]"), ["mail.recipients", "Mindestens ein"]),
        (
            MAIL.replace('["leitung@example.org"]', str([f"a{n}@b.de" for n in range(21)])),
            ["mail.recipients", "höchstens 20 Einträge"],
        ),
        (MAIL.replace("mail.example.org", "mail.example.org:587"), ["mail.host", "ohne Port"]),
        (MAIL.replace("mail.example.org", "smtp://example.org"), ["mail.host", "ohne Port"]),
        (MAIL.replace("mail.example.org", "a" * 64 + ".de"), ["mail.host", "Rechners"]),
        (MAIL + 'security = "ssl"', ["mail.security", "'starttls' oder 'none'"]),
        (MAIL + 'security = "none"', ["»mail«", "unverschlüsselt", '"starttls" oder "tls"']),
        (MAIL + "port = 70000", ["mail.port", "größte erlaubte Wert ist 65535"]),
        (MAIL + 'username = "bot"', ["»mail«", "Zu username gehört"]),
        (MAIL + f'password = "{PASSWORD}"', ["»mail«", "Zu username gehört"]),
        (
            MAIL + f'username = "bot"\npassword = "{PASSWORD}"\npassword_file = "x"',
            ["»mail«", "nur eines von beidem"],
        ),
        (MAIL + 'digest = "weekly"', ["mail.digest", "'each' oder 'daily'"]),
        (MAIL + 'recipient = "a@b.de"', ["mail.recipient", "Meinten Sie »recipients«?"]),
        (MINIMAL + '[reminders]\ntimezone = "Europe"', ["reminders.timezone", "Europe/Berlin"]),
        (MINIMAL + '[reminders]\ntimezone = "../x"', ["reminders.timezone", "Europe/Berlin"]),
        (MINIMAL + "[reminders]\ntimezone = 5", ["reminders.timezone", "Europe/Berlin"]),
        (MINIMAL + '[reminders]\nquiet_hours = "20-8"', ["reminders.quiet_hours", "20:00-08:00"]),
        (MINIMAL + '[reminders]\nfrist = ["bald"]', ["reminders.frist", "8w, 7d"]),
        (MINIMAL + '[reminders]\nonline_konferenz = ["1d"]', ["»online-konferenz«"]),
        (MINIMAL + "[submissions]\nmax_file_mb = 101", ["submissions.max_file_mb", "ist 100."]),
        (MINIMAL + "[privacy]\nretention_days = 5", ["»privacy.retention_days«", "ein Abschnitt"]),
        (
            MINIMAL + "[privacy.retention_days]\noutbok = 5",
            ["privacy.retention_days.outbok", "Meinten Sie »outbox«?"],
        ),
        ("a = " + "[" * 10_000, ["kein gültiges TOML", "zu tief verschachtelt"]),
        ("a = " + "9" * 5_000, ["kein gültiges TOML"]),
        ("#" * 1_000_001, ["größer als 1 MB"]),
    ],
    ids=lambda value: "" if isinstance(value, list) else None,
)
def test_a_mistake_is_named_with_file_key_and_remedy(
    file: Path, content: str, words: list[str]
) -> None:
    text = refused(file, content)

    assert text.startswith(f"{file}: ")
    for word in words:
        assert word in text


def test_a_missing_file_points_to_the_example(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        load(tmp_path / "none.toml", {})

    assert caught.value.exit_code == 2
    assert f"{tmp_path / 'none.toml'}" in caught.value.text
    assert "config.example.toml" in caught.value.text


def test_a_directory_or_other_bytes_are_no_configuration(file: Path) -> None:
    with pytest.raises(Failure, match="kann nicht gelesen werden"):
        load(file.parent, {})
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Failure, match="kein Text in UTF-8"):
        load(file, {})


def test_the_command_line_ends_with_one_line_and_code_2(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot.cli", "check", "--config", str(tmp_path / "none.toml")],
        cwd=EXAMPLE.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 2
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1


# --- environment


def test_the_environment_overrides_the_file(file: Path) -> None:
    config = load(
        file,
        {
            "NETZWERKBOT_LIMITS__COMMANDS_PER_MINUTE": "5",
            "NETZWERKBOT_ROOMS__NETWORK": "#a:x, !b:x,",
            "NETZWERKBOT_NETWORK__NAME": "Neuer Name",
            "HOME": "/root",
        },
    )

    assert config.limits.commands_per_minute == 5
    assert config.rooms.network == ("#a:x", "!b:x")
    assert config.network.name == "Neuer Name"


def test_the_environment_reaches_a_table_within_a_section(file: Path) -> None:
    config = load(file, {"NETZWERKBOT_PRIVACY__RETENTION_DAYS__OUTBOX": "3"})

    assert config.privacy.retention_days.outbox == 3
    assert config.privacy.retention_days.dialogues == 90


def test_a_mail_password_from_the_environment_takes_the_place_of_the_files(file: Path) -> None:
    content = MAIL + 'username = "bot"\npassword_file = "none"'
    config = loaded(file, content, {"NETZWERKBOT_MAIL__PASSWORD": "other"})

    assert config.mail is not None
    found = mail_password(config.mail)
    assert found is not None
    assert found.get_secret_value() == "other"


@pytest.mark.parametrize("key", ["password", "access_token"])
def test_a_secret_from_the_environment_takes_the_place_of_the_files(file: Path, key: str) -> None:
    config = load(file, {f"NETZWERKBOT_MATRIX__{key.upper()}": "other"})
    found = secret(config.matrix)

    assert (found.kind, found.value.get_secret_value()) == (key, "other")


def test_two_secrets_from_the_environment_are_one_too_many(file: Path) -> None:
    both = {"NETZWERKBOT_MATRIX__PASSWORD": "a", "NETZWERKBOT_MATRIX__ACCESS_TOKEN": "b"}

    assert "Genau eine dieser Angaben" in refused(file, MINIMAL, both)


def test_the_environment_can_be_all_there_is_of_a_section(file: Path) -> None:
    config = loaded(
        file,
        "",
        {
            "NETZWERKBOT_MATRIX__HOMESERVER": "https://example.org",
            "NETZWERKBOT_MATRIX__USER_ID": "@bot:example.org",
            "NETZWERKBOT_MATRIX__PASSWORD": "x",
        },
    )

    assert config.matrix.user_id == "@bot:example.org"


def test_the_process_environment_is_meant_if_none_is_given(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"NETZWERKBOT_LOGGING__LEVEL": "ERROR"})

    assert load(file).logging.level == "ERROR"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("NETZWERKBOT_MATRIX__PASSWORT", "x", "Meinten Sie NETZWERKBOT_MATRIX__PASSWORD?"),
        ("NETZWERKBOT_MAIL__RECIPIENT", "x", "Meinten Sie NETZWERKBOT_MAIL__RECIPIENTS?"),
        ("NETZWERKBOT_PRIVACY__RETENTION_DAYS", "5", "ist nicht bekannt. Meinten Sie"),
        ("NETZWERKBOT_PRIVACY__RETENTION_DAYS__OUTBOX", "nie", "eine ganze Zahl"),
        ("NETZWERKBOT_QQQ", "x", "ist nicht bekannt."),
        ("NETZWERKBOT_LIMITS__COMMANDS_PER_MINUTE", "viele", "eine ganze Zahl"),
        ("NETZWERKBOT_MATRIX__PASSWORD", "", "nicht leer"),
        ("NETZWERKBOT_ROOMS__NETWORK", "Austausch", "Raum-Kennung"),
    ],
)
def test_a_wrong_variable_is_named(file: Path, name: str, value: str, words: str) -> None:
    text = refused(file, MINIMAL, {name: value})

    assert name in text
    assert words in text


# --- secrets


def test_secrets_are_never_shown(file: Path) -> None:
    config = load(file, {})

    for shown in (repr(config), str(config), config.model_dump_json(), repr(secret(config.matrix))):
        assert PASSWORD not in shown


def test_a_secret_is_read_from_its_file(file: Path) -> None:
    (file.parent / "token").write_text(f"{PASSWORD}\n", encoding="utf-8")
    config = loaded(
        file, MINIMAL.replace(f'password = "{PASSWORD}"', 'access_token_file = "token"')
    )

    found = secret(config.matrix)
    assert isinstance(found, Secret)
    assert (found.kind, found.value.get_secret_value()) == ("access_token", PASSWORD)


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "kann nicht gelesen werden"), (b"\xff", "kann nicht gelesen werden"), (b" \n", "leer")],
)
def test_an_unusable_secret_file_is_named_with_its_key(
    file: Path, content: bytes | None, words: str
) -> None:
    if content is not None:
        (file.parent / "secret").write_bytes(content)
    config = loaded(file, MINIMAL.replace(f'password = "{PASSWORD}"', 'password_file = "secret"'))
    with pytest.raises(Failure) as caught:
        secret(config.matrix)

    assert caught.value.exit_code == 2
    assert caught.value.text.startswith("matrix.password_file: ")
    assert str(file.parent / "secret") in caught.value.text
    assert words in caught.value.text


def test_the_password_of_the_mail_server_is_read_from_its_file_and_not_shown(file: Path) -> None:
    (file.parent / "mail").write_text(f"{PASSWORD}\n", encoding="utf-8")
    mail = loaded(file, MAIL + 'username = "bot"\npassword_file = "mail"').mail

    assert mail is not None
    assert mail.password_file == file.parent / "mail"
    found = mail_password(mail)
    assert found is not None
    assert found.get_secret_value() == PASSWORD
    assert PASSWORD not in repr(mail) + repr(found)


def test_a_missing_password_file_of_the_mail_server_is_named(file: Path) -> None:
    mail = loaded(file, MAIL + 'username = "bot"\npassword_file = "none"').mail

    assert mail is not None
    with pytest.raises(Failure, match=r"^mail\.password_file: Die Datei .*none kann nicht"):
        mail_password(mail)


# --- anything at all


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=5,
)
sections = st.sampled_from([*Config.model_fields, "http", "x"])
keys = st.sampled_from(
    [
        *("name", "homeserver", "user_id", "password", "network", "directory", "level"),
        *("invite_from", "host", "port", "sender", "recipients", "timezone", "retention_days"),
    ]
)


def toml(value: Any) -> str:
    """A TOML value; JSON writes strings, numbers and lists the same way."""
    if isinstance(value, dict):
        entries = (f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return "nan" if value is None else json.dumps(value).replace("NaN", "nan").replace("I", "i")


@example({"network": {"\x85": None}})
@given(st.dictionaries(sections, st.dictionaries(keys, values, max_size=4) | values, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_values_the_answer_is_a_config_or_one_line(
    tmp_path: Path, content: dict[str, Any]
) -> None:
    lines = (f"{section} = {toml(value)}" for section, value in content.items())
    answer = outcome(tmp_path / "config.toml", "\n".join(lines).encode("utf-8", "replace"))

    assert is_sound(answer)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
@example(b"a" + b".a" * 5000 + b" = 1")
@example(b"a = " + b"{a=" * 5000)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_bytes_the_answer_is_a_config_or_one_line(
    tmp_path: Path, content: bytes
) -> None:
    assert is_sound(outcome(tmp_path / "config.toml", content))


def outcome(file: Path, content: bytes) -> Config | Failure:
    file.write_bytes(content)
    try:
        return load(file, {})
    except Failure as failure:
        return failure


def is_sound(answer: Config | Failure) -> bool:
    if isinstance(answer, Config):
        return True
    return answer.exit_code == 2 and len(answer.text.splitlines()) == 1


# --- the example


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


def test_without_quiet_hours_there_are_none(file: Path) -> None:
    assert loaded(file, MINIMAL + '[reminders]\nquiet_hours = ""').reminders.quiet is None
    assert loaded(file, MINIMAL).reminders.quiet == (time(20), time(8))
