"""Read zip files of XML piece by piece, without entities and limited in depth."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NoReturn, Protocol
from xml.parsers import expat

from bot.sandbox.text.pages import MOST_ON_PAGE, PasswordError

# The parser scans a longer token again with each piece.
_PIECE = 2**20
_DEEPEST = 500
# More names are no document; the parser stores each of them.
_MOST_NAMES = 5_000
# Office programs put a locked document into one of these, with its key; others lock the zip file.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
_LOCKED_FLAGS = 0x1 | 0x40 | 0x2000


class ForbiddenError(Exception):
    """The XML is none that an office program writes."""


# LookupError is an unknown encoding.
BROKEN = (
    ForbiddenError,
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def opened(source: BinaryIO) -> zipfile.ZipFile:
    """Return the package. Raises BROKEN, PasswordError."""
    data = source.read()
    if data.startswith(_OLE) and _LOCKED_STREAM in data:
        raise PasswordError
    package = zipfile.ZipFile(io.BytesIO(data))
    if any(entry.flag_bits & _LOCKED_FLAGS for entry in package.infolist()):
        raise PasswordError
    return package


@dataclass
class Flow:
    """The text of a document, cut into pages."""

    finished: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    size: int = 0
    has_text: bool = False

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)
        self.has_text = self.has_text or not text.isspace()
        # No page takes more.
        if self.size > 2 * MOST_ON_PAGE:
            self.turn()

    def turn(self) -> None:
        """Begin the next page."""
        self.finished.append("".join(self.parts))
        self.parts, self.size, self.has_text = [], 0, False

    def turn_if_written(self) -> None:
        """Begin the next page unless this one is empty: one end may have several marks."""
        if self.has_text:
            self.turn()

    def take(self) -> list[str]:
        taken, self.finished = self.finished, []
        return taken

    @property
    def rest(self) -> str:
        return "".join(self.parts)


class PackagePart(Protocol):
    """A handler of the XML of a part; elements are "namespace name"."""

    def start(self, element: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, element: str) -> None: ...

    def text(self, text: str) -> None: ...


def flowing(package: zipfile.ZipFile, name: str, part: PackagePart, flow: Flow) -> Iterator[str]:
    """Yield the pages of a part. Raises BROKEN behind the readable pages."""
    failed: Exception | None = None
    try:
        for _ in parse(package, name, part):
            yield from flow.take()
    except BROKEN as error:
        failed = error
    yield from flow.take()
    yield flow.rest
    if failed is not None:
        raise failed


def parse(package: zipfile.ZipFile, name: str, part: PackagePart) -> Iterator[None]:
    """Pass the XML to the handler; yield after each piece. Raises BROKEN."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth, names = 0, set[str]()

    def opened(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        names.add(element)
        if depth > _DEEPEST or len(names) > _MOST_NAMES:
            raise ForbiddenError
        part.start(element, attributes)

    def closed(element: str) -> None:
        nonlocal depth
        depth -= 1
        part.end(element)

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = part.text
    parser.StartDoctypeDeclHandler = _refuse
    with package.open(name) as file:
        while piece := file.read(_PIECE):
            parser.Parse(piece, False)
            yield
    parser.Parse(b"", True)


def _refuse(*_: object) -> NoReturn:
    """Refuse a document type, where entities are declared."""
    raise ForbiddenError
