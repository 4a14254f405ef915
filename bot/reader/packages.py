"""Zip files of XML, read piece by piece: no entities, and no deeper than any office program."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn, Protocol
from xml.parsers import expat

from bot.reader.pages import MOST_ON_PAGE

# What is longer than that, the parser looks through again with each piece.
_PIECE = 2**20
_DEEPEST = 500
# More names, or longer ones, are no document; each of them is kept by the parser.
_MOST_NAMES = 5_000


class ForbiddenError(Exception):
    """No office program writes such XML."""


# LookupError is an encoding that nobody knows.
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


@dataclass
class Flow:
    """Text as it comes, cut into pages."""

    finished: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    size: int = 0
    has_text: bool = False

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)
        self.has_text = self.has_text or not text.isspace()
        # More than that is not taken anyway.
        if self.size > 2 * MOST_ON_PAGE:
            self.turn()

    def turn(self) -> None:
        """What comes now is on the next page."""
        self.finished.append("".join(self.parts))
        self.parts, self.size, self.has_text = [], 0, False

    def turn_if_written(self) -> None:
        """Several signs may stand for the same end of a page."""
        if self.has_text:
            self.turn()

    def take(self) -> list[str]:
        taken, self.finished = self.finished, []
        return taken

    @property
    def rest(self) -> str:
        return "".join(self.parts)


class Part(Protocol):
    """What is done with the XML of a part; elements are "namespace name"."""

    def start(self, element: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, element: str) -> None: ...

    def text(self, text: str) -> None: ...


def flowing(package: zipfile.ZipFile, name: str, part: Part, flow: Flow) -> Iterator[str]:
    """The pages that come of it; raises what parse raises, after what came before."""
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


def parse(package: zipfile.ZipFile, name: str, part: Part) -> Iterator[None]:
    """Tells all that is in it; yields after each piece. Raises BROKEN."""
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
    """A document type is where entities are declared, and external ones are fetched."""
    raise ForbiddenError
