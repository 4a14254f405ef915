"""Variables of the environment and files of secrets take the place of what the file says."""

import os
from pathlib import Path

import pytest

from bot.config.reading import Secret, load, mail_password, secret
from bot.process.lifecycle import Failure
from tests.support.config_files import MAIL, MINIMAL, PASSWORD, loaded, refused

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
