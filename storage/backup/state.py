"""How the nightly backups go: one row, for !status, the metrics and the worker itself."""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta

from storage import key_value
from storage.database import Transaction

_NAME = "nightly backup"
# After so long without a good one something is wrong, though none has failed.
LATE = timedelta(hours=36)


@dataclass(frozen=True)
class BackupState:
    """Moments are Unix seconds; 0: there is none.

    `began_at` is when the first was due, `good_at` when the last good one was made, `bytes` its
    size. `failures` are those since then; the rest is about the last. `told`: the management knows.
    """

    began_at: int = 0
    good_at: int = 0
    bytes: int = 0
    missing: int = 0
    tried_at: int = 0
    failures: int = 0
    reason: str = ""
    told: bool = False

    def is_late(self, now: datetime) -> bool:
        return bool(self.good_at or self.began_at) and now - self.since > LATE

    @property
    def since(self) -> datetime:
        """Return the last good one, or since when there should be some."""
        return datetime.fromtimestamp(self.good_at or self.began_at, UTC)

    @property
    def last_good(self) -> datetime | None:
        return datetime.fromtimestamp(self.good_at, UTC) if self.good_at else None

    def with_good(self, at: datetime, size: int, missing: int) -> "BackupState":
        made = int(at.timestamp())
        return BackupState(self.began_at, made, size, missing, made)

    def with_failure(self, at: datetime, reason: str) -> "BackupState":
        tried = int(at.timestamp())
        return replace(self, tried_at=tried, failures=self.failures + 1, reason=reason)


_KNOWN = frozenset(field.name for field in fields(BackupState))


async def read(tx: Transaction) -> BackupState:
    """Return it as the last program wrote it, whatever that one knew."""
    written = await key_value.get(tx, _NAME)
    values = {} if written is None else json.loads(written)
    return BackupState(**{name: values[name] for name in values.keys() & _KNOWN})


async def write(tx: Transaction, state: BackupState, now: datetime) -> None:
    await key_value.put(tx, _NAME, json.dumps(asdict(state)), now)
