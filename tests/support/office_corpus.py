"""DOCX and ODT that are in order, broken and hostile."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.support.corpus_case import ANY, BONN, LOST, Case
from tests.support.made_files import Entry, archive, docx, docx_entries, entry, odt, odt_entries

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_BREAK = '<w:r><w:br w:type="page"/></w:r>'
_RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def word(body: str, *more: Entry, head: str = _HEAD, namespace: str = _W) -> bytes:
    xml = (
        f'{head}<w:document xmlns:w="{namespace}" xmlns:mc="{_MC}"><w:body>{body}</w:body>'
        "</w:document>"
    )
    return word_of(xml.encode(), *more)


def word_of(xml: bytes, *more: Entry) -> bytes:
    return archive([*docx_entries()[:-1], entry("word/document.xml", xml), *more])


def said(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def notes(kind: str, *texts: str) -> Entry:
    told = "".join(f'<w:{kind} w:id="{n}">{p(said(t))}</w:{kind}>' for n, t in enumerate(texts, 1))
    return entry(f"word/{kind}s.xml", f'{_HEAD}<w:{kind}s xmlns:w="{_W}">{told}</w:{kind}s>')


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def open_text(body: str, styles: str = "", head: str = _HEAD) -> bytes:
    names = " ".join(
        f'xmlns:{short}="{_OASIS}:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    xml = (
        f"{head}<office:document-content {names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return open_text_of(xml.encode())


def open_text_of(xml: bytes) -> bytes:
    first, _, last = odt_entries()
    return archive([first, entry("content.xml", xml), last])


def _docx(make: Callable[[], bytes], says: Sequence[str] | None, *problems: str | None) -> Case:
    return Case(make, None if says is None else tuple(says), problems or (None,), "DOCX")


def _odt(make: Callable[[], bytes], says: Sequence[str] | None, *problems: str | None) -> Case:
    return replace(_docx(make, says, *problems), kind="ODT")


def _moved() -> str:
    return (
        p(f"<w:del w:id='1'>{said('gestrichen')}<w:r><w:delText>alt</w:delText></w:r></w:del>")
        + p(f"<w:ins w:id='2'>{said('eingefügt')}</w:ins>")
        + p(f"<w:moveFrom>{said('von hier')}</w:moveFrom><w:moveTo>{said('nach da')}</w:moveTo>")
    )


_BOX = (
    f"<mc:AlternateContent><mc:Choice>{p(said('Kasten'))}</mc:Choice>"
    f"<mc:Fallback>{p(said('Kasten'))}</mc:Fallback></mc:AlternateContent>"
)
_STYLES = (
    '<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/>'
    '</style:style><style:style style:name="P2" style:master-page-name="Quer"/>'
    '<style:style style:name="P3"><style:paragraph-properties fo:break-before="auto"/>'
    "</style:style>"
)
_DELETED = (
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>gestrichen</text:p>"
    "</text:deletion></text:changed-region></text:tracked-changes>"
)
_NOTE = (
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Fußnote</text:p>"
    "</text:note-body></text:note>"
)

GOOD = {
    "DOCX": _docx(lambda: docx("Größe & Maß <1>\nzwei"), ["Größe & Maß <1> zwei"]),
    "DOCX with page breaks": _docx(
        lambda: word(p(said("Eins"), _BREAK) + p(said("Zwei")) + p(_BREAK) + p(said("Drei"))),
        ["Eins", "Zwei", "Drei"],
    ),
    "DOCX with the pages of its program": _docx(
        lambda: word(p(said("Eins "), _RENDERED, said("zwei")) + p(_RENDERED, said("drei"))),
        ["Eins", "zwei", "drei"],
    ),
    "DOCX with both": _docx(
        lambda: word(p(said("Eins"), _BREAK) + p(_RENDERED, said("Zwei")) + p(_BREAK, _BREAK)),
        ["Eins", "Zwei", "", ""],
    ),
    "DOCX with a table over two pages": _docx(
        lambda: word(
            "<w:tbl>"
            + row(p(said("A"), _RENDERED, said("b")), p(said("C"), _RENDERED, said("d")))
            + row(p(_RENDERED, said("E")), p(said("F")))
            + "</w:tbl>"
        ),
        ["A", "b Cd", "E F"],
    ),
    "DOCX with notes": _docx(
        lambda: word(
            p(said("Text"), '<w:r><w:footnoteReference w:id="2"/></w:r>', said("weiter"))
            + p('<w:r><w:endnoteReference w:id="1"/></w:r>', '<w:footnoteReference w:id="9"/>'),
            notes("footnote", "Unten eins", "Unten zwei"),
            notes("endnote", "Ende"),
        ),
        ["Text (Unten zwei) weiter (Ende)"],
    ),
    "DOCX with tracked changes": _docx(lambda: word(_moved()), ["eingefügt nach da"]),
    "DOCX with a box": _docx(lambda: word(p(said("Text"), f"<w:r>{_BOX}</w:r>")), ["TextKasten"]),
    "DOCX with signs": _docx(
        lambda: word(
            p(
                said("Be"),
                "<w:r><w:softHyphen/></w:r>",
                said("teiligung"),
                "<w:r><w:tab/><w:noBreakHyphen/><w:br/></w:r>",
                said("Ende"),
            )
        ),
        ["Beteiligung - Ende"],
    ),
    "DOCX of the strict kind": _docx(
        lambda: word(p(said("Leitlinien Bonn")), namespace=_STRICT), BONN
    ),
    "DOCX in UTF-16": _docx(
        lambda: word_of(
            f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{_W}">'
            f"{p(said('Grüße'))}</w:document>".encode("utf-16")
        ),
        ["Grüße"],
    ),
    "DOCX in Latin": _docx(
        lambda: word_of(
            f'<?xml version="1.0" encoding="ISO-8859-15"?><w:document xmlns:w="{_W}">'
            f"{p(said('Grüße €'))}</w:document>".encode("iso-8859-15")
        ),
        ["Grüße €"],
    ),
    "DOCX of another maker": _docx(
        lambda: archive(
            [
                replace(one, name=one.name.replace(b"document.", b"document7."))
                for one in docx_entries("Leitlinien Bonn")
            ]
        ),
        BONN,
    ),
    "DOCX of pictures": _docx(lambda: word(p("<w:r><w:drawing/></w:r>")), [""], "PICTURES"),
    "ODT": _odt(lambda: odt("Größe & Maß <1>\nzwei"), ["Größe & Maß <1> zwei"]),
    "ODT with pages": _odt(
        lambda: open_text(
            "<text:p>Eins <text:soft-page-break/>zwei</text:p><text:soft-page-break/>"
            '<text:p text:style-name="P1">drei</text:p><text:h text:style-name="P2">vier</text:h>'
            '<text:p text:style-name="P3">vier auch</text:p>',
            _STYLES,
        ),
        ["Eins", "zwei", "drei", "vier vier auch"],
    ),
    "ODT that begins with a break": _odt(
        lambda: open_text('<text:p text:style-name="P1">Eins</text:p>', _STYLES), ["Eins"]
    ),
    "ODT with notes and comments": _odt(
        lambda: open_text(
            f"<text:p>Text{_NOTE}weiter<office:annotation><text:p>Kommentar</text:p>"
            "</office:annotation></text:p>"
        ),
        ["Text (Fußnote ) weiter"],
    ),
    "ODT with tracked changes": _odt(
        lambda: open_text(f"{_DELETED}<text:p>Leitlinien Bonn</text:p>"), BONN
    ),
    "ODT with spaces": _odt(
        lambda: open_text(
            'x<text:p>a<text:s text:c="5"/>b<text:tab/>c<text:line-break/>d<text:span>e</text:span>'
            "</text:p>y"
        ),
        ["a b c de"],
    ),
    "ODT with a table": _odt(
        lambda: open_text(
            "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
            "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>"
        ),
        ["A B"],
    ),
}

_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)
_QUADRATIC = f'<!DOCTYPE a [<!ENTITY a "{"x" * 100_000}">]>'
_OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_FETCHED = '<!DOCTYPE a [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]>'
_NOTHING = "<!DOCTYPE a>"


def _bombs(make: Callable[[str, str], bytes]) -> dict[str, Callable[[], bytes]]:
    return {
        "a billion laughs": lambda: make(_HEAD + _LAUGHS, "&m;"),
        "quadratic entities": lambda: make(_HEAD + _QUADRATIC, "&a;" * 50_000),
        "a file of ours": lambda: make(_HEAD + _OUTSIDE, "&a;"),
        "a file from elsewhere": lambda: make(_HEAD + _FETCHED, "a"),
        "a document type": lambda: make(_HEAD + _NOTHING, "a"),
        "an entity nobody knows": lambda: make(_HEAD, "&unbekannt;"),
        "elements 100,000 deep": lambda: make(_HEAD, "<a>" * 100_000 + "</a>" * 100_000),
        "100,000 names": lambda: make(_HEAD, "".join(f"<a{n}/>" for n in range(100_000))),
        "the wrong encoding": lambda: make(_HEAD.replace("UTF-8", "US-ASCII"), "Grüße"),
        "an encoding nobody knows": lambda: make(_HEAD.replace("UTF-8", "KLINGON"), "a"),
        "no end": lambda: make(_HEAD, "<a>"),
    }


def _in_docx(head: str, text: str) -> bytes:
    return word(p(said(text)), head=head)


def _in_odt(head: str, text: str) -> bytes:
    return open_text(f"<text:p>{text}</text:p>", head=head)


HOSTILE = {
    **{f"DOCX with {name}": _docx(make, None, *LOST) for name, make in _bombs(_in_docx).items()},
    **{f"ODT with {name}": _odt(make, None, *LOST) for name, make in _bombs(_in_odt).items()},
    "DOCX that is no XML": _docx(lambda: word_of(b"Leitlinien"), None, *LOST),
    "DOCX that is empty": _docx(lambda: word_of(b""), None, *LOST),
    "DOCX cut off": _docx(
        lambda: word_of(word_xml("Leitlinien Bonn")[:-40]), ["Leitlinien Bonn"], "PARTLY"
    ),
    "DOCX with 10 MB of text": _docx(lambda: docx("Leitlinien Bonn " * 640_000), None, "TOO_LONG"),
    "DOCX with 10 MB in many lines": _docx(
        lambda: docx("Leitlinien Bonn\n" * 400_000), None, "TOO_LONG"
    ),
    "DOCX with 100,000 pages": _docx(
        lambda: word((p(said("a"), _BREAK)) * 100_000), ["a"] * 1000, "TOO_LONG"
    ),
    "DOCX with a huge attribute": replace(
        _docx(lambda: word(f'<w:p w:a="{"x" * 50_000_000}"/>'), None, *ANY), heavy=True
    ),
    "DOCX with a note shown ever again": _docx(
        lambda: word(
            p('<w:footnoteReference w:id="1"/>' * 50_000), notes("footnote", "x" * 100_000)
        ),
        None,
        None,
    ),
    "DOCX with broken notes": _docx(
        lambda: word(p(said("Leitlinien Bonn")), entry("word/footnotes.xml", "<a>")),
        BONN,
        "PARTLY",
    ),
    "DOCX without its document": _docx(lambda: archive(docx_entries()[:-1]), (), *LOST),
    "DOCX that is no zip": _docx(lambda: b"PK\x03\x04" + bytes(500), (), *LOST),
    "DOCX with a wrong checksum": _docx(
        lambda: archive(
            [replace(one, checksum=one.checksum ^ 1) for one in docx_entries("Leitlinien Bonn")]
        ),
        None,
        "BROKEN",
        "PARTLY",
    ),
    "ODT without its content": _odt(lambda: archive(odt_entries()[::2]), None, *LOST),
    "ODT cut off": _odt(lambda: open_text_of(odt_xml("Leitlinien Bonn")[:-30]), BONN, "PARTLY"),
    "ODT with 10 MB of text": _odt(lambda: odt("Leitlinien Bonn " * 640_000), None, "TOO_LONG"),
}


def word_xml(text: str) -> bytes:
    return f'{_HEAD}<w:document xmlns:w="{_W}">{p(said(text))}<w:p></w:p></w:document>'.encode()


def odt_xml(text: str) -> bytes:
    return (
        f'<a xmlns:text="{_OASIS}:text:1.0"><text:p>{text}</text:p><text:p></text:p></a>'.encode()
    )
