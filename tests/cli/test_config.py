"""The configuration: what it takes, and that every refusal says what to do."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.config.reading import load, mail_password
from bot.config.sections import Config
from bot.process.lifecycle import Failure
from tests.support.config_files import EXAMPLE, MAIL, MINIMAL, PASSWORD, loaded, refused

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
        (
            MINIMAL.replace(f'"{PASSWORD}"', PASSWORD),
            ["kein gültiges TOML", "Zeile 5", "Anführungszeichen"],
        ),
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
        (MINIMAL + '[exchange]\ndigest = "9 Uhr"', ["exchange.digest", "freitag 09:00"]),
        (MINIMAL + '[exchange]\ndigest = "friday 09:00"', ["exchange.digest", "Wochentag"]),
        (MINIMAL + '[exchange]\ndigest = "freitag 24:00"', ["exchange.digest", "Uhrzeit"]),
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


def test_a_missing_file_points_to_init_and_the_example(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        load(tmp_path / "none.toml", {})

    assert caught.value.exit_code == 2
    assert f"{tmp_path / 'none.toml'}" in caught.value.text
    assert "netzwerkbot init --config" in caught.value.text
    assert "config.example.toml" in caught.value.text


def test_a_directory_or_other_bytes_are_no_configuration(file: Path) -> None:
    with pytest.raises(Failure, match="kann nicht gelesen werden"):
        load(file.parent, {})
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Failure, match="kein Text in UTF-8"):
        load(file, {})


@pytest.mark.slow
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
