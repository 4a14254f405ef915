"""PDF: pages are looked up one by one, so that a broken one does not take the others along."""

import io
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

from bot.reader.pages import EnoughError, PasswordError, read_all

# Balanced trees, as programs write them, have three or four levels.
_DEEPEST = 50
# So many nodes without a thousand pages among them are no document.
_MOST_NODES = 20_000


def read(source: BinaryIO, target: BinaryIO) -> None:
    """A task for bot/apart/."""
    read_all(texts, source, target)


def texts(source: BinaryIO) -> Iterator[str | None]:
    """Of each page; None if it cannot be read. Raises PasswordError and whatever pypdf raises."""
    for page in _pages(_opened(source)):
        yield None if page is None else _text(page)


def _opened(source: BinaryIO) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(source.read()), root_object_recovery_limit=1_000)
        locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except NotImplementedError:
        # Not with a password, but with a key that we have neither.
        locked = True
    if locked:
        raise PasswordError
    return reader


def _text(page: PageObject) -> str | None:
    try:
        return page.extract_text()
    except MemoryError:
        raise
    except Exception:
        return None


# --- the tree of pages


@dataclass(frozen=True)
class _Level:
    """A node whose kids are looked up; they inherit its resources, which name the fonts."""

    node: DictionaryObject
    kids: Iterator[PdfObject]
    resources: PdfObject


def _pages(reader: PdfReader) -> Iterator[PageObject | None]:
    """In their order; None in the place of what is no page. Raises EnoughError."""
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
    try:
        node = reference.get_object()
    except MemoryError:
        raise
    except Exception:
        return None
    return node if isinstance(node, DictionaryObject) else None


def _kids(node: DictionaryObject) -> Iterable[PdfObject] | None:
    """None if it is a page."""
    found = node.get("/Kids", NullObject()).get_object()
    return found if isinstance(found, ArrayObject) else None


def _page(
    reader: PdfReader, node: DictionaryObject, reference: PdfObject, resources: PdfObject
) -> PageObject:
    page = PageObject(reader, reference if isinstance(reference, IndirectObject) else None)
    page.update(node)
    page.setdefault(NameObject("/Resources"), resources)
    return page
