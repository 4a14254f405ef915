"""A text that reads well plain and as HTML: one source, escaped wherever it came from."""

from dataclasses import dataclass
from html import escape

# Anything else, such as a script, is shown as text.
_LINKED = ("https://", "http://", "mailto:")


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


Inline = str | Bold | Code | Link


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

    def __add__(self, other: "Text") -> "Text":
        return Text(self.blocks + other.blocks)


NOTHING = Text(())


def text(*parts: Inline) -> Text:
    """One paragraph."""
    return Text((Paragraph(parts),))


def items(*entries: tuple[Inline, ...] | str, numbered: bool = False) -> Text:
    return Text((Items(tuple((e,) if isinstance(e, str) else e for e in entries), numbered),))


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
    return part.text


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
        case _:
            return escape(part).replace("\n", "<br>")
