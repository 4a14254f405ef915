"""Which calendars may be configured, and where members reach the feed."""

from pathlib import Path

import pytest

from bot.config.reading import load
from bot.config.sections import Config
from bot.process.lifecycle import Failure

MINIMAL = """
[matrix]
homeserver = "https://matrix.example.org/"
user_id = "@bot:example.org"
password = "geheim"
"""


def loaded(folder: Path, content: str, **environment: str) -> Config:
    file = folder / "config.toml"
    file.write_text(MINIMAL + content, encoding="utf-8")
    return load(file, environment)


def urls(config: Config) -> list[str]:
    return [url.get_secret_value() for url in config.calendar.urls]


def test_without_the_section_there_are_no_calendars(tmp_path: Path) -> None:
    calendar = loaded(tmp_path, "").calendar

    assert (calendar.urls, calendar.poll_minutes, calendar.kind) == ((), 60, "online-konferenz")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://cloud.example.org/a.ics?token=x", "https://cloud.example.org/a.ics?token=x"),
        ("webcal://cloud.example.org/a.ics", "https://cloud.example.org/a.ics"),
        ("https://10.1.2.3/a.ics", "https://10.1.2.3/a.ics"),
        ("http://localhost:8000/a.ics", "http://localhost:8000/a.ics"),
        ("http://[::1]:8000/a.ics", "http://[::1]:8000/a.ics"),
    ],
)
def test_a_calendar_has_an_address(tmp_path: Path, written: str, meant: str) -> None:
    assert urls(loaded(tmp_path, f'[calendar]\nurls = ["{written}"]')) == [meant]


@pytest.mark.parametrize(
    "written", ["", "a.ics", "http://cloud.example.org/geheim", "ftp://x/", "https://", "https://["]
)
def test_what_is_no_safe_address_is_refused_without_telling_it(
    tmp_path: Path, written: str
) -> None:
    with pytest.raises(Failure) as caught:
        loaded(tmp_path, f'[calendar]\nurls = ["{written}"]')

    assert "calendar.urls" in caught.value.text
    assert "Erwartet wird die Adresse eines Kalenders" in caught.value.text
    assert "geheim" not in caught.value.text


def test_calendars_may_come_from_the_environment(tmp_path: Path) -> None:
    given = {"NETZWERKBOT_CALENDAR__URLS": "https://a.example/1.ics, https://b.example/2.ics"}

    assert len(urls(loaded(tmp_path, "", **given))) == 2


def test_addresses_are_not_shown_by_accident(tmp_path: Path) -> None:
    config = loaded(tmp_path, '[calendar]\nurls = ["https://x.example/token-abc"]')

    assert "token-abc" not in repr(config)


@pytest.mark.parametrize(
    "line", ["poll_minutes = 4", "poll_minutes = 1441", 'kind = "messe"', "url = []"]
)
def test_other_values_are_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(Failure):
        loaded(tmp_path, f"[calendar]\n{line}")


@pytest.mark.parametrize("url", ["termine.example.org", "https://a@b/", "https://a/?token=x"])
def test_the_feed_has_an_address_without_token_and_query(tmp_path: Path, url: str) -> None:
    with pytest.raises(Failure) as caught:
        loaded(tmp_path, f'[http]\npublic_url = "{url}"')

    assert "http.public_url" in caught.value.text
