"""Makes documents that are in order, and zip files byte by byte."""

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from commands.language.files import FileKind

# --- documents in order


def pdf(text: str = "") -> bytes:
    """Lines are shown as such; a form feed begins a new page."""
    pages = text.split("\f")
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        objects += [pdf_page(5 + 2 * number), pdf_text(page)]
    return pdf_file(objects)


def pdf_page(contents: int, *, resources: str = "/Font << /F1 3 0 R >>") -> bytes:
    return (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
        f" /Resources << {resources} >> /Contents {contents} 0 R >>"
    ).encode()


def pdf_text(page: str) -> bytes:
    """A stream that shows the lines."""
    drawing = b"BT /F1 12 Tf 14 TL 50 790 Td\n"
    for line in page.splitlines():
        shown = line.encode("cp1252", errors="replace")
        for special in (b"\\", b"(", b")"):
            shown = shown.replace(special, b"\\" + special)
        drawing += b"(" + shown + b") Tj T*\n"
    return pdf_stream(drawing + b"ET")


def pdf_stream(content: bytes, more: str = "") -> bytes:
    return f"<< /Length {len(content)} {more}>>\nstream\n".encode() + content + b"\nendstream"


def pdf_file(objects: Sequence[bytes], more: str = "") -> bytes:
    """Numbered from 1, which is the catalog; `more` stands in the trailer."""
    file = io.BytesIO()
    file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    table = "0000000000 65535 f \n"
    for number, content in enumerate(objects, start=1):
        table += f"{file.tell():010} 00000 n \n"
        file.write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
    count = len(objects) + 1
    ending = (
        f"xref\n0 {count}\n{table}trailer\n<< /Size {count} /Root 1 0 R {more}>>\n"
        f"startxref\n{file.tell()}\n%%EOF\n"
    )
    file.write(ending.encode())
    return file.getvalue()


def docx(text: str = "") -> bytes:
    return archive(docx_entries(text))


def odt(text: str = "") -> bytes:
    return archive(odt_entries(text))


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPC = "http://schemas.openxmlformats.org/package/2006"
_OOXML = "http://schemas.openxmlformats.org/{}/2006"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def content_types(main: str = _WORD_MAIN, part: str = "/word/document.xml") -> str:
    return (
        f'{_XML}<Types xmlns="{_OPC}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="{part}" ContentType="{main}"/></Types>'
    )


def docx_entries(text: str = "", types: str | None = None) -> list["Entry"]:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.splitlines() or [""]
    )
    relation = _OOXML.format("officeDocument")
    return [
        entry("[Content_Types].xml", content_types() if types is None else types),
        entry(
            "_rels/.rels",
            f'{_XML}<Relationships xmlns="{_OPC}/relationships"><Relationship Id="rId1"'
            f' Type="{relation}/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        ),
        entry(
            "word/document.xml",
            f'{_XML}<w:document xmlns:w="{_OOXML.format("wordprocessingml")}/main">'
            f"<w:body>{paragraphs}</w:body></w:document>",
        ),
    ]


def odt_entries(
    text: str = "", mimetype: str = FileKind.ODT.media_type, encrypted: str = ""
) -> list["Entry"]:
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.splitlines())
    return [
        entry("mimetype", mimetype, stored=True),
        entry(
            "content.xml",
            f'{_XML}<office:document-content xmlns:office="{_OASIS}:office:1.0"'
            f' xmlns:text="{_OASIS}:text:1.0" office:version="1.3"><office:body><office:text>'
            f"{paragraphs}</office:text></office:body></office:document-content>",
        ),
        entry(
            "META-INF/manifest.xml",
            f'{_XML}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0"'
            ' manifest:version="1.3"><manifest:file-entry manifest:full-path="/"'
            f' manifest:media-type="{mimetype}"/><manifest:file-entry'
            f' manifest:full-path="content.xml" manifest:media-type="text/xml">{encrypted}'
            "</manifest:file-entry></manifest:manifest>",
        ),
    ]


# --- zip files, byte by byte


@dataclass(frozen=True)
class Entry:
    name: bytes
    packed: bytes
    size: int
    checksum: int
    method: int = 8
    flags: int = 0
    mode: int = 0

    def local(self) -> bytes:
        head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, *self._middle(), len(self.name), 0)
        return head + self.name

    def central(self, offset: int) -> bytes:
        rest = (len(self.name), 0, 0, 0, 0, self.mode << 16, offset)
        head = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, *self._middle(), *rest)
        return head + self.name

    def _middle(self) -> tuple[int, ...]:
        return self.flags, self.method, 0, 33, self.checksum, len(self.packed), self.size


def entry(name: str, content: str | bytes = b"", *, stored: bool = False) -> Entry:
    data = content.encode() if isinstance(content, str) else content
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = data if stored else deflate.compress(data) + deflate.flush()
    return Entry(name.encode(), packed, len(data), zlib.crc32(data), 0 if stored else 8)


def archive(entries: Sequence[Entry], comment: bytes = b"", prefix: bytes = b"") -> bytes:
    offsets, body = [], bytearray(prefix)
    for one in entries:
        offsets.append(len(body))
        body += one.local() + one.packed
    return with_directory(bytes(body), entries, offsets, comment)


def with_directory(
    body: bytes, entries: Sequence[Entry], offsets: Sequence[int], comment: bytes = b""
) -> bytes:
    directory = b"".join(one.central(at) for one, at in zip(entries, offsets, strict=True))
    count = len(entries) & 0xFFFF
    sizes = (0, 0, count, count, len(directory), len(body), len(comment))
    return body + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", *sizes) + comment
