"""A homeserver, an account, people and rooms, read as operators type them."""

import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.setup.inputs import (
    Site,
    UnfitInputError,
    read_account,
    read_alias,
    read_choice,
    read_homeserver,
    read_people,
    read_port,
)

_WORD = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)
HOSTS = st.lists(_WORD, min_size=2, max_size=4).map(".".join)
BLANKS = st.text(" \t\u00a0\u200b", max_size=3)
ANYTHING = st.text(max_size=80)


def cased(words: str, upper: bool) -> str:
    return words.upper() if upper else words


@pytest.mark.parametrize(
    ("typed", "url", "is_name"),
    [
        ("matrix.example.org", "https://matrix.example.org", True),
        ("  Matrix.Example.ORG  ", "https://matrix.example.org", True),
        ("»example.org«", "https://example.org", True),
        ("example.org.", "https://example.org", True),
        ("example.org/", "https://example.org", True),
        ("example.org:8448", "https://example.org:8448", True),
        ("@bot:example.org", "https://example.org", True),
        ("https://matrix.example.org/", "https://matrix.example.org", False),
        ("HTTPS://Matrix.example.org", "https://matrix.example.org", False),
        ("https://example.org/_matrix/client/versions", "https://example.org", False),
        ("https://example.org/.well-known/matrix/client", "https://example.org", False),
        ("https://example.org/matrix", "https://example.org/matrix", False),
        ("example.org/matrix", "https://example.org/matrix", False),
        ("http://localhost:8008", "http://localhost:8008", False),
        ("localhost:8008", "http://localhost:8008", True),
        ("127.0.0.1:8008", "http://127.0.0.1:8008", True),
        ("[::1]:8008", "http://[::1]:8008", True),
        ("Münster.example", "https://xn--mnster-3ya.example", True),
        ("exam\u200bple.org", "https://example.org", True),
    ],
)
def test_a_homeserver_is_read_as_people_write_it(typed: str, url: str, is_name: bool) -> None:
    assert read_homeserver(typed) == Site(url, is_name)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Erwartet wird ein Name"),
        ("bot", "https://bot"),
        ("ftp://example.org", "Erwartet wird ein Name"),
        ("zwei Wörter", "Erwartet wird ein Name"),
        ("https://", "Erwartet wird ein Name"),
        ("example.org:99999", "Erwartet wird"),
        ("http://example.org", "http:// ist nur erlaubt"),
        ("https://u:geheim@example.org", "kein Benutzername und kein Passwort"),
        ("https://example.org/?a=b", "Erwartet wird"),
        ("a" * 5000, "Erwartet wird"),
        ("-.example.org", "Erwartet wird"),
    ],
)
def test_what_is_no_homeserver_is_refused_with_what_is_expected(typed: str, why: str) -> None:
    if typed == "bot":  # a host of the own network may be called so
        assert read_homeserver(typed).url == why
        return
    with pytest.raises(UnfitInputError) as refused:
        read_homeserver(typed)
    assert why in refused.value.text
    assert "geheim" not in refused.value.text


@given(HOSTS, BLANKS, BLANKS, st.booleans(), st.sampled_from(["", "/", "//"]))
def test_blanks_case_and_slashes_do_not_matter(
    host: str, before: str, after: str, upper: bool, slash: str
) -> None:
    typed = f"{before}{cased(host, upper)}{slash}{after}"
    assert read_homeserver(typed) == Site(f"https://{host}", is_name=True)
    with_scheme = f"{before}{cased(f'https://{host}', upper)}{slash}{after}"
    assert read_homeserver(with_scheme) == Site(f"https://{host}", is_name=False)


@given(HOSTS, _WORD)
def test_the_homeserver_of_a_user_id_is_its_server(host: str, name: str) -> None:
    assert read_homeserver(f"@{name}:{host}") == read_homeserver(host)


@given(ANYTHING)
def test_whatever_is_typed_is_read_or_refused_in_words(typed: str) -> None:
    for read in (
        read_homeserver,
        read_account,
        read_alias,
        read_port,
        lambda words: read_people(words, "example.org"),
        lambda words: read_choice(words, ["!a:x"]),
    ):
        with suppress(UnfitInputError):
            assert read(typed) != ""


@given(ANYTHING)
def test_what_was_read_is_read_again_as_the_same(typed: str) -> None:
    try:
        site = read_homeserver(typed)
    except UnfitInputError:
        return
    assert read_homeserver(site.url).url == site.url
    assert site.url.isascii()


@pytest.mark.parametrize(
    ("typed", "account"),
    [
        ("@bot:example.org", "@bot:example.org"),
        (" @bot:Example.ORG ", "@bot:example.org"),
        ("<@bot:example.org>", "@bot:example.org"),
        ("bot:example.org", "@bot:example.org"),
        ("@bot:localhost:8448", "@bot:localhost:8448"),
        ("bot", "bot"),
        ("@bot", "bot"),
        ("Bot", "Bot"),
        ("https://matrix.to/#/@bot:example.org", "@bot:example.org"),
        ("https://matrix.to/#/@bot:example.org?via=x", "@bot:example.org"),
        ("matrix:u/bot:example.org", "@bot:example.org"),
    ],
)
def test_an_account_is_read_as_people_write_it(typed: str, account: str) -> None:
    assert read_account(typed) == account


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "@:example.org",
        "#raum:example.org",
        "!a:b",
        "bot@example.org",
        "zwei Wörter",
        "@a:",
    ],
)
def test_what_is_no_account_is_refused(typed: str) -> None:
    with pytest.raises(UnfitInputError):
        read_account(typed)


@given(HOSTS, _WORD, BLANKS, BLANKS)
def test_blanks_around_an_account_do_not_matter(
    host: str, name: str, before: str, after: str
) -> None:
    assert read_account(f"{before}@{name}:{host.upper()}{after}") == f"@{name}:{host}"


def test_people_come_once_each_and_are_of_this_server_unless_they_say_so() -> None:
    typed = " @ada:example.org, bea;@ada:example.org  Cem:other.example,, "

    assert read_people(typed, "example.org") == [
        "@ada:example.org",
        "@bea:example.org",
        "@Cem:other.example",
    ]
    with pytest.raises(UnfitInputError, match="wenigstens eine Person"):
        read_people(" , ", "example.org")


def test_a_room_is_chosen_by_number_or_named() -> None:
    known = ["!a:x", "!b"]

    assert [read_choice(words, known) for words in ("1", " 2. ", "#a:x", "!c")] == [
        "!a:x",
        "!b",
        "#a:x",
        "!c",
    ]
    for words in ("0", "3", "-1", "Austausch", "²"):
        with pytest.raises(UnfitInputError, match="eine Nummer von 1 bis 2"):
            read_choice(words, known)


def test_an_address_is_what_stands_before_the_colon() -> None:
    assert [read_alias(words) for words in ("Fragen2", "#fragen:x", "", " ")] == [
        "fragen2",
        "fragen",
        None,
        None,
    ]
