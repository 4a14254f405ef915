"""What a refusal of the configuration names: the line, what is allowed, and never a secret."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from bot.config.sections import Config
from tests.support.config_files import MAIL, MINIMAL, PASSWORD, loaded, refused


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (MINIMAL + "\n[submissions]\ncheck_links = 'ja'", ["Zeile 8: ", "true oder false"]),
        (MINIMAL + "[submissions] # x\n\n# a\ncheck_links = 2 # b", ["Zeile 9: "]),
        (MINIMAL + "[rooms]\nnetwork = 'x'", ["Zeile 7: Der Wert von »rooms.network«"]),
        (MINIMAL + "[reminders]\nfrist = ['bald']", ["Zeile 7: "]),
        (MINIMAL + "[privacy.retention_days]\noutbox = 'x'", ["Zeile 7: ", "ganze Zahl"]),
        (
            MINIMAL + "x = 1\n[submissions]\ncheck_links = true",
            ["Zeile 6: Die Einstellung »matrix.x«"],
        ),
    ],
)
def test_the_line_is_named(file: Path, content: str, words: list[str]) -> None:
    text = refused(file, content)
    for word in words:
        assert word in text


WRONG = ["true", "5", "1.5", '"x y"', "[[1]]", "{ a = 1 }", "2026-01-01", "12:00:00", '""', "[]"]


def leaves(model: type[BaseModel], *above: str) -> list[tuple[str, ...]]:
    """Every key that can be set, with its sections."""
    found: list[tuple[str, ...]] = []
    for name, info in model.model_fields.items():
        kinds = (info.annotation, *get_args(info.annotation))
        inner = [k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)]
        key = (*above, info.alias or name)
        found += leaves(inner[0], *key) if inner else [key]
    return found


@pytest.mark.parametrize("key", leaves(Config), ids=".".join)
def test_of_a_value_of_the_wrong_kind_it_says_what_is_allowed(
    file: Path, key: tuple[str, ...]
) -> None:
    for value in WRONG:
        content = tomllib.loads(MAIL)
        table = content
        for name in key[:-1]:
            table = table.setdefault(name, {})
        table[key[-1]] = tomllib.loads(f"x = {value}")["x"]
        try:
            Config.model_validate(content)
        except ValidationError:
            section = "".join(f'"{name}".' for name in key[:-1]).rstrip(".")
            base = "\n".join(line for line in MAIL.splitlines() if not line.startswith(key[-1]))
            if f"[{key[0]}]" in base:
                base = base.replace(f"[{key[0]}]", f"[{key[0]}]\n{key[-1]} = {value}")
            else:
                base += f"\n[{section}]\n{key[-1]} = {value}"
            assert "vergleichen Sie" not in refused(file, base)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("a\n", ["Zeile 1, Zeichen 2", "nach dem Namen einer Einstellung fehlt »=«"]),
        ("a = ja", ["Zeile 1, Zeichen 5", "Text steht in Anführungszeichen"]),
        ("a = 1\na = 2\n", ["Zeile 2", "diese Einstellung gibt es schon"]),
        ("[a]\n[a]", ["Zeile 2", "diesen Abschnitt gibt es schon"]),
        ("a = 'x", ["am Ende der Datei", "Anführungszeichen"]),
        ('a = "x\nb = 1', ["Zeile 1", "Zeichen nicht stehen"]),
        ("a = ['x' 'y']", ["Zeile 1", "Komma"]),
        ("[a", ["»]«"]),
        ("a = 1 2", ["hinter dem Wert"]),
        ('a = "C:\\data"', ["fehlt ein zweites"]),
        ("a = 2026-13-45", ["Zeile 1"]),
    ],
)
def test_wrong_toml_is_told_in_german_with_its_place(
    file: Path, wrong: str, words: list[str]
) -> None:
    text = refused(file, wrong)
    for word in (*words, "kein gültiges TOML"):
        assert word in text
    assert not re.search(r"[A-Z][a-z]+ (after|a|at|in|the) ", text)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://matrix.example.org", "http:// ist nur erlaubt"),
        ("http://10.0.0.1:8008", "http:// ist nur erlaubt"),
        ("http://127.0.0.1.example.org", "http:// ist nur erlaubt"),
        (f"https://bot:{PASSWORD}@matrix.example.org", "kein Benutzername und kein Passwort"),
        (f"http://bot:{PASSWORD}@localhost", "kein Benutzername und kein Passwort"),
        ("https://matrix.example.org/_matrix/client", "ohne /_matrix"),
        ("https://matrix.example.org?x=1", "Erwartet wird"),
        ("https://matrix.example.org:99999", "Erwartet wird"),
        ("https://[::1", "Erwartet wird"),
    ],
)
def test_an_address_that_would_betray_something_is_refused(
    file: Path, url: str, words: str
) -> None:
    content = MINIMAL.replace("https://matrix.example.org/", url)
    text = refused(file, content)
    assert words in text
    assert "Zeile 3: Der Wert von »matrix.homeserver«" in text


@pytest.mark.parametrize(
    "url",
    [
        "http://hc-ping.example.org/geheim",
        "http://8.8.8.8/geheim",
        "ftp://localhost/geheim",
        "https:///geheim",
        "https://[::1/geheim",
        "geheim",
        f"https://a.example/{'geheim' * 400}",
    ],
)
def test_a_ping_url_is_refused_without_being_quoted(file: Path, url: str) -> None:
    told = refused(file, f'{MINIMAL}[http]\nping_url = "{url}"\n')

    assert "http.ping_url" in told
    assert "Erwartet wird eine Adresse wie https://hc-ping.example.org/KENNUNG" in told
    assert "geheim" not in told


@pytest.mark.parametrize(
    "url",
    [
        "https://hc-ping.example.org/geheim?a=b",
        "http://localhost:3001/api/push/geheim",
        "http://192.168.1.5/geheim",
        "http://[fd00::1]/geheim",
        "http://uptime-kuma:3001/geheim",
    ],
)
def test_a_ping_url_may_be_near_or_protected(file: Path, url: str) -> None:
    http = loaded(file, f'{MINIMAL}[http]\nping_url = "{url}"\n').http

    assert http is not None
    assert http.ping_url is not None
    assert (http.ping_url.get_secret_value(), http.ping_minutes) == (url, 5)
    assert "geheim" not in repr(http)


@pytest.mark.parametrize(
    "url", ["http://localhost:8008", "http://127.0.0.1:8008/", "http://[::1]:8008", "https://a.b/c"]
)
def test_on_this_machine_no_encryption_is_needed(file: Path, url: str) -> None:
    config = loaded(file, MINIMAL.replace("https://matrix.example.org/", url))
    assert config.matrix.homeserver == url.rstrip("/")
