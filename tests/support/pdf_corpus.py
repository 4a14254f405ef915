"""PDFs that are in order, broken and hostile."""

import zlib
from functools import partial

from tests.support.corpus_case import ANY, BONN, LIMITED, LOST, Case
from tests.support.made_files import pdf, pdf_file, pdf_page, pdf_stream, pdf_text
from tests.support.made_pdfs import (
    CATALOG,
    FONT,
    cmap,
    drawn,
    flipped,
    image_only,
    locked,
    nested_forms,
    one_page,
    packed,
    tree_of,
    unicode_map,
    updated,
    with_streamed_index,
    with_unicode_map,
)

SHOWN = pdf_text("Leitlinien Bonn")
_TREE = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
_ROTATED = b"BT /F1 12 Tf 0 1 -1 0 300 50 Tm (Leitlinien Bonn) Tj ET"
_DIFFERENCES = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding"
    b" << /Differences [1 /B /udieresis /r /g /e /germandbls] >> >>"
)
_INLINE = (
    b"BI /W 2 /H 2 /BPC 8 /CS /G ID \xff\x00(\xfe EI\n"
    b"BT /F1 12 Tf 50 700 Td (Leitlinien Bonn) Tj ET"
)
_SCRIPT = (
    b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"
)


def _parts() -> bytes:
    """The content is divided in the middle of a text object."""
    first, second = pdf_stream(b"BT /F1 12 Tf 50 700 Td"), pdf_stream(b"(Leitlinien Bonn) Tj ET")
    leaf = (
        b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >>"
        b" /Contents [5 0 R 6 0 R] >>"
    )
    return pdf_file([CATALOG, _TREE, FONT, leaf, first, second])


def _inherited(parent: bytes = b"/Parent 2 0 R") -> bytes:
    tree = b"<< /Type /Pages /Kids [4 0 R] /Count 1 /Resources << /Font << /F1 3 0 R >> >> >>"
    leaf = b"<< /Type /Page " + parent + b" /Contents 5 0 R >>"
    return pdf_file([CATALOG, tree, FONT, leaf, SHOWN])


def _chained() -> bytes:
    content = zlib.compress(b"BT /F1 12 Tf 50 700 Td (Leitlinien Bonn) Tj ET").hex().encode() + b">"
    return one_page(pdf_stream(content, "/Filter [/ASCIIHexDecode /FlateDecode] "))


