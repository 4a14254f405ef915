"""A mark in clear beside the encrypted content, by which the bot knows its posts again.

Another device of the account cannot decrypt them. To others it says nothing: it is a keyed digest
of the transaction id and another of the words. It counts on events of the bot alone.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

FIELD = "de.netzwerk-buergerbeteiligung.mark"
# Bytes of the two digests.
_NAME, _WORDS = 15, 9
_MARK = re.compile(r"([\w-]{20})\.([\w-]{12})")
_MOMENT = re.compile(r"(?<=-)\d{10}(?=-|$)")
# Their moments are those that they are about, and the same when the post is made again.
_LASTING = ("reminder-", "digest-")


@dataclass(frozen=True)
class Mark:
    """`name` stands for a transaction id, `words` for what the post with it says."""

    name: str
    words: str

    def __str__(self) -> str:
        return f"{self.name}.{self.words}"


@dataclass(frozen=True)
class Marker:
    """Makes the marks of one database; `key` is its secret."""

    key: str = field(repr=False)

    def of(self, transaction_id: str, content: Mapping[str, object]) -> Mark:
        name = lasting(transaction_id)
        words = f"{name}\0{content.get('body', '')}"
        return Mark(self._digest(name, _NAME), self._digest(words, _WORDS))

    def _digest(self, text: str, size: int) -> str:
        key = self.key.encode()[:64]
        return urlsafe_b64encode(
            blake2b(text.encode(), digest_size=size, key=key).digest()
        ).decode()


def lasting(transaction_id: str) -> str:
    """Return the id without the moment at which a row was made: made again, it has another."""
    if transaction_id.startswith(_LASTING):
        return transaction_id
    return _MOMENT.sub("", transaction_id)


def mark_in(content: Mapping[str, object]) -> Mark | None:
    """Return the mark of an event's content as the homeserver has it."""
    mark = content.get(FIELD)
    found = _MARK.fullmatch(mark) if isinstance(mark, str) else None
    return None if found is None else Mark(found[1], found[2])
