"""The list at the beginning of a backup: what it holds, and how it is known to be whole."""

import re
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

# Of the archive; a reader refuses what is higher.
FORMAT = 1
NAME = "manifest.json"
# Where the members lie, as in the data directory.
DATABASE = "netzwerkbot.db"
CONFIG = "config.toml"
CROSS_SIGNING = "matrix/cross_signing.json"
DOCUMENTS = "documents"
_MEMBER = re.compile(
    rf"{re.escape(DATABASE)}|{re.escape(CONFIG)}|{re.escape(CROSS_SIGNING)}|{DOCUMENTS}/[0-9a-f]{{64}}"
)

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def _known(name: str) -> str:
    if _MEMBER.fullmatch(name) is None:
        raise ValueError("no member of a backup")
    return name


class _Listed(BaseModel):
    model_config = ConfigDict(frozen=True)


class ArchiveMember(_Listed):
    name: Annotated[str, AfterValidator(_known)]
    bytes: int = Field(ge=0)
    sha256: Sha256


class Manifest(_Listed):
    """`tables` counts the rows of each table; `missing` are documents that were not there.

    `made_at` is the moment whose state the copy of the database shows.
    """

    format: int = Field(default=FORMAT, ge=1)
    version: str
    schema_version: int = Field(ge=1)
    made_at: AwareDatetime
    user_id: str
    tables: dict[str, int]
    missing: tuple[str, ...] = ()
    members: tuple[ArchiveMember, ...] = ()

    @property
    def bytes(self) -> int:
        """Return the size of all that is unpacked."""
        return sum(member.bytes for member in self.members)

    @property
    def documents(self) -> int:
        return sum(member.name.startswith(f"{DOCUMENTS}/") for member in self.members)


class Beginning(_Listed):
    """The one line of a manifest that every reader understands, also of later formats."""

    format: int
    version: str
