"""What kind of body a municipality is, and in which Land: from the register, or from a manager."""

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from commands import names
from commands.collection.rows import KindName
from commands.lands import LANDS, land_called
from storage import register
from storage.database import Transaction

_KINDS = MappingProxyType({names.fold(kind): kind for kind in get_args(KindName)})
_LONGEST_LAND = 100


@dataclass(frozen=True)
class Body:
    kind: str
    land: str


def parse_body(text: str) -> Body | None:
    """ "Stadt, Hessen"; the Land is free, because not all are German. None if it is neither."""
    first, *rest = re.split(r"[\s,;]+", text.strip(), maxsplit=1)
    kind, land = _KINDS.get(names.fold(first)), " ".join(rest).strip(" ,;")
    key = names.fold(land[: _LONGEST_LAND + 1])
    if kind is None or not key or len(land) > _LONGEST_LAND or not land.isprintable():
        return None
    return Body(kind, land_called(land) or land)


async def registered(tx: Transaction, ags: str) -> Body | None:
    """What the register knows of a municipality that is not in the collection."""
    place = await register.with_ags(tx, ags)
    if place is None:
        return None
    return Body("Stadt" if place.kind == "S" else "Gemeinde", LANDS[ags[:2]])
