"""Hostile, broken and unusual files, each with what is to be said of it."""

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from commands.language.files import FileKind, FileProblem
from tests.support.made_files import (
    Entry,
    archive,
    content_types,
    docx,
    docx_entries,
    entry,
    odt,
    odt_entries,
    pdf,
    with_directory,
)

__all__ = ["HOSTILE", "UNUSUAL", "docx", "odt", "pdf"]


def _with(*more: Entry) -> bytes:
    return archive([*docx_entries(), *more])


def _overlapping() -> bytes:
    """Two hundred names for the same half megabyte."""
    large = entry("word/0.bin", bytes(2**19), stored=True)
    entries = docx_entries()
    offsets, body = _laid_out([*entries, large])
    names = [replace(large, name=b"word/%d.bin" % number) for number in range(200)]
    return with_directory(body, [*entries, *names], offsets + offsets[-1:] * 199)


def _laid_out(entries: Sequence[Entry]) -> tuple[list[int], bytes]:
    offsets, body = [], bytearray()
    for one in entries:
        offsets.append(len(body))
        body += one.local() + one.packed
    return offsets, bytes(body)


def _quoted_overlap() -> bytes:
    """Each entry holds the heads of all that follow as uncompressed blocks: no name is a lie."""
    kernel = entry("word/99.xml", bytes(2**19))
    content, parts = bytes(2**19), [kernel]
    for number in reversed(range(99)):
        following = parts[0]
        head = following.local()
        content = head + content
        quote = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF)
        packed = quote + head + following.packed
        name = b"word/%d.xml" % number
        parts.insert(0, Entry(name, packed, len(content), zlib.crc32(content)))
    normal = docx_entries()
    offsets, body = _laid_out([*normal, parts[0]])
    offsets[-1:] = [len(body) - len(part.local()) - len(part.packed) for part in parts]
    return with_directory(body, [*normal, *parts], offsets)


def _many_entries() -> bytes:
    nothing = entry("word/a", stored=True)
    count = 100_000
    body = archive(docx_entries())
    return with_directory(body[: body.index(b"PK\x01\x02")], [nothing] * count, [0] * count)


