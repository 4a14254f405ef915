"""What a backup needs to know, so that a process of its own can make it; and what became of it."""

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.backup.configuration import without_secrets
from bot.backup.manifest import Manifest
from bot.backup.thinning import Thinning
from bot.config.sections import Config
from bot.texts import backup as texts


class BackupJob(BaseModel):
    """`data` is the data directory, `target` the file to be made; `config` has no secrets.

    `named_by` is the option or the key that names the file of the passphrase.
    """

    model_config = ConfigDict(frozen=True)

    data: Path
    database: Path
    target: Path
    user_id: str
    config: str
    passphrase_file: Path | None
    named_by: str
    replace: bool = False
    thinning: Thinning | None = None

    @property
    def work(self) -> Path:
        """Return where the lock lies, and copies that are not free of askers yet."""
        return self.data / "backup"


def job_of(
    config: Config,
    target: Path,
    *,
    passphrase_file: Path | None = None,
    replace: bool = False,
    thinning: Thinning | None = None,
) -> BackupJob:
    """Return the job; `passphrase_file` is that of the command line."""
    key = "backup.passphrase_file" if passphrase_file is None else "--passphrase-file"
    return BackupJob(
        data=config.storage.directory,
        database=config.database_file,
        target=target,
        user_id=config.matrix.user_id,
        config=without_secrets(config),
        passphrase_file=passphrase_file or config.backup.passphrase_file,
        named_by=key,
        replace=replace,
        thinning=thinning,
    )


class MadeBackup(BaseModel):
    """A backup that was made and verified; `bytes` is the size of the file.

    `rows` are those of all tables, `missing` documents that were not there, or damaged.
    """

    model_config = ConfigDict(frozen=True)

    file: Path
    bytes: int
    made_at: datetime
    schema_version: int
    rows: int
    documents: int
    missing: int

    @classmethod
    def told_by(cls, made: Manifest, file: Path, size: int) -> "MadeBackup":
        return cls(
            file=file,
            bytes=size,
            made_at=made.made_at,
            schema_version=made.schema_version,
            rows=sum(made.tables.values()),
            documents=made.documents,
            missing=len(made.missing),
        )

    @property
    def figures(self) -> str:
        """Return them in German."""
        return texts.figures(
            self.bytes,
            self.made_at,
            self.schema_version,
            self.rows,
            self.documents,
            self.missing,
        )


class FailedBackup(BaseModel):
    """Tells in a German sentence why there is none. `busy`: another one is being made."""

    model_config = ConfigDict(frozen=True)

    text: str
    exit_code: int
    busy: bool = False
