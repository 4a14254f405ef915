"""Which messages are meant for the bot, and the words in them that are."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from commands.command import Message
from commands.settings import Settings

# A mention in Markdown, as some clients write it: [Name](https://matrix.to/#/@bot:example.org)
_PILL = re.compile(
    r"\[(?P<label>[^\]\n]{1,200})\]\(https://matrix\.to/#/(?P<target>[^)\s]{1,300})\)"
)
# Neither can be sent back as it came: half of a character, and NUL.
_UNSENDABLE = re.compile("[\ud800-\udfff\x00]")


def addressed(message: Message, settings: Settings) -> str | None:
    """The words meant for the bot, without prefix and name, or None."""
    if message.replaces is not None:
        return None
    body = _readable(message)
    called = _after_name(body, settings.bot_names)
    text = body if called is None else called
    if text.startswith(settings.prefix):
        text = text.removeprefix(settings.prefix)
    elif called is None and not message.direct:
        return None
    # The first gap, of whatever kind, is where the command's name ends.
    words = re.sub(r"\s+", " ", text, count=1) if text[:1].isalpha() else ""
    return words or None


def is_called(message: Message, settings: Settings) -> bool:
    """By prefix or name, not only because we are alone with the sender."""
    return addressed(replace(message, direct=False), settings) is not None


def _readable(message: Message) -> str:
    return unicodedata.normalize("NFC", _UNSENDABLE.sub("\ufffd", message.body)).strip()


def _after_name(body: str, names: Sequence[str]) -> str | None:
    """What follows "Name:", "Name," or a mention of that name, else None."""
    bare = {_bare(name) for name in names}
    pill = _PILL.match(body)
    if pill is not None and bare & {_bare(pill["label"]), _bare(unquote(pill["target"]))}:
        return body[pill.end() :].lstrip(":,").strip()
    said = body.removeprefix("@")
    # The longest first: "bot:example.org: hilfe" also begins like "bot:".
    for name in sorted(bare, key=len, reverse=True):
        head, rest = said[: len(name)], said[len(name) :]
        if rest[:1] in (":", ",") and _bare(head) == name:
            return rest[1:].strip()
    return None


def _bare(name: str) -> str:
    return unicodedata.normalize("NFC", name).removeprefix("@").casefold()
