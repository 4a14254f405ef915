"""A stream encrypted with a passphrase, in pieces: scrypt, then AES-256-GCM as in STREAM.

The nonce of each piece is a random beginning, its number and whether it is the last; the header is
authenticated with each. So what is cut, reordered or altered does not open. docs/backup.md has the
layout.
"""

import io
import secrets
import struct
import unicodedata
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any, BinaryIO

from Crypto.Cipher import AES
from Crypto.Protocol.KDF import scrypt

MAGIC = b"NKPaSEAL"
_LAYOUT = 1
# Magic, layout, log2 N, r, p of scrypt, bytes of a piece, salt, beginning of the nonces, check.
_HEADER = struct.Struct(">8sBBBBI16s7s16s")
HEADER_BYTES = _HEADER.size
# 128 MB of memory, half a second; a file may ask for at most eight times as much.
COST, _R, _P = 17, 8, 1
_MOST_COST, _MOST_R, _MOST_P = 20, 8, 1
_PIECE, _MOST_PIECE = 2**16, 2**20
_TAG = 16


class SealBrokenError(Exception):
    """Says that what is read is not what was written: cut, altered, or not of this kind."""


class WrongPassphraseError(Exception):
    """The passphrase is another one."""


@dataclass(frozen=True)
class _Keys:
    """Opens one file; `check` tells a wrong passphrase from a damaged file."""

    cipher: bytes
    check: bytes


def _keys(passphrase: str, salt: bytes, cost: int, r: int, p: int) -> _Keys:
    words = unicodedata.normalize("NFC", passphrase).encode()
    made = scrypt(words, salt, key_len=48, N=1 << cost, r=r, p=p)
    return _Keys(made[:32], made[32:])


@dataclass
class _Pieces:
    """The cipher of one piece after the other."""

    key: bytes
    beginning: bytes
    header: bytes
    number: int = 0

    def next(self, *, is_last: bool) -> Any:
        nonce = self.beginning + struct.pack(">IB", self.number, is_last)
        cipher = AES.new(self.key, AES.MODE_GCM, nonce=nonce, mac_len=_TAG)
        cipher.update(self.header)
        self.number += 1
        return cipher


class SealingWriter:
    """Encrypts what is written to it; whole only after `finish`."""

    def __init__(self, file: BinaryIO, passphrase: str, cost: int = COST) -> None:
        salt, beginning = secrets.token_bytes(16), secrets.token_bytes(7)
        keys = _keys(passphrase, salt, cost, _R, _P)
        header = _HEADER.pack(MAGIC, _LAYOUT, cost, _R, _P, _PIECE, salt, beginning, keys.check)
        self._file, self._left = file, bytearray()
        self._pieces = _Pieces(keys.cipher, beginning, header)
        file.write(header)

    def write(self, data: bytes) -> int:
        self._left += data
        # One piece is always left: it may be the last.
        while len(self._left) > _PIECE:
            self._seal(bytes(self._left[:_PIECE]), is_last=False)
            del self._left[:_PIECE]
        return len(data)

    def flush(self) -> None:
        """Do nothing: a piece is written when it is full."""

    def finish(self) -> None:
        self._seal(bytes(self._left), is_last=True)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        sealed, tag = self._pieces.next(is_last=is_last).encrypt_and_digest(piece)
        self._file.write(sealed + tag)


class UnsealingReader(io.RawIOBase):
    """Reads what SealingWriter wrote. Raises SealBrokenError, WrongPassphraseError."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        super().__init__()
        header = file.read(HEADER_BYTES)
        if len(header) != HEADER_BYTES:
            raise SealBrokenError
        magic, layout, cost, r, p, piece, salt, beginning, check = _HEADER.unpack(header)
        known = magic == MAGIC and layout == _LAYOUT and 0 < piece <= _MOST_PIECE
        if not known or not (0 < cost <= _MOST_COST and 0 < r <= _MOST_R and 0 < p <= _MOST_P):
            raise SealBrokenError
        keys = _keys(passphrase, salt, cost, r, p)
        if not compare_digest(keys.check, check):
            raise WrongPassphraseError
        self._file, self._bytes = file, piece + _TAG
        self._pieces = _Pieces(keys.cipher, beginning, header)
        self._opened, self._next = b"", file.read(self._bytes)
        if not self._next:
            raise SealBrokenError

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._opened and self._next:
            self._open_next()
        count = min(len(view), len(self._opened))
        view[:count], self._opened = self._opened[:count], self._opened[count:]
        return count

    def _open_next(self) -> None:
        piece, self._next = self._next, self._file.read(self._bytes)
        cipher = self._pieces.next(is_last=not self._next)
        try:
            self._opened = cipher.decrypt_and_verify(piece[:-_TAG], piece[-_TAG:])
        except ValueError:
            raise SealBrokenError from None


def is_sealed(beginning: bytes) -> bool:
    return beginning.startswith(MAGIC)
