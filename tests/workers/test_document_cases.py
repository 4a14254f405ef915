"""Documents from the field: what opens in its usual program is taken, and its text is found."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from bot.sandbox.text.cleaning import cleaned
from commands.collection.texts import documents as texts
from commands.language.files import FileKind, FileProblem, UnsuitableFileError, recognise
from storage.collection.document_texts import DocumentText
from tests.support.made_files import (
    Entry,
    archive,
    content_types,
    docx,
    docx_entries,
    entry,
    odt_entries,
    pdf,
    pdf_file,
    pdf_page,
    pdf_stream,
)
from tests.support.office_corpus import notes, open_text, p, said, word
from tests.support.say import NOW

CASES = Path(__file__).parent / "cases"
PDF = "Leitlinien mit Wegweiserwort"


def read(data: bytes) -> tuple[FileKind, str, str | None]:
    """Return the kind, the text of all pages, and what is wrong."""
    kind = recognise(data)
    target = io.BytesIO()
    import_module(f"bot.sandbox.text.{kind.name.lower()}").read(io.BytesIO(data), target)
    *pages, end = map(json.loads, target.getvalue().splitlines())
    return kind, " ".join(page["text"] for page in pages), end["end"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("40-word-online-document2.docx", "Leitlinien aus dem Browser: Wegweiserwort", None),
        ("41-backslash-entries.docx", "Leitlinien mit Rückstrichen: Wegweiserwort", None),
        ("42-altchunk-only.docx", "", "EMBEDDED"),
        ("43-text-box.docx", "Vorher Kastenwort nachher", None),
        ("44-main-part-named-otherwise.docx", "Hauptteil heißt anders: Wegweiserwort", None),
        ("46-trailing-nulls.pdf", PDF, None),
        ("47-trailing-html.pdf", PDF, None),
        ("48-multipart-head.pdf", PDF, None),
        ("49-eof-on-one-line.pdf", PDF, None),
        ("49b-eof-cut.pdf", PDF, None),
        ("49c-double-eof.pdf", PDF, None),
        ("50-letter-spacing.pdf", "Wegweiserwort gesperrt Wegweiser", None),
        (
            "51-tracked-and-ruby.odt",
            "Vorher Bürger Wegweiserwort Kastenwort Alternativwort Zelle1 Zelle2",
            None,
        ),
        ("52-empty-basic-folder.odt", "Ohne Makros: Wegweiserwort", None),
        ("53-root-entry.odt", "Wegweiserwort", None),
    ],
)
@pytest.mark.filterwarnings("ignore::pypdf.errors.PdfReadWarning")
def test_a_document_from_the_field_is_read(name: str, text: str, problem: str | None) -> None:
    kind, found, wrong = read((CASES / name).read_bytes())
    assert (kind.extension, found, wrong) == (Path(name).suffix, text, problem)


# --- more of the same kinds


def renamed(change: Callable[[str], str], entries: list[Entry]) -> bytes:
    return archive([replace(one, name=change(one.name.decode()).encode()) for one in entries])


def related(*entries: Entry, target: str, types: str | None = None) -> bytes:
    """A DOCX whose main part is the first of the entries, by its relationship alone."""
    relationship = (
        '<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">'
        "<r:Relationship Id='a' Target='thumbnail.jpeg' Type='x/metadata/thumbnail'/>"
        f"<r:Relationship Target = '{target}' Id='b'"
        " Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument'/>"
        "</r:Relationships>"
    )
    default = content_types().replace("Override PartName", "Default Extension")
    head = entry("[Content_Types].xml", types or default)
    return archive([head, entry("_rels/.rels", relationship), *entries])


def main_part(name: str, text: str = "Leitlinien Bonn") -> Entry:
    return replace(docx_entries(text)[-1], name=name.encode())


def footnoted() -> bytes:
    """A main part in a folder of its own, whose notes it names itself."""
    body = p(said("Text"), '<w:r><w:footnoteReference w:id="1"/></w:r>')
    with_note = word(body, notes("footnote", "Fußnote"))
    relationship = (
        "<Relationships><Relationship Id='a' Target='/teile/noten.xml' Type='x/footnotes'/>"
        "</Relationships>"
    )
    return rebuilt(
        with_note,
        {"word/document.xml": "teile/text.xml", "word/footnotes.xml": "teile/noten.xml"},
        entry("teile/_rels/text.xml.rels", relationship),
    )


def rebuilt(package: bytes, names: dict[str, str], *more: Entry) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as found:
        parts = [entry(names[n], found.read(n)) for n in found.namelist() if n in names]
    return related(*parts, *more, target="teile/text.xml")


OFFICE: dict[str, tuple[Callable[[], bytes], str, str | None]] = {
    "all names with backslashes": (
        lambda: renamed(lambda name: name.replace("/", "\\"), docx_entries("Bonn")),
        "Bonn",
        None,
    ),
    "an ODT with backslashes": (
        lambda: renamed(lambda name: name.replace("/", "\\"), odt_entries("Bonn")),
        "Bonn",
        None,
    ),
    "a main part in no folder": (
        lambda: related(main_part("haupt.xml"), entry("word/a"), target="/haupt.xml"),
        "Leitlinien Bonn",
        None,
    ),
    "a main part with a blank in its name": (
        lambda: related(main_part("word/der text.xml"), target="./word/der%20text.xml"),
        "Leitlinien Bonn",
        None,
    ),
    "a main part that only its type names": (
        lambda: archive(
            [
                entry("[Content_Types].xml", content_types(part="/word/Haupt.xml")),
                main_part("word/haupt.xml"),
            ]
        ),
        "Leitlinien Bonn",
        None,
    ),
    "another document beside the main part": (
        lambda: related(
            main_part("word/document.xml", "Entwurf"), main_part("word/x.xml"), target="word/x.xml"
        ),
        "Leitlinien Bonn",
        None,
    ),
    "notes that the main part names": (footnoted, "Text (Fußnote)", None),
    "an altChunk beside text": (
        lambda: word(p(said("Leitlinien")) + '<w:altChunk w:id="a"/>'),
        "Leitlinien",
        "EMBEDDED",
    ),
    "a document of parts": (lambda: word(p('<w:subDoc w:id="a"/>')), "", "EMBEDDED"),
    "a text box of old": (
        lambda: word(p(said("Wort"), f"<w:txbxContent>{p(said('Kasten'))}</w:txbxContent>")),
        "Wort Kasten",
        None,
    ),
    "a paragraph end that was deleted": (
        lambda: word(
            p('<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>', said("Bür"))
            + p('<w:pPr><w:rPr><w:ins w:id="2"/></w:rPr></w:pPr>', said("ger"))
            + p(said("rat"))
        ),
        "Bürger rat",
        None,
    ),
    "words with how they are spoken": (
        lambda: word(
            p(
                said("Bür"),
                f"<w:r><w:ruby><w:rt>{said('laut')}</w:rt><w:rubyBase>{said('ger')}</w:rubyBase>"
                "</w:ruby></w:r>",
                said("rat"),
            )
        ),
        "Bürgerrat",
        None,
    ),
    "an ODT with how words are spoken": (
        lambda: open_text(
            "<text:p>Bürger<text:ruby><text:ruby-base>rat</text:ruby-base><text:ruby-text>laut"
            "</text:ruby-text></text:ruby></text:p>"
        ),
        "Bürgerrat",
        None,
    ),
    "empty libraries": (
        lambda: archive(
            [
                *odt_entries("Bonn"),
                entry("Basic/"),
                entry(
                    "Basic/script-lc.xml",
                    '<?xml version="1.0"?><!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//'
                    'DTD OfficeDocument 1.0//EN" "libraries.dtd"><library:libraries'
                    ' xmlns:library="http://openoffice.org/2000/library"'
                    ' xmlns:xlink="http://www.w3.org/1999/xlink">'
                    '<library:library library:name="Standard" library:link="false"/>'
                    "</library:libraries>",
                ),
                entry("Basic/Standard/script-lb.xml", '<library:library library:name="Standard"/>'),
                entry("Basic/dialog-lc.xml", "<library:libraries/>"),
                entry("Scripts/"),
                entry("\\"),
            ]
        ),
        "Bonn",
        None,
    ),
    "bytes behind the package": (lambda: docx("Bonn") + bytes(3000), "Bonn", None),
}


@pytest.mark.parametrize("name", OFFICE)
def test_a_package_of_the_same_kind_is_read(name: str) -> None:
    make, text, problem = OFFICE[name]
    assert read(make())[1:] == (text, problem)


@pytest.mark.parametrize(
    "index",
    [
        '<library:library><library:element library:name="Modul1"/></library:library>',
        '<library:library library:link="true"/>',
        '<library:library xlink:href="file:///tmp/x"/>',
        "<library:library><!-- --></library:library>",
        '<!DOCTYPE a [<!ENTITY b "c">]><library:library/>',
        "<library:element/>".encode("utf-16"),
    ],
)
def test_a_library_that_is_not_empty_is_macros(index: str | bytes) -> None:
    data = archive([*odt_entries(), entry("Basic/Standard/script-lb.xml", index)])
    with pytest.raises(UnsuitableFileError) as refused:
        recognise(data)
    assert refused.value.problem is FileProblem.MACROS


@pytest.mark.parametrize("name", ["..\\evil", "\\\\host\\evil", "C:\\evil", "word\\document.xml"])
def test_backslashes_lead_nowhere_else(name: str) -> None:
    with pytest.raises(UnsuitableFileError) as refused:
        recognise(archive([*docx_entries(), entry(name, "a")]))
    assert refused.value.problem is FileProblem.DAMAGED


# --- PDF

WHOLE = pdf("Leitlinien Bonn")
HEADS = [
    b"--abc\r\nContent-Disposition: form-data; name=a;\r\n filename=b\r\n\r\n",
    b"Content-Type: application/pdf\nContent-Transfer-Encoding: binary\n\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n",
    b"\n" * 300,
    bytes(20),
]
ENDS = [
    b"%%EO",
    b"%",
    b"",
    b"%%EOF\r\n--abc--\r\n",
    b"%%EOF" + b"\0" * 5000,
    b"%%EOF\n%%EOF\n%%EOF",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.filterwarnings("ignore::pypdf.errors.PdfReadWarning")
def test_what_a_form_left_before_a_pdf_does_not_matter(head: bytes) -> None:
    assert read(head + WHOLE) == (FileKind.PDF, "Leitlinien Bonn", None)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.filterwarnings("ignore::pypdf.errors.PdfReadWarning")
def test_what_stands_behind_a_pdf_does_not_matter(end: bytes) -> None:
    assert read(WHOLE.removesuffix(b"%%EOF\n") + end) == (FileKind.PDF, "Leitlinien Bonn", None)


@pytest.mark.parametrize("behind", [docx(), docx() + b"x", b"\n" * 9000 + docx() + bytes(9)])
def test_a_pdf_with_an_office_document_behind_it_is_none(behind: bytes) -> None:
    with pytest.raises(UnsuitableFileError) as refused:
        recognise(WHOLE + behind)
    assert refused.value.problem is FileProblem.WRONG_KIND


def drawn(drawing: str, differences: str) -> bytes:
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        f" /Encoding << /Type /Encoding /Differences [ {differences} ] >> >>"
    )
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    pages = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    stream = pdf_stream(f"BT /F1 12 Tf 72 700 Td {drawing} ET".encode("latin-1"))
    return pdf_file([catalog, pages, font.encode(), pdf_page(5), stream])


@pytest.mark.parametrize(
    ("drawing", "differences", "text"),
    [
        ("[(B)-1(\x7f)500(urger)-333(f)28(\x7f)500(ur)] TJ", "127 /dieresis", "Bürger für"),
        ("[(\x7f)] TJ 0 -2 Td [(U)-20(ber)] TJ", "127 /dieresis", "Über"),
        ("[(B)-1(\x7f)500(urger)] TJ", "1 /ff", "Bürger"),
        ("(\x01nden, o\x02ziell, Scha\x03) Tj", "1 /fi /ffi /f_t", "finden, offiziell, Schaft"),
        ("(Beteili-) Tj 0 -14 Td (gung) Tj", "1 /ff", "Beteiligung"),
        ("(Beteili\xad) Tj 0 -14 Td (gung) Tj", "173 /softhyphen", "Beteiligung"),
        ("[(S)-400(a)-400(t)-400(z)-400(u)-400(n)-400(g)] TJ", "1 /ff", "Satzung"),
    ],
)
def test_letters_set_apart_are_found_as_words(drawing: str, differences: str, text: str) -> None:
    assert read(drawn(drawing, differences))[1] == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("B¨urger f¨ur ¨Uber\n¨ Uber", "Bürger für Über Über"),
        ("Bu¨rger fu¨r Ma¨rz", "Bürger für März"),
        ("Zeitr¨aume tr¨aumen", "Zeiträume träumen"),
        ("Scha¨ume, Bu¨rger", "Schäume, Bürger"),
        ("B¨ur-\nger", "Bürger"),
        ("Caf´e, R´esum´e, Fran¸cois, Sm˚aland, na¨ıve", "Café, Résumé, François, Småland, naïve"),
        ("geht´s, d´accord, `alt`, ´neu´, so ´ne", "geht´s, d´accord, `alt`, ´neu´, so ´ne"),
        ("Hin¬\nweis", "Hinweis"),
        ("Bür\u00ad gerschaft", "Bürgerschaft"),
        ("L e i t l i n i e n   f ü r   B o n n", "Leitlinien für Bonn"),
        ("L e i t l i n i e n gelten", "Leitlinien gelten"),
        ("f ü r K i n d e r", "für Kinder"),
        ("B Ü R G E R R A T.", "BÜRGERRAT."),
        ("u n d gemeinsam", "und gemeinsam"),
        ("A B C, x y z, i. d. R. a", "A B C, x y z, i. d. R. a"),
    ],
)
def test_a_text_is_put_together(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


def test_an_embedded_text_is_told_as_what_it_is() -> None:
    read_as = DocumentText("a" * 64, "EMBEDDED", 1, NOW)
    said_of_it = texts.unread(["Bonn"], ["a.docx"], read_as, 0).body
    assert "eingebettete Datei" in said_of_it
    assert "Scan" not in said_of_it


def test_a_locked_document_is_told_as_locked() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnsuitableFileError) as refused:
        recognise(ole)
    assert refused.value.problem is FileProblem.ENCRYPTED
    for kind in ("docx", "odt"):
        target = io.BytesIO()
        import_module(f"bot.sandbox.text.{kind}").read(io.BytesIO(ole), target)
        assert json.loads(target.getvalue()) == {"end": "PASSWORD"}