GOOD = {
    "several pages": Case(lambda: pdf("Größe, Maß\fÄÖÜ äöü ß €"), ("Größe, Maß", "ÄÖÜ äöü ß €")),
    "empty pages between": Case(lambda: pdf("Eins\f\fDrei"), ("Eins", "", "Drei")),
    "a map to Unicode": Case(
        lambda: with_unicode_map(*unicode_map("Bürgergespräch")), ("Bürgergespräch",)
    ),
    "a packed index and packed objects": Case(lambda: with_streamed_index("Leitlinien Bonn"), BONN),
    "a page that lies on its side": Case(lambda: one_page(SHOWN, page="/Rotate 90"), BONN),
    "text that stands upright": Case(lambda: one_page(pdf_stream(_ROTATED)), BONN),
    "a form": Case(lambda: nested_forms(0), BONN),
    "a form in a form": Case(lambda: nested_forms(3), BONN),
    "inherited resources": Case(_inherited, BONN),
    "inherited resources, and no way back": Case(lambda: _inherited(b""), BONN),
    "content in two parts": Case(_parts, BONN),
    "filters in a row": Case(_chained, BONN),
    "packed content": Case(
        lambda: one_page(packed(b"BT /F1 12 Tf 50 700 Td (Leitlinien Bonn) Tj ET")), BONN
    ),
    "letters by their names": Case(
        lambda: one_page(
            pdf_stream(b"BT /F1 12 Tf 50 700 Td (\\001\\002\\003\\004\\005\\003\\006) Tj ET"),
            font=_DIFFERENCES,
        ),
        ("Bürgerß",),
    ),
    "a picture before the text": Case(lambda: one_page(pdf_stream(_INLINE)), BONN),
    "changed and saved": Case(lambda: updated(drawn("Bonn"), 5, pdf_text("Leitlinien Bonn")), BONN),
    "words divided": Case(
        lambda: drawn("Die Bürger-\nbeteiligung der Kinder-\nund Jugend, EU-\nweit, Ost-\nWest."),
        ("Die Bürgerbeteiligung der Kinder- und Jugend, EU-weit, Ost-West.",),
    ),
    "ligatures and soft hyphens": Case(
        lambda: with_unicode_map(*unicode_map("\ufb02iegen, o\ufb03ziell, Be\u00adteiligung")),
        ("fliegen, offiziell, Beteiligung",),
    ),
    "umlauts in two parts": Case(
        lambda: with_unicode_map(*unicode_map("Bu\u0308rger")), ("Bürger",)
    ),
    "a script": Case(lambda: one_page(SHOWN, catalog=_SCRIPT), BONN),
    "the size of the paper missing": Case(
        lambda: drawn("Leitlinien Bonn").replace(b"/MediaBox [0 0 595 842]", b" " * 23), BONN
    ),
    "something after its end": Case(lambda: drawn("Leitlinien Bonn") + b"\0" * 500, BONN),
    "something before its beginning": Case(
        lambda: b"\xef\xbb\xbf\n" + drawn("Leitlinien Bonn"), BONN
    ),
    "no password needed, AES-256": Case(lambda: locked(""), BONN),
    "no password needed, AES-128": Case(lambda: locked("", "AES-128"), BONN),
    "no password needed, RC4-128": Case(lambda: locked("", "RC4-128"), BONN),
    "no password needed, RC4-40": Case(lambda: locked("", "RC4-40"), BONN),
    "a password, AES-256": Case(lambda: locked("geheim"), (), ("PASSWORD",)),
    "a password, AES-128": Case(lambda: locked("geheim", "AES-128"), (), ("PASSWORD",)),
    "a password, RC4-40": Case(lambda: locked("geheim", "RC4-40"), (), ("PASSWORD",)),
    "pictures only": Case(lambda: image_only(3), ("", "", ""), ("PICTURES",)),
    "blank": Case(lambda: pdf("\f"), ("", ""), ("PICTURES",)),
    "control characters": Case(lambda: drawn("Leit\x01linien\x7f Bonn"), None, (None,)),
}


def _looped_index() -> bytes:
    data = drawn("Leitlinien Bonn")
    at = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def _looped_tree(kids: bytes) -> bytes:
    tree = b"<< /Type /Pages /Kids [" + kids + b"] /Count 3 >>"
    return tree_of(tree, FONT, pdf_page(5), SHOWN)


def _deep_tree(depth: int) -> bytes:
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(depth)]
    return tree_of(*nodes, b"<< /Type /Page >>")


def _wide_tree() -> bytes:
    """Ten times ten times ten … nodes, and no page among them."""
    nodes = [
        b"<< /Type /Pages /Kids [" + b"%d 0 R " % (n + 3) * 10 + b"] /Count 1 >>" for n in range(40)
    ]
    return tree_of(*nodes, b"<< /Type /Pages /Kids [] /Count 0 >>")


def _pages(count: int) -> bytes:
    kids = b"5 0 R " * count
    tree = b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count
    return tree_of(tree, FONT, SHOWN, pdf_page(4))


def _separate_pages(count: int) -> bytes:
    kids = b"".join(b"%d 0 R " % (5 + n) for n in range(count))
    tree = b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count
    return tree_of(tree, FONT, SHOWN, *[pdf_page(4)] * count)


