"""Read an ODT: the text of the document, with its notes at their references.

A page ends where the last program ended a rendered page, and before a paragraph whose style begins
a new one. Not all programs write that; then a document is all page 1. Tracked deletions, comments,
headers and footers are not read.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from bot.sandbox.text.packages import Flow, flowing, opened
from bot.sandbox.text.pages import PasswordError, read_all
from commands.language.office import OfficeParts

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{_OASIS}text:1.0 "
_STYLE = f"{_OASIS}style:1.0 "
_OFFICE = f"{_OASIS}office:1.0 "
_DRAWING = f"{_OASIS}drawing:1.0 "
_SVG = f"{_OASIS}svg-compatible:1.0 "
_BREAK_BEFORE = f"{_OASIS}xsl-fo-compatible:1.0 break-before"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
# What was deleted, the numbers of notes, comments, and how a word is spoken.
_SILENT = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}note-citation",
        f"{_TEXT}ruby-text",
        f"{_OFFICE}annotation",
    }
)
# They stand in the midst of the paragraph to which they are anchored.
_BOXES = frozenset({f"{_DRAWING}text-box", f"{_SVG}title", f"{_SVG}desc"})
_MANIFEST = "META-INF/manifest.xml"
_SPACES = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}


def read(source: BinaryIO, target: BinaryIO) -> None:
    """Run as a task of bot/sandbox."""
    read_all(texts, source, target)


def texts(source: BinaryIO) -> Iterator[str]:
    """Yield the text of each page. Raises PasswordError, or BROKEN behind the readable pages."""
    with opened(source) as package:
        parts = OfficeParts(package)
        if _MANIFEST in parts and b"encryption-data" in parts.index(_MANIFEST):
            raise PasswordError
        body = _Body()
        yield from flowing(package, parts.entry("content.xml"), body, body.flow)


class _Body:
    def __init__(self) -> None:
        self.flow = Flow()
        self._silent = 0
        self._paragraphs = 0
        self._style = ""
        self._turning: set[str] = set()

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        if self._silent or element in _SILENT:
            self._silent += 1
        elif element in _PARAGRAPHS:
            self._paragraphs += 1
            if attributes.get(f"{_TEXT}style-name") in self._turning:
                self.flow.turn_if_written()
        elif element == f"{_TEXT}soft-page-break":
            self.flow.turn_if_written()
        elif element == f"{_TEXT}note-body":
            self.flow.write(" (")
        elif element in _BOXES:
            self.flow.write("\n")
        elif element in _SPACES:
            self.flow.write(_SPACES[element])
        elif element == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
            if attributes.get(f"{_STYLE}master-page-name"):
                self._turning.add(self._style)
        elif attributes.get(_BREAK_BEFORE) == "page":
            self._turning.add(self._style)

    def end(self, element: str) -> None:
        if self._silent:
            self._silent -= 1
        elif element in _PARAGRAPHS:
            self._paragraphs -= 1
            self.flow.write("\n")
        elif element in _BOXES:
            self.flow.write("\n")
        elif element == f"{_TEXT}note-body":
            self.flow.write(") ")

    def text(self, text: str) -> None:
        if self._paragraphs and not self._silent:
            self.flow.write(text)
