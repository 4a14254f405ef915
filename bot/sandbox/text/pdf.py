"""Read a PDF page by page, so that a broken page does not lose the others."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
)

from bot.sandbox.text.pages import EnoughError, PasswordError, read_all, whatever_is_raised

# Balanced trees, as programs write them, have three or four levels.
_DEEPEST = 50
# More nodes without a thousand pages among them are no document.
_MOST_NODES = 20_000
_INDEX = re.compile(rb"startxref\s*[0-9]+")
# Names of ligatures in some fonts, which pypdf shows as they are.
_LIGATURE = re.compile(r"/(f_f_[bfhijklt]|[ft]_[bfhijkltz]|T_h)")


def read(source: BinaryIO, target: BinaryIO) -> None:
    """Run as a task of bot/sandbox."""
    read_all(texts, source, target)


def texts(source: BinaryIO) -> Iterator[str | None]:
    """Yield the text of each page, None if unreadable. Raises PasswordError, and all of pypdf."""
    for page in _pages(_opened(source)):
        yield None if page is None else _text(page)


def _opened(source: BinaryIO) -> PdfReader:
    try:
        data = _without_more(source.read())
        reader = PdfReader(io.BytesIO(data), root_object_recovery_limit=1_000)
        locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except NotImplementedError:
        # Encrypted with a key instead of a password.
        locked = True
    if locked:
        raise PasswordError
    return reader


def _without_more(data: bytes) -> bytes:
    """Cut what stands behind the end, and mend an end that was cut: pypdf looks for it there."""
    ends = _INDEX.match(data, max(data.rfind(b"startxref"), 0))
    return data if ends is None else data[: ends.end()] + b"\n%%EOF\n"


def _text(page: PageObject) -> str | None:
    with whatever_is_raised():
        return _LIGATURE.sub(lambda name: name[1].replace("_", ""), page.extract_text())
    return None


# --- the tree of pages


@dataclass(frozen=True)
class _Level:
    """A node of the page tree; its kids inherit its resources, which name the fonts."""

    node: DictionaryObject
    kids: Iterator[PdfObject]
    resources: PdfObject


def _pages(reader: PdfReader) -> Iterator[PageObject | None]:
    """Yield the pages in order, None for a node that is no page. Raises EnoughError."""
    levels = [_Level(DictionaryObject(), iter([reader.root_object["/Pages"]]), NullObject())]
    for _ in range(_MOST_NODES):
        reference = next(levels[-1].kids, None)
        if reference is None:
            levels.pop()
            if not levels:
                return
            continue
        node = _found(reference)
        if node is None or any(level.node is node for level in levels) or len(levels) > _DEEPEST:
            yield None
            continue
        resources = node.get("/Resources", levels[-1].resources)
        kids = _kids(node)
        if kids is None:
            yield _page(reader, node, reference, resources)
        else:
            levels.append(_Level(node, iter(kids), resources))
    raise EnoughError


def _found(reference: PdfObject) -> DictionaryObject | None:
    with whatever_is_raised():
        node = reference.get_object()
        return node if isinstance(node, DictionaryObject) else None
    return None


def _kids(node: DictionaryObject) -> Iterable[PdfObject] | None:
    """Return None if the node is a page."""
    found = node.get("/Kids", NullObject()).get_object()
    return found if isinstance(found, ArrayObject) else None


def _page(
    reader: PdfReader, node: DictionaryObject, reference: PdfObject, resources: PdfObject
) -> PageObject:
    page = PageObject(reader, reference if isinstance(reference, IndirectObject) else None)
    page.update(node)
    page.setdefault(NameObject("/Resources"), resources)
    return page
