"""Find out which messages are meant for the bot, and which words in them."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise

from commands.conversation.events import Message
from commands.conversation.mentions import IsCommand, after_name
from commands.conversation.settings import Settings
from commands.conversation.texts import addressing as texts

# Neither can be sent back as it came: half of a character, and NUL.
_UNSENDABLE = re.compile("[\ud800-\udfff\x00]")
# More commands in one message are refused.
MOST_COMMANDS = 10
_LONGEST_CLOSING = 100
# Keyboards offer these as if they were the plain one.
_ALSO_EXCLAMATION = frozenset("\u2757\u2755")
_COLOURED = "\ufe0f"
_UNSPACED = re.compile(r"([^\W\d_][\w-]*)[:,](?=\S)")


@dataclass(frozen=True)
class Address:
    """The words for the bot, without prefix and name.

    `called`: by prefix or name, not only because the sender is alone with the bot. `named`: by
    name, without prefix; then it may be a sentence.
    """

    words: str
    called: bool
    named: bool = False


def _no_command(_words: str) -> bool:
    return False


def addressed(
    message: Message, settings: Settings, is_command: IsCommand = _no_command
) -> Address | None:
    """Return the words for the bot, if there are any; an edit is read like a message."""
    body = readable(message.body)
    line = _command_line(body, settings.prefix, is_command)
    if line is not None:
        return Address(line, called=True)
    named = after_name(message, body, settings.bot_names, is_command)
    if named is None and not message.direct:
        return None
    text = body if named is None else named
    line = None if named is None else _command_line(text, settings.prefix, is_command)
    if line is not None:
        return Address(line, called=True)
    if not text.strip("?") and (text or named is not None):
        return Address(texts.HELP, called=named is not None)
    words = _first_gap(text) if text[:1].isalpha() else ""
    return Address(words, named is not None, named=named is not None) if words else None


def readable(body: str) -> str:
    """Return the words so that they can be sent and stored."""
    return unicodedata.normalize("NFC", _UNSENDABLE.sub("\ufffd", body)).strip()


def _first_gap(text: str) -> str:
    """Let the first gap, of whatever kind, end the name of the command; lines stay lines."""
    return re.sub(r"\s+", lambda gap: "\n" if "\n" in gap[0] else " ", text, count=1)


def _command_line(text: str, prefix: str, is_command: IsCommand) -> str | None:
    """Return what stands behind the prefix if that makes it a command."""
    visible = _without(text, _is_invisible)
    # An escape of Markdown that some clients leave in the plain text.
    rest = _behind_prefix(visible.removeprefix("\\"), prefix)
    if rest is None:
        # A waving hand in front is no reason for silence.
        rest = _behind_prefix(_without(visible, _is_emoji), prefix)
        if rest is None or not is_command(rest):
            return None
    spaced, rest = rest[:1].isspace(), rest.strip()
    joined = _UNSPACED.match(rest)
    if joined is not None and is_command(joined[1]):
        rest = f"{joined[1]} {rest[joined.end() :]}"
    if not rest[:1].isalpha() or (spaced and not is_command(rest)):
        return None
    return _first_gap(rest)


def _behind_prefix(text: str, prefix: str) -> str | None:
    head = text[: len(prefix)]
    same = unicodedata.normalize("NFKC", head) == prefix
    if not (same or (prefix == "!" and head in _ALSO_EXCLAMATION and head)):
        return None
    rest = text[len(prefix) :].removeprefix(_COLOURED)
    return rest if rest[:1].isspace() else _without(rest, _is_invisible)


def _without(text: str, unwanted: Callable[[str], bool]) -> str:
    """Drop such characters from the beginning."""
    return "".join(dropwhile(unwanted, text))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Mn", "Zs")


def _is_emoji(character: str) -> bool:
    """Return whether it may be part of an emoji, of whatever colour, or stand behind one."""
    tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return tone or unicodedata.category(character) == "So" or _is_invisible(character)


# --- several commands in one message


def parts_of(message: Message, settings: Settings, is_command: IsCommand) -> Sequence[Message]:
    """Return a message for each command: a line that begins with the prefix begins another.

    Each has an id of its own, so that each is answered once; all answers stand below the message.
    """
    lines = message.body.split("\n")
    starts = [
        number
        for number, line in enumerate(lines)
        if number and _command_line(readable(line), settings.prefix, is_command) is not None
    ]
    if not starts or not (message.direct or _is_called(message, settings, is_command)):
        return [message]
    bounds = [0, *starts, len(lines)]
    written = ["\n".join(lines[a:b]) for a, b in pairwise(bounds)]
    if _is_bare(message, written[0], settings, is_command):
        written = written[1:]
    if len(written) > MOST_COMMANDS:
        return [message]
    first = replace(message, body=written[0])
    return [first, *(_part(message, number, text) for number, text in enumerate(written[1:], 2))]


def count_commands(message: Message, settings: Settings) -> int:
    lines = message.body.split("\n")
    return sum(_command_line(readable(x), settings.prefix, _no_command) is not None for x in lines)


def id_of_part(event_id: str, number: int) -> str:
    return event_id if number == 1 else f"{event_id}~{number}"


def _part(message: Message, number: int, text: str) -> Message:
    replaces = message.replaces
    return replace(
        message,
        body=text,
        event_id=id_of_part(message.event_id, number),
        below=message.below or replaces or message.event_id,
        replaces=None if replaces is None else id_of_part(replaces, number),
        file=None,
        pill=None,
        mentioned=frozenset(),
    )


def _is_called(message: Message, settings: Settings, is_command: IsCommand) -> bool:
    address = addressed(message, settings, is_command)
    return address is not None and address.called


def _is_bare(message: Message, text: str, settings: Settings, is_command: IsCommand) -> bool:
    """Return whether it is nothing but the name of the bot, or empty."""
    alone = replace(message, body=text)
    named = after_name(alone, readable(text), settings.bot_names, is_command)
    return not text.strip() or named == ""


# --- signatures


def without_signature(words: str, *, first_paragraph: bool = False) -> str:
    """Drop what people put below a message; only the first paragraph may be meant at all."""
    lines = words.split("\n")
    left = sum(1 for line in lines if line.strip())
    above = 0
    for number, line in enumerate(lines):
        over = first_paragraph and not line.strip() and (above > 1 or left > 1)
        if line.rstrip() == "--" or over or (number and _is_closing(line)):
            return "\n".join(lines[:number]).strip()
        above += len(line.split())
        left -= bool(line.strip())
    return words


def _is_closing(line: str) -> bool:
    plain = re.sub(r"\W+", " ", line[:_LONGEST_CLOSING].lower()).strip()
    return any(plain == each or plain.startswith(f"{each} ") for each in texts.CLOSINGS)
