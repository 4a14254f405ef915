"""What an operator types, read as people write it: a homeserver, an account, people, a choice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import idna
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.config.sections import Homeserver, Room, UserId, is_this_machine
from bot.texts import setup as texts
from bot.texts import setup_written as written
from commands.conversation.short_answers import Decision, read_words
from commands.conversation.texts.configuration import expected
from commands.language.urls import DOMAIN
from commands.language.visible import one_line

_SCHEME = re.compile(r"(https?)://", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# What people copy from the address bar or from documents on the API.
_OF_THE_API = re.compile(r"/+(_matrix|_synapse|\.well-known)\b.*", re.DOTALL)
_LINK = re.compile(r"(?:https?://)?matrix\.to/#/([^?]+).*|matrix:u/([^?]+).*", re.IGNORECASE)
_HOST_AND_PORT = re.compile(rf"({DOMAIN}|\[[0-9a-f:.]+\])(:[0-9]{{1,5}})?", re.IGNORECASE)
_LOCALPART = re.compile(r"[^@:#!?/\s]+")
_AROUND = " \t»«\"'„“”‚‘’`<>,;"
_BETWEEN = re.compile(r"[,;\s]+")


class UnfitInputError(Exception):
    """The answer cannot be used; with `passes` it may be right at another time."""

    def __init__(self, text: str, *, passes: bool = False) -> None:
        super().__init__(text)
        self.text = text
        self.passes = passes


@dataclass(frozen=True)
class Site:
    """A homeserver as it was named: by its URL, or by the server name of user ids."""

    url: str
    is_name: bool

    @property
    def name(self) -> str:
        """Return host and port."""
        return urlsplit(self.url).netloc


def checked(kind: Any, value: object) -> Any:
    """Return the value as the configuration takes it. Raises UnfitInputError."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        raise UnfitInputError(expected(error.errors()[0])) from None


def read_field(section: type[BaseModel], key: str, words: str) -> Any:
    """Return the value of the key as its section takes it. Raises UnfitInputError."""
    try:
        return getattr(section.model_validate({key: one_line(words)}), key)
    except ValidationError as error:
        raise UnfitInputError(expected(error.errors()[0])) from None


def read_homeserver(words: str) -> Site:
    """Read a URL, a server name, or the server of a user id. Raises UnfitInputError."""
    typed = one_line(words).strip(_AROUND)
    if typed.startswith("@"):
        typed = typed.partition(":")[2]
    scheme = _SCHEME.match(typed)
    if scheme is None and _ANY_SCHEME.match(typed):
        raise UnfitInputError(texts.EXPECTED_HOMESERVER)
    rest = typed if scheme is None else typed[scheme.end() :]
    host, slash, path = _OF_THE_API.sub("", rest).rstrip("/").partition("/")
    if "@" in host:
        # The validator of the configuration says why, and quotes nothing of it.
        return Site(checked(Homeserver, f"https://{host}"), is_name=False)
    host = _ascii(host.rstrip("."))
    if _HOST_AND_PORT.fullmatch(host) is None or not path.isascii():
        raise UnfitInputError(texts.EXPECTED_HOMESERVER)
    if scheme is None and not path:
        plain = is_this_machine(urlsplit(f"//{host}").hostname or "")
        return Site(checked(Homeserver, f"http{'' if plain else 's'}://{host}"), is_name=True)
    way = "https" if scheme is None else scheme[1].lower()
    return Site(checked(Homeserver, f"{way}://{host}{slash}{path}"), is_name=False)


def _ascii(host: str) -> str:
    """Return the host in small letters, one with umlauts in the spelling that is looked up."""
    try:
        return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        raise UnfitInputError(texts.EXPECTED_HOMESERVER) from None


def read_account(words: str) -> str:
    """Return a user id, or a localpart alone. Raises UnfitInputError."""
    typed = one_line(words).strip(_AROUND)
    link = _LINK.fullmatch(typed)
    if link is not None:
        typed = link[1] or f"@{link[2]}"
    localpart, colon, server = typed.removeprefix("@").partition(":")
    if _LOCALPART.fullmatch(localpart) is None:
        raise UnfitInputError(texts.EXPECTED_ACCOUNT)
    if not colon:
        return localpart
    user_id: str = checked(UserId, f"@{localpart}:{_ascii(server)}")
    if _HOST_AND_PORT.fullmatch(_ascii(server)) is None:
        raise UnfitInputError(texts.EXPECTED_ACCOUNT)
    return user_id


def read_people(words: str, server: str) -> list[str]:
    """Return user ids, each once; one without a server is of ours. Raises UnfitInputError."""
    people = [read_account(each) for each in _BETWEEN.split(one_line(words)) if each.strip(_AROUND)]
    whole = [each if each.startswith("@") else f"@{each}:{server}" for each in people]
    if not whole:
        raise UnfitInputError(texts.EXPECTED_PEOPLE)
    return list(dict.fromkeys(whole))


def read_yes(words: str) -> bool:
    """Raises UnfitInputError."""
    answer = read_words(words)
    decision = {"j": Decision.YES, "n": Decision.NO}.get(answer.word, answer.decision)
    if decision not in (Decision.YES, Decision.NO):
        raise UnfitInputError(texts.YES_OR_NO)
    return decision is Decision.YES


def read_choice(words: str, known: Sequence[str]) -> str:
    """Return the room of that number, or the id or address itself. Raises UnfitInputError."""
    typed = one_line(words).strip(_AROUND).removesuffix(".")
    if typed.isdecimal() and 1 <= int(typed) <= len(known):
        return known[int(typed) - 1]
    if not typed.startswith(("!", "#")):
        raise UnfitInputError(texts.expected_choice(len(known)))
    room: str = checked(Room, typed)
    return room


def read_alias(words: str) -> str | None:
    """Return the part of an address before the colon, None for none. Raises UnfitInputError."""
    typed = one_line(words).strip(_AROUND).removeprefix("#").partition(":")[0].lower()
    if typed and re.fullmatch(r"[^\s:#@!/?]{1,100}", typed) is None:
        raise UnfitInputError(texts.EXPECTED_ALIAS)
    return typed or None


def read_security(words: str) -> str:
    """Return a value of mail.security. Raises UnfitInputError."""
    typed = words.casefold()
    if typed not in written.PORTS:
        raise UnfitInputError(texts.EXPECTED_SECURITY)
    return typed


def read_port(words: str) -> int:
    """Raises UnfitInputError."""
    if not words.isdecimal() or not 1 <= int(words) <= 65_535:
        raise UnfitInputError(texts.EXPECTED_PORT)
    return int(words)
