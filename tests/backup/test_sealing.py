"""A stream encrypted with a passphrase: pieces cannot be cut, exchanged or altered."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.backup.sealing import (
    HEADER_BYTES,
    SealBrokenError,
    SealingWriter,
    UnsealingReader,
    WrongPassphraseError,
)
from tests.support.backing_up import CHEAP, PASSPHRASE

PIECE = 2**16
SEALED = PIECE + 16


def sealed(content: bytes) -> bytes:
    file = io.BytesIO()
    writer = SealingWriter(file, PASSPHRASE, CHEAP)
    writer.write(content)
    writer.finish()
    return file.getvalue()


def opened(raw: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return UnsealingReader(io.BytesIO(raw), passphrase).read()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 2 * PIECE), max_size=4))
def test_what_was_written_is_read_however_it_was_parted(sizes: list[int]) -> None:
    parts = [bytes([number]) * size for number, size in enumerate(sizes)]
    file = io.BytesIO()
    writer = SealingWriter(file, PASSPHRASE, CHEAP)
    for part in parts:
        writer.write(part)
    writer.finish()

    assert opened(file.getvalue()) == b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_it_can_be_as_long_as_its_pieces(size: int) -> None:
    assert opened(sealed(b"x" * size)) == b"x" * size


def test_the_same_content_is_never_the_same_file() -> None:
    one, other = sealed(b"x" * 100), sealed(b"x" * 100)

    assert one[HEADER_BYTES:] != other[HEADER_BYTES:]


@pytest.mark.parametrize("pieces", [0, 1, 2, 3])
def test_a_stream_cut_between_two_pieces_is_broken(pieces: int) -> None:
    raw = sealed(b"x" * (4 * PIECE))

    with pytest.raises(SealBrokenError):
        opened(raw[: HEADER_BYTES + pieces * SEALED])


def test_pieces_keep_their_order() -> None:
    raw = sealed(b"x" * (4 * PIECE))
    begin, first, second = HEADER_BYTES, HEADER_BYTES + SEALED, HEADER_BYTES + 2 * SEALED

    with pytest.raises(SealBrokenError):
        opened(raw[:begin] + raw[first:second] + raw[begin:first] + raw[second:])


def test_nothing_can_be_added_to_the_end() -> None:
    with pytest.raises(SealBrokenError):
        opened(sealed(b"x" * PIECE) + b"more")


@pytest.mark.parametrize("place", [0, 8, 9, 10, 11, 12, 16, 32, HEADER_BYTES - 1, HEADER_BYTES])
def test_an_altered_header_does_not_open(place: int) -> None:
    raw = bytearray(sealed(b"x"))
    raw[place] ^= 0x41

    with pytest.raises((SealBrokenError, WrongPassphraseError)):
        opened(bytes(raw))


def test_a_header_that_wants_too_much_memory_is_not_believed() -> None:
    raw = bytearray(sealed(b"x"))
    raw[9] = 63  # log2 of scrypt's N

    with pytest.raises(SealBrokenError):
        opened(bytes(raw))


def test_the_passphrase_is_the_same_however_its_umlauts_are_typed() -> None:
    file = io.BytesIO()
    SealingWriter(file, "M\u00fcnster", CHEAP).finish()

    assert opened(file.getvalue(), "Mu\u0308nster") == b""


def test_another_passphrase_is_told_from_damage() -> None:
    with pytest.raises(WrongPassphraseError):
        opened(sealed(b"x"), "another one")
