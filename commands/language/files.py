"""Which files are taken: by what is in them, never by name; nothing is unpacked beyond a limit."""

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from enum import Enum, auto

from commands.language.office import (
    CONTENT_TYPES,
    LARGEST_INDEX,
    WORD_MAIN,
    OfficeParts,
    normal_name,
)

MAX_UNPACKED = 200 * 2**20
MAX_ENTRIES = 5000
MAX_RATIO = 200
RATIO_MATTERS_FROM = 2**20
MAX_NAME_LENGTH = 120


class FileKind(Enum):
    PDF = (".pdf", "application/pdf")
    DOCX = (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    ODT = (".odt", "application/vnd.oasis.opendocument.text")

    @property
    def extension(self) -> str:
        return self.value[0]

    @property
    def media_type(self) -> str:
        return self.value[1]


class FileProblem(Enum):
    EMPTY = auto()
    WRONG_KIND = auto()
    DAMAGED = auto()
    BOMB = auto()
    ENCRYPTED = auto()
    MACROS = auto()


class UnsuitableFileError(Exception):
    """The file is refused."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem.name)
        self.problem = problem


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


def recognise(data: bytes) -> FileKind:
    """Return the kind of a file, after up to a second: not for the event loop.

    Raises UnsuitableFileError.
    """
    if not data or data.isspace():
        raise UnsuitableFileError(FileProblem.EMPTY)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise UnsuitableFileError(FileProblem.ENCRYPTED if locked else FileProblem.WRONG_KIND)
    if _PDF_START.match(data[:_LATEST_START]):
        return _check_pdf(data)
    # Some readers take a PDF that begins later: one file, two faces.
    if data.startswith(_ZIP) and b"%PDF-" not in data[:_LATEST_START]:
        return _check_zip(data)
    raise UnsuitableFileError(FileProblem.WRONG_KIND)


# --- PDF

_LATEST_START = 1024
# Byte order marks and blank lines are common before it; some web forms and mail programs leave
# the head of the part there that held it. Nothing else: it could be another file to others.
_PDF_START = re.compile(
    rb"(?:\xef\xbb\xbf)?[\0\s]*"
    rb"(?:(?:--[\w'()+,./:=? -]+\r?\n)?(?:HTTP/[\d.]+ \d+[^\r\n<]*\r?\n)?"
    rb"(?:[A-Za-z-]+:[^\r\n<]*\r?\n(?:[ \t][^\r\n<]*\r?\n)*)+\r?\n[\0\s]*)?"
    rb"%PDF-"
)
# Also without what follows the number, which may be cut off.
_PDF_INDEX = re.compile(rb"\s*([0-9]{1,10})(?![0-9])")


def _check_pdf(data: bytes) -> FileKind:
    ending = data.rfind(b"startxref")
    # Bytes behind the end are common, but no office document or program unpacks from there.
    if _ends_as_zip(data) or (ending >= 0 and data.find(_ZIP, ending) >= 0):
        raise UnsuitableFileError(FileProblem.WRONG_KIND)
    index = _PDF_INDEX.match(data, ending + len(b"startxref")) if ending >= 0 else None
    whole = index is not None and int(index[1]) < len(data)
    if not whole or b" obj" not in data or b"/Root" not in data:
        raise UnsuitableFileError(FileProblem.DAMAGED)
    return FileKind.PDF


def _ends_as_zip(data: bytes) -> bool:
    """Return whether a reader of zip files, which looks at the end first, would take it."""
    tail = data[-(22 + 0xFFFF) :]
    for found in re.finditer(rb"PK\x05\x06", tail):
        comment = tail[found.start() + 20 : found.start() + 22]
        if found.start() + 22 + int.from_bytes(comment, "little") == len(tail):
            return True
    return False


# --- zip, and what is packed as one

_ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
_UTF8_NAME = 0x800
_LOCAL_HEADER = struct.Struct("<4sHH18xHH")
_PIECE = 2**14


def _check_zip(data: bytes) -> FileKind:
    # Counted before anything is read: each entry costs memory.
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise UnsuitableFileError(FileProblem.BOMB)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_directory(package.infolist())
            _check_entries(data, package)
            return _kind_of_package(package)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error, zlib.error):
        raise UnsuitableFileError(FileProblem.DAMAGED) from None


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Check what the directory says of its entries."""
    if any(entry.flag_bits & _ENCRYPTED_FLAGS for entry in entries):
        raise UnsuitableFileError(FileProblem.ENCRYPTED)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(
        entry.file_size > max(RATIO_MATTERS_FROM, MAX_RATIO * entry.compress_size)
        for entry in entries
    ):
        raise UnsuitableFileError(FileProblem.BOMB)
    names = {normal_name(entry.filename) for entry in entries}
    if len(names) < len(entries) or any(map(_is_odd, entries)):
        raise UnsuitableFileError(FileProblem.DAMAGED)


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    """Return whether it leads out of the package, is a link, or is packed in an odd way."""
    name = entry.orig_filename.replace("\\", "/")
    return (
        stat.S_ISLNK(entry.external_attr >> 16)
        or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        # Some programs write an entry for the root itself.
        or (name.startswith("/") and name != "/")
        or ".." in name.split("/")
        or any(character in ":\0" for character in name)
    )


def _check_entries(data: bytes, package: zipfile.ZipFile) -> None:
    """Check that the entries are what the directory says, one after the other."""
    end = 0
    for entry in sorted(package.infolist(), key=lambda entry: entry.header_offset):
        # Overlapping entries unpack the same bytes again and again.
        if entry.header_offset < end:
            raise UnsuitableFileError(FileProblem.BOMB)
        # Something before the first would be another file to other readers.
        start = _start(data, entry)
        if end == 0 < entry.header_offset:
            raise UnsuitableFileError(FileProblem.DAMAGED)
        end = start + entry.compress_size
        if end > package.start_dir:
            raise UnsuitableFileError(FileProblem.DAMAGED)
        _check_size(entry, memoryview(data)[start:end])


def _start(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Return where the packed bytes begin, after a header that repeats the directory."""
    offset = entry.header_offset
    magic, _, flags, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, offset)
    begin = offset + _LOCAL_HEADER.size
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8_NAME else "cp437")
    if flags & _ENCRYPTED_FLAGS:
        raise UnsuitableFileError(FileProblem.ENCRYPTED)
    if magic != _ZIP or data[begin : begin + name_length] != name:
        raise UnsuitableFileError(FileProblem.DAMAGED)
    return int(begin + name_length + extra_length)


def _check_size(entry: zipfile.ZipInfo, packed: memoryview) -> None:
    """Unpack without keeping, and stop where the entry turns out larger than it claims."""
    size = checksum = 0
    deflated = zlib.decompressobj(-zlib.MAX_WBITS)
    is_deflated = entry.compress_type == zipfile.ZIP_DEFLATED
    for position in range(0, len(packed), _PIECE):
        piece: bytes | memoryview = packed[position : position + _PIECE]
        if is_deflated:
            piece = deflated.decompress(piece, entry.file_size - size + 1)
        size += len(piece)
        if size > entry.file_size:
            raise UnsuitableFileError(FileProblem.BOMB)
        checksum = zlib.crc32(piece, checksum)
    complete = not is_deflated or (deflated.eof and not deflated.unused_data)
    if not complete or (size, checksum) != (entry.file_size, entry.CRC):
        raise UnsuitableFileError(FileProblem.DAMAGED)


# --- office documents

_MANIFEST = "META-INF/manifest.xml"
_MACRO_TYPES = (b"macroenabled", b"vbaproject")
# Without a library in them, these list nothing; each office program writes them.
_BASIC_INDEX = re.compile(r"basic/(?:[^/]+/)?(?:script|dialog)-l[bc]\.xml")
_MACRO_FOLDERS = ("basic/", "scripts/")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[\]]*>")
_BASIC_CONTENT = re.compile(
    rb"<!|\0|<(?:[\w.-]+:)?element\b|\bhref\b|\blink\s*=\s*[\"']true", re.IGNORECASE
)


def _kind_of_package(package: zipfile.ZipFile) -> FileKind:
    parts = OfficeParts(package)
    mimetype = _index(package, parts, "mimetype") if "mimetype" in parts else None
    if mimetype is None and CONTENT_TYPES in parts:
        return _check_docx(package, parts)
    if mimetype == FileKind.ODT.media_type.encode() and CONTENT_TYPES not in parts:
        return _check_odt(package, parts)
    raise UnsuitableFileError(FileProblem.WRONG_KIND)


def _check_docx(package: zipfile.ZipFile, parts: OfficeParts) -> FileKind:
    types = _index(package, parts, CONTENT_TYPES)
    if any(word in types.lower() for word in _MACRO_TYPES) or any(
        name.endswith("vbaproject.bin") for name in parts
    ):
        raise UnsuitableFileError(FileProblem.MACROS)
    is_word = any(name.startswith("word/") for name in parts)
    if WORD_MAIN.encode() not in types and (b".main+xml" in types or not is_word):
        raise UnsuitableFileError(FileProblem.WRONG_KIND)
    # Comments and entities could say something else than the bytes seem to.
    if WORD_MAIN.encode() not in types or b"<!" in types or b"&#" in types:
        raise UnsuitableFileError(FileProblem.DAMAGED)
    if parts.main() is None:
        raise UnsuitableFileError(FileProblem.DAMAGED)
    return FileKind.DOCX


def _check_odt(package: zipfile.ZipFile, parts: OfficeParts) -> FileKind:
    if _MANIFEST not in parts:
        raise UnsuitableFileError(FileProblem.DAMAGED)
    if b"encryption-data" in _index(package, parts, _MANIFEST):
        raise UnsuitableFileError(FileProblem.ENCRYPTED)
    if "content.xml" not in parts:
        raise UnsuitableFileError(FileProblem.DAMAGED)
    if any(_is_macro(package, parts, name) for name in parts):
        raise UnsuitableFileError(FileProblem.MACROS)
    return FileKind.ODT


def _is_macro(package: zipfile.ZipFile, parts: OfficeParts, name: str) -> bool:
    """Return whether it is one, or may list one; an empty library is none."""
    if not name.startswith(_MACRO_FOLDERS) or name.endswith("/"):
        return False
    if not _BASIC_INDEX.fullmatch(name):
        return True
    listed = _DOCTYPE.sub(b"", _index(package, parts, name), count=1)
    return _BASIC_CONTENT.search(listed) is not None


def _index(package: zipfile.ZipFile, parts: OfficeParts, name: str) -> bytes:
    """Return the short part that says what the others are."""
    if package.getinfo(parts.entry(name)).file_size > LARGEST_INDEX:
        raise UnsuitableFileError(FileProblem.DAMAGED)
    return parts.index(name).strip()


# --- names

_NAMELESS = "Dokument"
_EXTENSION = re.compile(
    r"\.(pdf|docx?|docm|dotx?|odt|ott|rtf|txt|html?|exe|com|bat|cmd|scr|js|vbs|lnk|zip)\s*\.*$",
    re.IGNORECASE,
)
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_EDGES = " .-~_"


def safe_name(name: str, kind: FileKind) -> str:
    """Return a harmless name to show and to offer, with the extension that fits."""
    last = re.split(r"[/\\]", name)[-1]
    kept = (
        " " if character.isspace() else character
        for character in last
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    stem = unicodedata.normalize("NFC", re.sub(r'[<>:"|?*]', "_", "".join(kept)))
    stem = " ".join(stem.split()).rstrip(_EDGES)
    while (shorter := _EXTENSION.sub("", stem).rstrip(_EDGES)) != stem:
        stem = shorter
    stem = stem.lstrip(_EDGES)[: MAX_NAME_LENGTH - len(kind.extension)].strip(_EDGES) or _NAMELESS
    if _DEVICE.fullmatch(stem):
        stem = f"{_NAMELESS} {stem}"
    return stem + kind.extension
