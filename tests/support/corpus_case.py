"""A document and what is to come of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """`problems` are allowed, None stands for none; `says` is all text if that is certain.

    `heavy` takes more than a second.
    """

    make: Callable[[], bytes]
    says: tuple[str, ...] | None = None
    problems: tuple[str | None, ...] = (None,)
    kind: str = "PDF"
    heavy: bool = False


BONN = ("Leitlinien Bonn",)
# Nothing of it can be read.
LOST = ("BROKEN",)
# Whatever comes of it, as long as something does.
ANY = (None, "BROKEN", "PARTLY", "PICTURES", "TOO_COSTLY", "TOO_LONG", "PASSWORD")
LIMITED = ("BROKEN", "PARTLY", "TOO_COSTLY", "TOO_LONG")
