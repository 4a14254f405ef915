"""The format of a backup: what was packed is unpacked, and nothing else is taken for it."""

import contextlib
import gzip
import io
import json
import subprocess
import tarfile
import zlib
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.backup import archive
from bot.backup.archive import read_manifest, unpack
from tests.support.backing_up import FACTS, PASSPHRASE, contents, packed, refusal


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_what_was_packed_is_unpacked(tmp_path: Path, passphrase: str | None) -> None:
    file, target = packed(tmp_path, passphrase), tmp_path / "unpacked"
    target.mkdir()
    made = unpack(file, target, passphrase)

    assert contents(target) == contents(tmp_path / "staged")
    assert read_manifest(file, passphrase) == made
    assert made.model_copy(update={"members": ()}) == FACTS
    assert made.documents == 2
    assert {path.stat().st_mode & 0o777 for path in target.rglob("*") if path.is_file()} == {0o600}


def test_without_a_passphrase_any_tar_can_read_it(tmp_path: Path) -> None:
    file = packed(tmp_path)
    listed = subprocess.run(["tar", "tzf", file], capture_output=True, check=True, text=True)

    assert listed.stdout.split()[0] == "manifest.json"
    assert "netzwerkbot.db" in listed.stdout


def test_with_a_passphrase_nothing_of_it_can_be_read(tmp_path: Path) -> None:
    raw = packed(tmp_path, PASSPHRASE).read_bytes()

    assert not any(word in raw for word in (b"manifest", b"example.org", b"\x1f\x8b\x08\x00"))


def test_a_wrong_or_missing_passphrase_is_said(tmp_path: Path) -> None:
    file = packed(tmp_path, PASSPHRASE)
    wrong = refusal(file, tmp_path / "1", "Wiesenschaumkraut im Juni")
    missing = refusal(file, tmp_path / "2")

    assert "Die Passphrase passt nicht" in wrong.text
    assert "ist verschlüsselt" in missing.text
    assert "--passphrase-file" in missing.text
    assert wrong.exit_code == missing.exit_code == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"kein Archiv", gzip.compress(b"kein tar" * 100)],
    ids=["nothing", "no archive", "no tar"],
)
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)

    assert refusal(file, tmp_path / "1").exit_code == 1


def test_a_foreign_tar_is_no_backup(tmp_path: Path) -> None:
    file = tmp_path / "other.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        tar.add(__file__, "etwas.py")

    assert "ist keine Sicherung von Netzwerkbot" in refusal(file, tmp_path / "1").text


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_cut_backup_is_refused_wherever_it_is_cut(tmp_path: Path, passphrase: str | None) -> None:
    whole = packed(tmp_path, passphrase).read_bytes()
    cut = tmp_path / "cut"
    for number, size in enumerate({*range(1, len(whole), len(whole) // 40), len(whole) - 1}):
        cut.write_bytes(whole[:size])
        refusal(cut, tmp_path / str(number), passphrase)


def unzipped(data: bytes) -> bytes | None:
    """Return what gzip makes of it; None if it cannot."""
    with contextlib.suppress(zlib.error, gzip.BadGzipFile, EOFError):
        return gzip.decompress(data)
    return None


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=10), st.integers(0, 7))
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_an_altered_bit_is_never_unpacked_as_if_it_were_right(
    tmp_path_factory: pytest.TempPathFactory, passphrase: str | None, place: int, bit: int
) -> None:
    directory = tmp_path_factory.mktemp("altered")
    file = packed(directory, passphrase)
    whole = file.read_bytes()
    raw = bytearray(whole)
    # Of gzip's ten bytes some mean nothing: when, and on which system it was made.
    raw[10 + place % (len(raw) - 10)] ^= 1 << bit
    # Nor do some bits of its codes: what comes out of it is what was put in.
    assume(passphrase is not None or unzipped(bytes(raw)) != unzipped(whole))
    file.write_bytes(raw)

    refusal(file, directory / "unpacked", passphrase)


def rewritten(
    file: Path, change: object = None, extra: str | None = None, altered: str | None = None
) -> Path:
    """Return the archive with another manifest, one member more, or another content of one."""
    output = io.BytesIO()
    with (
        tarfile.open(file) as old,
        tarfile.open(fileobj=output, mode="w:gz") as new,
    ):
        for info in old:
            source = old.extractfile(info)
            assert source is not None
            content = source.read()
            if info.name == "manifest.json" and isinstance(change, dict):
                content = json.dumps(json.loads(content) | change).encode()
            content = content[::-1] if info.name == altered else content
            info.size = len(content)
            new.addfile(info, io.BytesIO(content))
        if extra is not None:
            new.addfile(tarfile.TarInfo(extra))
    file.write_bytes(output.getvalue())
    return file


def test_a_later_format_names_the_version_that_wrote_it(tmp_path: Path) -> None:
    file = rewritten(packed(tmp_path), {"format": 2, "version": "0.9.0", "members": "elsewhere"})

    assert "neueren Version 0.9.0" in refusal(file, tmp_path / "1").text


def test_a_member_with_another_content_is_refused(tmp_path: Path) -> None:
    file = rewritten(packed(tmp_path), altered="config.toml")

    assert "unvollständig oder verändert" in refusal(file, tmp_path / "1").text


@pytest.mark.parametrize("name", ["../outside", "/outside", "documents/x", "more.db"])
def test_what_the_manifest_does_not_tell_is_refused(tmp_path: Path, name: str) -> None:
    file = rewritten(packed(tmp_path), extra=name)

    assert "unvollständig oder verändert" in refusal(file, tmp_path / "1").text
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("name", ["../outside", "/outside", "matrix/session.json"])
def test_a_manifest_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    members = [{"name": name, "bytes": 0, "sha256": "0" * 64}]
    file = rewritten(packed(tmp_path), {"members": members}, extra=name)

    assert "ist keine Sicherung" in refusal(file, tmp_path / "1").text


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    file = packed(tmp_path)
    with tarfile.open(file) as old:
        first = old.next()
        assert first is not None
        manifest = old.extractfile(first)
        assert manifest is not None
        content = manifest.read()
    with tarfile.open(file, "w:gz") as new:
        new.addfile(first, io.BytesIO(content))
        link = tarfile.TarInfo("netzwerkbot.db")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        new.addfile(link)

    assert "unvollständig oder verändert" in refusal(file, tmp_path / "1").text


def test_without_room_nothing_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = packed(tmp_path)
    monkeypatch.setattr(archive, "RESERVE", 10**18)

    said = refusal(file, tmp_path / "1").text
    assert "zu wenig Platz" in said
    assert "Bitte schaffen Sie Platz" in said
    assert contents(tmp_path / "1") == {}
