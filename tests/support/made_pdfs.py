"""Makes PDFs object by object, as programs write them and as nobody should."""

import io
import zlib
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

from tests.support.made_files import pdf, pdf_file, pdf_page, pdf_stream, pdf_text

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def one_page(
    content: bytes,
    *more: bytes,
    font: bytes = FONT,
    resources: str = "/Font << /F1 3 0 R >>",
    page: str = "",
    catalog: bytes = CATALOG,
    trailer: str = "",
) -> bytes:
    """`content` is object 5, a stream; `more` are objects from 6 on."""
    leaf = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page}"
        f" /Resources << {resources} >> /Contents 5 0 R >>"
    )
    tree = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    return pdf_file([catalog, tree, font, leaf.encode(), content, *more], trailer)


def drawn(text: str) -> bytes:
    return one_page(pdf_text(text))


def packed(content: bytes, more: str = "/Filter /FlateDecode ") -> bytes:
    return pdf_stream(zlib.compress(content, 9), more)


def tree_of(*nodes: bytes) -> bytes:
    """Objects from 2 on; the second is the root of the pages."""
    return pdf_file([CATALOG, *nodes])


def with_unicode_map(cmap: bytes, codes: bytes) -> bytes:
    """Shows the codes, two bytes each, in a font that only its map explains."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R"
        b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
    )
    shown = b"BT /F1 12 Tf 50 700 Td <" + codes.hex().encode() + b"> Tj ET"
    return one_page(pdf_stream(shown), pdf_stream(cmap), font=font)


def cmap(lines: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + lines + b"\nendcmap end end"
    )


def unicode_map(text: str) -> tuple[bytes, bytes]:
    """A map, and the codes that say the text by it."""
    letters = sorted(set(text))
    lines = "".join(
        f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>\n"
        for code, letter in enumerate(letters, start=1)
    )
    codes = b"".join((letters.index(letter) + 1).to_bytes(2, "big") for letter in text)
    return cmap(f"{len(letters)} beginbfchar\n{lines}endbfchar".encode()), codes


def with_streamed_index(text: str, *, size: int | None = None, widths: str = "[1 4 2]") -> bytes:
    """All objects but the page's content are packed into one; the index is a stream."""
    inner = [CATALOG, b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>", FONT, pdf_page(5)]
    head, body = "", b""
    for number, content in enumerate(inner, start=1):
        head += f"{number} {len(body)} "
        body += content + b"\n"
    file = bytearray(b"%PDF-1.7\n")
    where = {5: len(file)}
    file += b"5 0 obj\n" + pdf_text(text) + b"\nendobj\n"
    where[6] = len(file)
    kind = f"/Type /ObjStm /N {len(inner)} /First {len(head)} /Filter /FlateDecode "
    file += b"6 0 obj\n" + packed(head.encode() + body, kind) + b"\nendobj\n"
    where[7] = len(file)
    rows = [bytes([0, 0, 0, 0, 0, 255, 255])]
    rows += [b"\x02" + (6).to_bytes(4, "big") + n.to_bytes(2, "big") for n in range(4)]
    rows += [b"\x01" + where[n].to_bytes(4, "big") + b"\0\0" for n in (5, 6, 7)]
    about = f"/Type /XRef /Size {size or 8} /W {widths} /Root 1 0 R /Filter /FlateDecode "
    file += b"7 0 obj\n" + packed(b"".join(rows), about) + b"\nendobj\n"
    return bytes(file) + f"startxref\n{where[7]}\n%%EOF\n".encode()


def locked(password: str, algorithm: str = "AES-256", text: str = "Leitlinien Bonn") -> bytes:
    """For whoever knows the password; the empty one opens it to everybody."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(text))))
    writer.encrypt(password, "the owner's", algorithm=algorithm)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def image_only(count: int) -> bytes:
    """A scan: a picture on each page."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(count))
    image = pdf_stream(
        bytes(300),
        "/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 "
        "/ColorSpace /DeviceRGB ",
    )
    leaf = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
        b" /Resources << /XObject << /I 3 0 R >> >> /Contents %d 0 R >>" % (4 + count)
    )
    tree = f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode()
    return tree_of(tree, image, *[leaf] * count, pdf_stream(b"q 595 0 0 842 0 0 cm /I Do Q"))


def nested_forms(depth: int, *, each: int = 1) -> bytes:
    """Every form shows the next `each` times; the last one has the text."""
    forms = [
        pdf_stream(
            b"/X Do " * each,
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
            f" /Resources << /XObject << /X {7 + n} 0 R >> >> ",
        )
        for n in range(depth)
    ]
    shown = b"BT /F1 12 Tf 50 700 Td (Leitlinien Bonn) Tj ET"
    last = pdf_stream(
        shown,
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> ",
    )
    first = pdf_stream(b"/X Do")
    return one_page(first, *forms, last, resources="/XObject << /X 6 0 R >>")


def updated(data: bytes, number: int, content: bytes) -> bytes:
    """With another version of the object at its end, as editors save."""
    before = data[data.rindex(b"startxref") :].split()[1].decode()
    at = len(data)
    data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    index = len(data)
    data += f"xref\n{number} 1\n{at:010} 00000 n \n".encode()
    data += f"trailer\n<< /Size 9 /Root 1 0 R /Prev {before} >>\n".encode()
    return data + f"startxref\n{index}\n%%EOF\n".encode()


def flipped(data: bytes, positions: Sequence[int]) -> bytes:
    changed = bytearray(data)
    for position in positions:
        changed[position % len(data)] ^= 1 << position % 8
    return bytes(changed)