def _claiming(size: int) -> bytes:
    """42 kilobytes that say they were many."""
    content = zlib.compressobj(0, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = content.compress(bytes(42_000)) + content.flush()
    return _with(Entry(b"word/media/a.bmp", packed, size, zlib.crc32(bytes(42_000))))


def _repacked(change: Callable[[Entry], Entry]) -> bytes:
    return archive([change(one) for one in docx_entries()])


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le")


def _pdf_with_late_xref() -> bytes:
    return pdf().replace(b"startxref\n", b"startxref\n99")


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"
_DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_LOCKED = '<manifest:encryption-data manifest:checksum="x"/>'

EMPTY, WRONG_KIND, DAMAGED = FileProblem.EMPTY, FileProblem.WRONG_KIND, FileProblem.DAMAGED
BOMB, ENCRYPTED, MACROS = FileProblem.BOMB, FileProblem.ENCRYPTED, FileProblem.MACROS

HOSTILE: dict[str, tuple[Callable[[], bytes], FileProblem]] = {
    "empty": (lambda: b"", EMPTY),
    "blank": (lambda: b" \r\n\t" * 100, EMPTY),
    "nul bytes": (lambda: bytes(5000), WRONG_KIND),
    "text": (lambda: b"Leitlinien", WRONG_KIND),
    "text in UTF-16": (lambda: "Leitlinien".encode("utf-16"), WRONG_KIND),
    "HTML named PDF": (lambda: b"<!doctype html><script>alert(1)</script>", WRONG_KIND),
    "RTF": (lambda: b"{\\rtf1 Leitlinien}", WRONG_KIND),
    "EXE": (lambda: b"MZ" + bytes(2000), WRONG_KIND),
    "ELF": (lambda: b"\x7fELF" + bytes(2000), WRONG_KIND),
    "PNG": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000), WRONG_KIND),
    "XML bomb": (lambda: b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>', WRONG_KIND),
    "PDF that is none": (lambda: b"%PDF-1.7\nnothing else", DAMAGED),
    "PDF of an ending only": (lambda: b"%PDF-1.7\nstartxref\n0\n%%EOF\n", DAMAGED),
    "truncated PDF": (lambda: pdf("a\n" * 5000)[:-3000], DAMAGED),
    "PDF whose index lies outside": (_pdf_with_late_xref, DAMAGED),
    "PDF and zip in one": (lambda: archive(docx_entries(), prefix=pdf()), WRONG_KIND),
    "PDF and small zip in one": (lambda: pdf() + archive([]), WRONG_KIND),
    "zip with a PDF's ending": (
        lambda: archive(docx_entries(), pdf()[-200:], prefix=pdf()),
        WRONG_KIND,
    ),
    "zip that begins as PDF": (
        lambda: archive([entry("a", pdf(), stored=True), *docx_entries()]),
        WRONG_KIND,
    ),
    "HTML before a PDF": (lambda: b"<script>1</script>" + pdf(), WRONG_KIND),
    "old Word": (lambda: _ole("WordDocument"), WRONG_KIND),
    "Word with a password": (lambda: _ole("EncryptedPackage"), ENCRYPTED),
    "zip with a password": (lambda: _repacked(lambda one: replace(one, flags=1)), ENCRYPTED),
    "ODT with a password": (lambda: archive(odt_entries(encrypted=_LOCKED)), ENCRYPTED),
    "zip": (lambda: archive([entry("a.txt", "a")]), WRONG_KIND),
    "zip of nothing": (lambda: archive([]), WRONG_KIND),
    "spreadsheet": (
        lambda: archive([entry("[Content_Types].xml", content_types(_XLSX, "/xl/workbook.xml"))]),
        WRONG_KIND,
    ),
    "template": (lambda: archive(docx_entries(types=content_types(_DOTX))), WRONG_KIND),
    "DOCX without its document": (lambda: archive(docx_entries()[:-1]), DAMAGED),
    "DOCX with entities": (
        lambda: archive(docx_entries(types=f"<!DOCTYPE a>{content_types()}")),
        DAMAGED,
    ),
    "DOCX in UTF-16": (
        lambda: archive(
            [entry("[Content_Types].xml", content_types().encode("utf-16")), *docx_entries()[1:]]
        ),
        DAMAGED,
    ),
    "DOCX that is also ODT": (lambda: archive([*odt_entries(), *docx_entries()]), WRONG_KIND),
    "ODT with a wrong mimetype": (lambda: archive(odt_entries(mimetype="text/odt")), WRONG_KIND),
    "ODT with a long mimetype": (lambda: archive(odt_entries(mimetype="a" * 2**21)), BOMB),
    "ODT without its content": (lambda: archive(odt_entries()[::2]), DAMAGED),
    "ODT without its manifest": (lambda: archive(odt_entries()[:2]), DAMAGED),
    "DOCM": (lambda: archive(docx_entries(types=content_types(_DOCM))), MACROS),
    "DOCX with macros": (lambda: _with(entry("word/VBAproject.bin", b"a")), MACROS),
    "ODT with macros": (
        lambda: archive([*odt_entries(), entry("Basic/Standard/a.xml")]),
        MACROS,
    ),
    "bomb": (lambda: _with(entry("word/media/a.bmp", bytes(50 * 2**20))), BOMB),
    "42 KB that claim gigabytes": (lambda: _claiming(2**32 - 2), BOMB),
    "many that claim little each": (
        lambda: _with(*(entry(f"word/{n}.xml", bytes(2**20)) for n in range(201))),
        BOMB,
    ),
    "more than it claims": (
        lambda: _with(replace(entry("word/a.xml", bytes(10 * 2**20)), size=100)),
        BOMB,
    ),
    "less than it claims": (lambda: _claiming(50_000), DAMAGED),
    "overlapping": (_overlapping, BOMB),
    "quoted overlap": (_quoted_overlap, BOMB),
    "100,000 entries": (_many_entries, BOMB),
    "truncated DOCX": (lambda: docx("a" * 5000)[:-30], DAMAGED),
    "DOCX with a wrong checksum": (
        lambda: _repacked(lambda one: replace(one, checksum=one.checksum ^ 1)),
        DAMAGED,
    ),
    "DOCX with cut streams": (
        lambda: _repacked(lambda one: replace(one, packed=one.packed[:-3])),
        DAMAGED,
    ),
    "bytes after a stream": (
        lambda: _repacked(lambda one: replace(one, packed=one.packed + b"more")),
        DAMAGED,
    ),
    "stored under another method": (
        lambda: _repacked(lambda one: replace(one, method=14)),
        DAMAGED,
    ),
    "symbolic link": (lambda: _with(replace(entry("a", "/etc/passwd"), mode=0o120777)), DAMAGED),
    "name that leads out": (lambda: _with(entry("word/../../evil", "a")), DAMAGED),
    "name from the root": (lambda: _with(entry("/etc/evil", "a")), DAMAGED),
    "name with backslashes": (lambda: _with(entry("..\\evil", "a")), DAMAGED),
    "name with a nul byte": (lambda: _with(entry("evil\0.xml", "a")), DAMAGED),
    "name twice": (lambda: _with(entry("word/DOCUMENT.xml", "a")), DAMAGED),
    "a second name inside": (
        lambda: docx().replace(b"word/document.xml", b"word/dokument.xml", 1),
        DAMAGED,
    ),
    "two zips in a row": (lambda: archive(docx_entries(), prefix=docx()), DAMAGED),
    "noise that begins as zip": (lambda: b"PK\x03\x04" + b"\xff" * 5000, DAMAGED),
}

UNUSUAL: dict[str, tuple[Callable[[], bytes], FileKind]] = {
    "zip with a long comment": (lambda: archive(docx_entries(), b"a" * 65535), FileKind.DOCX),
    "PDF after a byte order mark": (lambda: b"\xef\xbb\xbf\r\n" + pdf(), FileKind.PDF),
    "PDF with lines after its end": (lambda: pdf() + b"<!-- served -->\n" * 20, FileKind.PDF),
    "PDF with a password": (
        lambda: pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R"),
        FileKind.PDF,
    ),
    "PDF with an office document inside": (
        lambda: pdf() + b"5 0 obj stream\n" + docx() + b"endstream endobj\n" + pdf()[-60:],
        FileKind.PDF,
    ),
    "DOCX with folders": (lambda: _with(entry("word/media/", stored=True)), FileKind.DOCX),
    "DOCX with a picture": (
        lambda: _with(entry("word/media/a.png", bytes(10**6), stored=True)),
        FileKind.DOCX,
    ),
    "DOCX of another maker": (
        lambda: archive(
            [replace(one, name=one.name.replace(b"ment.", b"ment2.")) for one in docx_entries()]
        ),
        FileKind.DOCX,
    ),
}
