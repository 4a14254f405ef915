"""ODT: the text of the document with its notes where they are referred to.

A page ends where the file says so: where the program that wrote it last ended a page, and before a
paragraph whose style begins a new one. Not all programs tell that; then a document is all page 1.
What was deleted while changes were tracked, comments, headers and footers are not read.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from bot.reader.packages import Flow, flowing
from bot.reader.pages import PasswordError, read_all

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{_OASIS}text:1.0 "
_STYLE = f"{_OASIS}style:1.0 "
_OFFICE = f"{_OASIS}office:1.0 "
_BREAK_BEFORE = f"{_OASIS}xsl-fo-compatible:1.0 break-before"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SILENT = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}note-citation", f"{_OFFICE}annotation"})
_MANIFEST = "META-INF/manifest.xml"
_LARGEST_MANIFEST = 2**20
_LOCKED = 0x1
_SPACES = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}


def read(source: BinaryIO, target: BinaryIO) -> None:
    """A task for bot/apart/."""
    read_all(texts, source, target)


def texts(source: BinaryIO) -> Iterator[str]:
    """Of each page. Raises BROKEN, after what came before, or PasswordError."""
    with zipfile.ZipFile(io.BytesIO(source.read())) as package:
        if _is_locked(package):
            raise PasswordError
        body = _Body()
        yield from flowing(package, "content.xml", body, body.flow)


def _is_locked(package: zipfile.ZipFile) -> bool:
    """Office programs say so in the manifest; others lock the zip file itself."""
    if any(entry.flag_bits & _LOCKED for entry in package.infolist()):
        return True
    if _MANIFEST not in package.namelist():
        return False
    with package.open(_MANIFEST) as manifest:
        return b"encryption-data" in manifest.read(_LARGEST_MANIFEST)


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
        elif element == f"{_TEXT}note-body":
            self.flow.write(") ")

    def text(self, text: str) -> None:
        if self._paragraphs and not self._silent:
            self.flow.write(text)
