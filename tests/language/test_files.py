"""Files are known by their content, and hostile ones are refused quickly and with the reason."""

import tracemalloc
import unicodedata
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commands.language import files
from commands.language.files import FileKind, FileProblem, UnsuitableFileError, recognise, safe_name
from tests.support.growth import measured
from tests.support.hostile_files import HOSTILE, UNUSUAL, docx, odt, pdf
from tests.support.made_files import archive, docx_entries, entry

TEXT = "Leitlinien für Bürgerbeteiligung\n(Entwurf) <2> & \\ Grüße\fSeite 2"
MADE = {FileKind.PDF: pdf, FileKind.DOCX: docx, FileKind.ODT: odt}


def problem(data: bytes) -> FileProblem | None:
    try:
        recognise(data)
    except UnsuitableFileError as error:
        return error.problem
    return None


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("text", ["", TEXT, "".join(f"{number}\n" for number in range(20_000))])
def test_a_document_is_recognised(kind: FileKind, text: str) -> None:
    assert recognise(MADE[kind](text.replace("\f", "\n"))) is kind


def test_a_pdf_of_several_pages_is_recognised() -> None:
    assert recognise(pdf(TEXT)) is FileKind.PDF


@pytest.mark.parametrize("name", UNUSUAL)
def test_an_unusual_document_is_taken(name: str) -> None:
    make, kind = UNUSUAL[name]
    assert recognise(make()) is kind


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_the_reason(name: str) -> None:
    make, expected = HOSTILE[name]
    assert problem(make()) is expected


def test_extension_and_media_type_belong_to_the_kind() -> None:
    assert [kind.extension for kind in FileKind] == [".pdf", ".docx", ".odt"]
    assert FileKind.PDF.media_type == "application/pdf"


# --- limits


def test_entries_up_to_the_limit_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_ENTRIES", 5)
    more = [entry(f"word/{number}.xml", "a") for number in range(3)]
    assert problem(archive([*docx_entries(), *more[:2]])) is None
    assert problem(archive([*docx_entries(), *more])) is FileProblem.BOMB


@cache
def largest() -> dict[str, bytes]:
    repeated = b"".join(number.to_bytes(6, "big") for number in range(2**18))
    dense = repeated * 16
    stored = [entry("word/media/a.bin", dense + bytes(10**6), stored=True)]
    wide = [entry(f"word/media/{number}.bin", bytes(2**20)) for number in range(199)]
    return {
        "PDF": pdf().replace(b"xref\n0", b"%" + bytes(25 * 2**20) + b"\nxref\n0", 1),
        "stored": archive([*docx_entries(), *stored]),
        "deflated to the limit": archive([*docx_entries(), *wide]),
        "hostile": HOSTILE["100,000 entries"][0]() * 4,
        "zip ends": b"%PDF-1.7" + b"PK\x05\x06" * 6_000_000,
        "zip starts": b"PK\x03\x04" * 6_000_000,
        "endings": b"%PDF-1.7" + b"startxref " * 2_500_000,
        "blank": b" " * 25 * 2**20,
    }


@pytest.mark.parametrize("name", largest())
def test_the_largest_file_takes_little_time_and_memory(name: str) -> None:
    data = largest()[name]
    with measured() as effort:
        problem(data)
    assert effort.spent < 500
    tracemalloc.start()
    try:
        problem(data)
        assert tracemalloc.get_traced_memory()[1] < 32 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["bomb", "42 KB that claim gigabytes", "more than it claims"])
def test_a_bomb_is_not_unpacked(name: str) -> None:
    data = HOSTILE[name][0]()
    tracemalloc.start()
    try:
        assert problem(data) is FileProblem.BOMB
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()


# --- whatever comes

WHOLE = [docx(TEXT.replace("\f", "")), odt("Text"), pdf(TEXT)]


@settings(max_examples=500)
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=4),
    st.integers(0, 40),
)
def test_a_spoiled_file_is_taken_or_refused(
    data: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    spoiled = bytearray(data[: len(data) - cut])
    for position, value in changes:
        # Counted from the end: that is where zip files say what they hold.
        spoiled[-1 - position % len(spoiled)] = value
    problem(bytes(spoiled))


@given(st.binary(), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", docx()[:60], pdf()[:-40]]))
def test_noise_is_refused(noise: bytes, beginning: bytes) -> None:
    assert problem(beginning + noise) is not None


# --- names


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Leitlinien Köln.pdf", "Leitlinien Köln.pdf"),
        ("Leitlinien.PDF", "Leitlinien.pdf"),
        ("Leitlinien 2.0", "Leitlinien 2.0.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ada\\plan.docx", "plan.pdf"),
        ("plan.pdf.exe", "plan.pdf"),
        ("plan\u202efdp.exe", "planfdp.pdf"),
        ("a\0b\nc\td.pdf", "ab c d.pdf"),
        ("Ko\u0308ln.pdf", "Köln.pdf"),
        ("Ko\u200d\u0308ln.pdf", "Köln.pdf"),
        ("  ..plan.. .pdf", "plan.pdf"),
        ("a:b*c?.pdf", "a_b_c.pdf"),
        ("CON.pdf", "Dokument CON.pdf"),
        ("", "Dokument.pdf"),
        (".pdf", "Dokument.pdf"),
        ("/", "Dokument.pdf"),
        ("\u200b\u200e", "Dokument.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(sent: str, shown: str) -> None:
    assert safe_name(sent, FileKind.PDF) == shown


@given(st.text() | st.text("./\\ pdfexoc\u0308ä\u202e", max_size=140), st.sampled_from(FileKind))
@example("ä\u0308" * 200, FileKind.ODT)
def test_every_name_becomes_harmless(name: str, kind: FileKind) -> None:
    safe = safe_name(name, kind)
    assert safe.endswith(kind.extension)
    assert len(kind.extension) < len(safe) <= files.MAX_NAME_LENGTH
    assert unicodedata.is_normalized("NFC", safe)
    assert not set(safe) & set('/\\<>:"|?*')
    assert all(unicodedata.category(character)[0] != "C" for character in safe)
    assert safe[0] not in ". -"
    assert safe_name(safe, kind) == safe
