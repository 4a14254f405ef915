"""A text that reads well plain and as HTML: one source, escaped wherever it came from."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

# Anything else, such as a script, is shown as text.
_LINKED = ("https://", "http://", "mailto:")
# As clients write a mention of the whole room.
ROOM = "@room"


@dataclass(frozen=True)
class Bold:
    text: str


@dataclass(frozen=True)
class Code:
    """Something to type, such as a command."""

    text: str


@dataclass(frozen=True)
class Link:
    """Plain: "label: url", so that nothing is lost where links cannot be clicked."""

    label: str
    url: str


@dataclass(frozen=True)
class PersonMention:
    """A person whose devices are to ring; nothing is shown of somebody whose name is not known."""

    user_id: str
    name: str


@dataclass(frozen=True)
class RoomMention:
    """All in the room, whose devices are to ring."""


Inline = str | Bold | Code | Link | PersonMention | RoomMention


def mail_link(address: str) -> Link:
    return Link(address, f"mailto:{address}")


@dataclass(frozen=True)
class Paragraph:
    parts: tuple[Inline, ...]


@dataclass(frozen=True)
class Items:
    """A list; its count belongs into the paragraph before it."""

    items: tuple[tuple[Inline, ...], ...]
    numbered: bool = False


Block = Paragraph | Items


@dataclass(frozen=True)
class Text:
    blocks: tuple[Block, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(_plain_block(block) for block in self.blocks)

    @property
    def formatted_body(self) -> str:
        return "".join(_html_block(block) for block in self.blocks)

    @property
    def mentioned(self) -> list[str]:
        """Return the ids of the people mentioned, each once."""
        parts = (part for block in self.blocks for part in _parts(block))
        return list(
            dict.fromkeys(part.user_id for part in parts if isinstance(part, PersonMention))
        )

    @property
    def rings_room(self) -> bool:
        return any(isinstance(part, RoomMention) for block in self.blocks for part in _parts(block))

    def __add__(self, other: "Text") -> "Text":
        return Text(self.blocks + other.blocks)


NOTHING = Text(())


def text(*parts: Inline) -> Text:
    """One paragraph."""
    return Text((Paragraph(parts),))


def paragraphs(words: str) -> Text:
    """Return what a person wrote, with its paragraphs."""
    return Text(tuple(Paragraph((part,)) for part in words.split("\n\n") if part.strip()))


def items(*entries: tuple[Inline, ...] | str, numbered: bool = False) -> Text:
    return Text((Items(tuple((e,) if isinstance(e, str) else e for e in entries), numbered),))


def spoken_to(person: PersonMention, said: Text) -> Text:
    """Begin with the name of the person, in the line that a notification shows."""
    call: tuple[Inline, ...] = (person, ": ") if person.name else (person,)
    match said.blocks:
        case (Paragraph(parts), *others):
            return Text((Paragraph((*call, *parts)), *others))
    return text(*call) + said


def _parts(block: Block) -> tuple[Inline, ...]:
    if isinstance(block, Paragraph):
        return block.parts
    return tuple(part for entry in block.items for part in entry)


def _plain_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _plain(block.parts)
    marks = (f"{number}." if block.numbered else "–" for number in range(1, len(block.items) + 1))
    return "\n".join(
        f"{mark} {_plain(entry)}" for mark, entry in zip(marks, block.items, strict=True)
    )


def _plain(parts: tuple[Inline, ...]) -> str:
    return "".join(_plain_part(part) for part in parts)


def _plain_part(part: Inline) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Link):
        told = part.label in (part.url, part.url.removeprefix("mailto:"))
        return part.label if told else f"{part.label}: {part.url}"
    if isinstance(part, RoomMention):
        return ROOM
    return part.name if isinstance(part, PersonMention) else part.text


def _html_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_html(block.parts)}</p>"
    tag = "ol" if block.numbered else "ul"
    return f"<{tag}>{''.join(f'<li>{_html(entry)}</li>' for entry in block.items)}</{tag}>"


def _html(parts: tuple[Inline, ...]) -> str:
    return "".join(_html_part(part) for part in parts)


def _html_part(part: Inline) -> str:
    match part:
        case Bold(content):
            return f"<strong>{escape(content)}</strong>"
        case Code(content):
            return f"<code>{escape(content)}</code>"
        case Link(label, url) if url.startswith(_LINKED):
            return f'<a href="{escape(url)}">{escape(label)}</a>'
        case Link():
            return escape(_plain_part(part))
        case PersonMention(user_id, name) if name:
            to = f"https://matrix.to/#/{quote(user_id, safe='@:')}"
            return f'<a href="{escape(to)}">{escape(name)}</a>'
        case PersonMention():
            return ""
        case RoomMention():
            return ROOM
        case _:
            return escape(part).replace("\n", "<br>")


# An event has at most 65,536 bytes, and encryption makes four of three.
_LARGEST = 40_000
_SHORTEST = 25


def fitted(make: Callable[[int], Text], longest: int) -> Text:
    """`make` gets how many characters it may quote of each value, fewer until it fits."""
    while longest > _SHORTEST:
        made = make(longest)
        if is_sendable(made):
            return made
        longest //= 2
    return make(_SHORTEST)


def is_sendable(made: Text) -> bool:
    """Return whether an event can hold it, also encrypted."""
    return _size(made) <= _LARGEST


def _size(made: Text) -> int:
    return len(json.dumps(made.body)) + len(json.dumps(made.formatted_body))