def _bomb(megabytes: int, filters: int = 1) -> bytes:
    squeezed = zlib.compressobj(9)
    packed = b"".join(squeezed.compress(b" " * 2**20) for _ in range(megabytes)) + squeezed.flush()
    for _ in range(filters - 1):
        packed = zlib.compress(packed, 9)
    return one_page(pdf_stream(packed, f"/Filter [{'/FlateDecode ' * filters}] "))


def _text_bomb() -> bytes:
    shown = b"BT /F1 12 Tf 50 700 Td " + b"(Leitlinien Bonn ) Tj T*\n" * 400_000 + b"ET"
    return one_page(packed(shown))


def _endless() -> bytes:
    """Make three pages, of which the second shows one form 100,000 times: hours on any machine."""
    form = packed(
        b"BT /F1 12 Tf " + b"1 0 0 1 0 0 Tm (a) Tj 0 0 m 1 1 l S\n" * 2_000 + b"ET",
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
        " /Resources << /Font << /F1 3 0 R >> >> /Filter /FlateDecode ",
    )
    tree = b"<< /Type /Pages /Kids [4 0 R 6 0 R 4 0 R] /Count 3 >>"
    shows = pdf_page(7, resources="/XObject << /X 8 0 R >>")
    return pdf_file(
        [CATALOG, tree, FONT, pdf_page(5), SHOWN, shows, packed(b"/X Do " * 100_000), form]
    )


