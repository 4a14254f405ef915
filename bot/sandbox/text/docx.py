"""Read a DOCX: the text of the document, with its notes at their references.

A page ends at a page break, and where the last program ended a rendered page. Many programs do not
write the latter; then a document without page breaks is all page 1. Tracked deletions, comments,
headers and footers are not read. Files embedded in it (altChunk, subDoc) are only reported.
"""

import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from bot.sandbox.text.packages import BROKEN, Flow, flowing, opened, parse
from bot.sandbox.text.pages import MOST_CHARACTERS, EmbeddedError, read_all
from commands.language.office import OfficeParts

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_DELETED = frozenset({"del", "moveFrom"})
# The text before a change, the copy for programs that cannot show the other, and how it is spoken.
_SILENT = _DELETED | {"Fallback", "rt"}
_EMBEDDED = frozenset({"altChunk", "subDoc"})
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
# A text box stands in the midst of the paragraph to which it is anchored.
_LINES = frozenset({"p", "tc", "txbxContent"})

_NOTE = frozenset({"footnote", "endnote"})

# By kind and id.
_Notes = dict[tuple[str, str], str]


def read(source: BinaryIO, target: BinaryIO) -> None:
    """Run as a task of bot/sandbox."""
    read_all(texts, source, target)


def texts(source: BinaryIO) -> Iterator[str]:
    """Yield the text of each page. Raises BROKEN, EmbeddedError behind the readable pages."""
    with opened(source) as package:
        parts = OfficeParts(package)
        main = parts.main()
        if main is None:
            raise zipfile.BadZipFile
        notes, failed = _notes(package, parts, main)
        body = _Body(notes)
        yield from flowing(package, parts.entry(main), body, body.flow)
    if failed is not None:
        raise failed
    if body.has_embedded:
        raise EmbeddedError


class _Body:
    def __init__(self, notes: _Notes) -> None:
        self.flow = Flow()
        self._notes = notes
        self._silent = 0
        self._in_text = False
        self._in_properties = False
        # Whether the end of the paragraph was deleted, so that the next goes on where it ends.
        self._is_joined = False
        self._row_turned: list[bool] = []
        self.has_embedded = False

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        name = _local(element)
        if self._silent or name in _SILENT:
            self._silent += 1
            self._is_joined = self._is_joined or (self._in_properties and name in _DELETED)
        elif name == "pPr":
            self._in_properties = True
        elif name == "t":
            self._in_text = True
        elif name == "br" and _value(attributes, "type") == "page":
            self.flow.turn()
        elif name in _SPACES:
            self.flow.write(_SPACES[name])
        elif name == "txbxContent":
            self.flow.write("\n")
        elif name in _EMBEDDED:
            self.has_embedded = True
        elif name == "tr":
            self._row_turned.append(False)
        elif name == "lastRenderedPageBreak":
            self._rendered()
        elif name in _NOTES:
            # Once: many references to a long note would be a bomb.
            note = self._notes.pop((_NOTES[name], _value(attributes, "id")), "")
            self.flow.write(f" ({note.strip()}) " if note else "")

    def end(self, element: str) -> None:
        name = _local(element)
        if self._silent:
            self._silent -= 1
        elif name == "t":
            self._in_text = False
        elif name == "pPr":
            self._in_properties = False
        elif name in _LINES:
            self.flow.write("" if self._is_joined else "\n")
            self._is_joined = False
        elif name == "tr" and self._row_turned:
            self._row_turned.pop()

    def text(self, text: str) -> None:
        if self._in_text and not self._silent:
            self.flow.write(text)

    def _rendered(self) -> None:
        """Turn the page once: in a row across its end, each cell has the mark."""
        if any(self._row_turned):
            return
        self._row_turned = [True] * len(self._row_turned)
        self.flow.turn_if_written()


class _NotesPart:
    """Footnotes or endnotes; collects their text by part and id."""

    def __init__(self, kind: str, notes: _Notes) -> None:
        self.characters = 0
        self._kind, self._notes = kind, notes
        self._id = ""
        self._body = _Body({})

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        if _local(element) in _NOTE:
            self._id, self._body = _value(attributes, "id"), _Body({})
        self._body.start(element, attributes)

    def end(self, element: str) -> None:
        self._body.end(element)
        if _local(element) in _NOTE:
            text = " ".join([*self._body.flow.take(), self._body.flow.rest])
            self._notes[self._kind, self._id] = text
            self.characters += len(text)

    def text(self, text: str) -> None:
        self._body.text(text)


def _notes(
    package: zipfile.ZipFile, parts: OfficeParts, main: str
) -> tuple[_Notes, Exception | None]:
    """Read the notes, as far as possible, and return the error: the document counts without."""
    notes: _Notes = {}
    failed: Exception | None = None
    for kind in sorted(_NOTES.values()):
        name = parts.related(main, kind) or f"word/{kind}.xml"
        if name not in parts:
            continue
        part = _NotesPart(kind, notes)
        try:
            for _ in parse(package, parts.entry(name), part):
                if part.characters > MOST_CHARACTERS:
                    break
        except BROKEN as error:
            failed = error
    return notes, failed


def _local(element: str) -> str:
    """Return the local name of an element of Word, else ""."""
    for namespace in (_WORD, _STRICT, _COMPATIBLE):
        if element.startswith(namespace):
            return element.removeprefix(namespace)
    return ""


def _value(attributes: Mapping[str, str], name: str) -> str:
    return attributes.get(_WORD + name) or attributes.get(_STRICT + name) or ""
