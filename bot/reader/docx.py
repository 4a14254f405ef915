"""DOCX: the text of the document with its notes where they are referred to.

A page ends where the file says so: at a page break, and where the program that wrote it last ended
a page. Many programs do not tell that; then a document without page breaks is all page 1. What
was deleted while changes were tracked, comments, headers and footers are not read.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from bot.reader.packages import BROKEN, Flow, flowing, parse
from bot.reader.pages import MOST_CHARACTERS, read_all

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
_MAIN = re.compile(r"word/document[0-9]*\.xml")
_NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
# The text before a change, and the copy for programs that cannot show the other.
_SILENT = frozenset({"del", "moveFrom", "Fallback"})
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_LINES = frozenset({"p", "tc"})

_NOTE = frozenset({"footnote", "endnote"})

# By part and id.
_Notes = dict[tuple[str, str], str]


def read(source: BinaryIO, target: BinaryIO) -> None:
    """A task for bot/apart/."""
    read_all(texts, source, target)


def texts(source: BinaryIO) -> Iterator[str]:
    """Of each page. Raises BROKEN, after what came before."""
    with zipfile.ZipFile(io.BytesIO(source.read())) as package:
        notes, failed = _notes(package)
        body = _Body(notes)
        name = next(name for name in package.namelist() if _MAIN.fullmatch(name))
        yield from flowing(package, name, body, body.flow)
    if failed is not None:
        raise failed


class _Body:
    def __init__(self, notes: _Notes) -> None:
        self.flow = Flow()
        self._notes = notes
        self._silent = 0
        self._in_text = False
        self._row_turned: list[bool] = []

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        name = _local(element)
        if self._silent or name in _SILENT:
            self._silent += 1
        elif name == "t":
            self._in_text = True
        elif name == "br" and _value(attributes, "type") == "page":
            self.flow.turn()
        elif name in _SPACES:
            self.flow.write(_SPACES[name])
        elif name == "tr":
            self._row_turned.append(False)
        elif name == "lastRenderedPageBreak":
            self._rendered()
        elif name in _NOTES:
            # Once: a long one that is referred to ever again would be a bomb.
            note = self._notes.pop((_NOTES[name], _value(attributes, "id")), "")
            self.flow.write(f" ({note.strip()}) " if note else "")

    def end(self, element: str) -> None:
        name = _local(element)
        if self._silent:
            self._silent -= 1
        elif name == "t":
            self._in_text = False
        elif name in _LINES:
            self.flow.write("\n")
        elif name == "tr" and self._row_turned:
            self._row_turned.pop()

    def text(self, text: str) -> None:
        if self._in_text and not self._silent:
            self.flow.write(text)

    def _rendered(self) -> None:
        """In a row that goes over the end of a page, each cell says so."""
        if any(self._row_turned):
            return
        self._row_turned = [True] * len(self._row_turned)
        self.flow.turn_if_written()


class _NotesPart:
    """Footnotes or endnotes; what each says is kept until it is referred to."""

    def __init__(self, name: str, notes: _Notes) -> None:
        self.characters = 0
        self._name, self._notes = name, notes
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
            self._notes[self._name, self._id] = text
            self.characters += len(text)

    def text(self, text: str) -> None:
        self._body.text(text)


def _notes(package: zipfile.ZipFile) -> tuple[_Notes, Exception | None]:
    """As far as they can be read: the document is there without them, too."""
    notes: _Notes = {}
    failed: Exception | None = None
    for name in sorted(set(_NOTES.values()) & set(package.namelist())):
        part = _NotesPart(name, notes)
        try:
            for _ in parse(package, name, part):
                if part.characters > MOST_CHARACTERS:
                    break
        except BROKEN as error:
            failed = error
    return notes, failed


def _local(element: str) -> str:
    """The name of what is Word's; else nothing that we know."""
    for namespace in (_WORD, _STRICT, _COMPATIBLE):
        if element.startswith(namespace):
            return element.removeprefix(namespace)
    return ""


def _value(attributes: Mapping[str, str], name: str) -> str:
    return attributes.get(_WORD + name) or attributes.get(_STRICT + name) or ""