def _cut(tenth: int) -> bytes:
    data = pdf("Eins\fZwei\fDrei")
    return data[: len(data) * tenth // 10]


def _turned(step: int) -> bytes:
    return flipped(pdf("Eins\fZwei"), range(17, 1200, step))


HOSTILE = {
    "nothing but its name": Case(lambda: b"%PDF-1.7\n", (), LOST),
    "noise": Case(lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100, (), LOST),
    "an index that leads to itself": Case(_looped_index, None, ANY),
    "a tree that leads to itself": Case(
        lambda: _looped_tree(b"2 0 R 4 0 R 2 0 R"), None, ("PARTLY",)
    ),
    "kids that are none": Case(
        lambda: _looped_tree(b"null 4 0 R 17 (a) 99 0 R 5 0 R"), None, ("PARTLY",)
    ),
    "a tree 10,000 deep": Case(lambda: _deep_tree(10_000), ("",), LOST),
    "a tree without an end": Case(_wide_tree, None, ("TOO_LONG",)),
    "no tree": Case(lambda: pdf_file([b"<< /Type /Catalog >>"]), (), LOST),
    "no pages": Case(lambda: tree_of(b"<< /Type /Pages /Kids [] /Count 5 >>"), (), LOST),
    "pages that are a number": Case(lambda: tree_of(b"17"), None, LOST),
    "a catalog that is a page": Case(lambda: tree_of(b"1 0 R"), None, ANY),
    "100,000 pages that are one": Case(
        lambda: _pages(99_999), BONN * 1000, ("TOO_LONG",), heavy=True
    ),
    "100,000 pages": Case(lambda: _separate_pages(100_000), None, LIMITED, heavy=True),
    "1,001 pages": Case(lambda: _separate_pages(1001), BONN * 1000, ("TOO_LONG",)),
    "a length of a terabyte": Case(
        lambda: drawn("Leitlinien Bonn").replace(b"/Length 6", b"/Length 999999999996"), None, ANY
    ),
    "a length below nothing": Case(
        lambda: drawn("Leitlinien Bonn").replace(b"/Length ", b"/Length -"), None, ANY
    ),
    "a length that leads to itself": Case(
        lambda: one_page(SHOWN.replace(b"/Length ", b"/Length 5 0 R %")), None, ANY
    ),
    "a page that unpacks to 50 MB": Case(lambda: _bomb(50), None, ANY, heavy=True),
    "a page that unpacks to 1 GB": Case(
        lambda: _bomb(1000), None, (*LIMITED, "PICTURES"), heavy=True
    ),
    "a page packed three times": Case(
        lambda: _bomb(1000, 3), None, (*LIMITED, "PICTURES"), heavy=True
    ),
    "a thousand filters": Case(
        lambda: one_page(pdf_stream(b"a", f"/Filter [{'/ASCIIHexDecode ' * 1000}] ")), None, ANY
    ),
    "arrays in arrays": Case(lambda: one_page(pdf_stream(b"[" * 100_000 + b"] TJ")), None, ANY),
    "an object of arrays in arrays": Case(
        lambda: one_page(SHOWN, page="/X " + "[" * 50_000 + "]" * 50_000), None, ANY
    ),
    "dictionaries in dictionaries": Case(
        lambda: one_page(SHOWN, page="/X " + "<</X" * 50_000 + " 1 " + ">>" * 50_000),
        None,
        ANY,
        heavy=True,
    ),
    "a form that shows itself": Case(
        lambda: nested_forms(1).replace(b"/X 7 0 R", b"/X 6 0 R"), None, ANY
    ),
    "forms that show the next ten times": Case(
        lambda: nested_forms(12, each=10), None, ANY, heavy=True
    ),
    "forms 3,000 deep": Case(lambda: nested_forms(3_000), None, ANY),
    "a map of four billion letters": Case(
        lambda: with_unicode_map(
            cmap(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"), b"\0A"
        ),
        None,
        ANY,
    ),
    "a map that is noise": Case(
        lambda: with_unicode_map(bytes(range(256)) * 50, b"\0A"), None, ANY
    ),
    "a map that is its own font": Case(
        lambda: one_page(SHOWN, font=FONT[:-2] + b"/ToUnicode 3 0 R >>"), None, ANY
    ),
    "no font": Case(lambda: one_page(SHOWN, font=b"null"), None, ANY),
    "a font that is a number": Case(lambda: one_page(SHOWN, font=b"17"), None, ANY),
    "an encoding nobody knows": Case(
        lambda: one_page(SHOWN, font=FONT.replace(b"WinAnsi", b"Klingon")), None, ANY
    ),
    "a state saved a million times": Case(lambda: one_page(packed(b"q " * 1_000_000)), None, ANY),
    "numbers of 100,000 digits": Case(
        lambda: one_page(pdf_stream(b"BT /F1 " + b"9" * 100_000 + b" Tf (a) Tj ET")), None, ANY
    ),
    "ten megabytes of text": Case(_text_bomb, None, LIMITED, heavy=True),
    "a page that takes very long": Case(_endless, None, ANY, heavy=True),
    "an index of a billion": Case(lambda: with_streamed_index("a", size=10**9), None, ANY),
    "an index of wide numbers": Case(
        lambda: with_streamed_index("a", widths="[9999 99999999 9999]"), None, ANY
    ),
    "packed objects that are a billion": Case(
        lambda: with_streamed_index("a").replace(b"/N 4", b"/N 999999999"), None, ANY
    ),
    "a picture in rows of a billion": Case(
        lambda: one_page(
            packed(
                b"a" * 99,
                "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 999999999 >> ",
            )
        ),
        None,
        ANY,
    ),
    "a lock that is none": Case(
        lambda: one_page(SHOWN, trailer="/Encrypt 17 "), None, ("BROKEN", "PASSWORD")
    ),
    "a lock of another kind": Case(
        lambda: one_page(SHOWN, trailer="/Encrypt << /Filter /Adobe.PubSec /V 4 >> "),
        (),
        ("PASSWORD",),
    ),
    "a lock that is noise": Case(
        lambda: one_page(
            SHOWN, trailer="/Encrypt << /Filter /Standard /V 5 /R 6 /O (a) /U (b) /P 1 >> "
        ),
        None,
        ("BROKEN", "PASSWORD"),
    ),
    **{
        f"cut off after {tenth} tenths": Case(partial(_cut, tenth), None, ANY)
        for tenth in range(1, 10)
    },
    **{
        f"bits turned over, {step} apart": Case(partial(_turned, step), None, ANY)
        for step in (31, 97, 301)
    },
}
