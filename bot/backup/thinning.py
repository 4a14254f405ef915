"""Which of the nightly backups stay: the newest of each of the last days, weeks and months."""

import contextlib
import re
from collections.abc import Callable, Collection, Hashable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from bot.config.sections import Keep

_MOMENT = "%Y-%m-%d-%H%M%SZ"
ENDINGS = (".tar.gz", ".tar.gz.enc")


class Thinning(BaseModel):
    """Thins the backups of one bot in a directory."""

    model_config = ConfigDict(frozen=True)

    user_id: str
    keep: Keep
    zone: str

    def thin(self, newest: Path) -> None:
        """Remove what need not stay beside the newest; files of others are never touched."""
        found = {
            made_at: path
            for path in newest.parent.iterdir()
            if (made_at := written_at(self.user_id, path.name)) is not None
            and path.is_file()
            and not path.is_symlink()
        }
        made_at = written_at(self.user_id, newest.name)
        if made_at is not None:
            for each in superfluous(found, made_at, self.keep, ZoneInfo(self.zone)):
                # What stays though it should not is tried again after the next backup.
                with contextlib.suppress(OSError):
                    found[each].unlink()


def nightly_name(user_id: str, made_at: datetime, *, sealed: bool) -> str:
    moment = made_at.astimezone(UTC).strftime(_MOMENT)
    return f"{account_of(user_id)}-{moment}{ENDINGS[sealed]}"


def written_at(user_id: str, name: str) -> datetime | None:
    """Return when this bot wrote it, by its name; None if that is none that it gives."""
    stem = next((name.removesuffix(e) for e in ENDINGS if name.endswith(e)), "")
    begin = f"{account_of(user_id)}-"
    if not stem.startswith(begin):
        return None
    try:
        moment = datetime.strptime(stem.removeprefix(begin), _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    # Python also takes numbers without their zeros.
    return moment if stem == f"{begin}{moment.strftime(_MOMENT)}" else None


def account_of(user_id: str) -> str:
    """Return what tells the files of this bot from those of another in the same directory."""
    return re.sub(r"[^\w.=-]", "_", user_id.removeprefix("@").replace(":", "-"))


def superfluous(
    moments: Collection[datetime], newest: datetime, keep: Keep, zone: ZoneInfo
) -> set[datetime]:
    """Return those to remove after the one of `newest` was made and verified.

    It counts days, weeks and months that have backups, not those that have passed: a clock that
    jumps removes nothing. What seems to be made later than the newest is of a clock that was
    wrong, and stays until it is past.
    """
    past = sorted((each for each in moments if each <= newest), reverse=True)
    kept = _newest_of(past, lambda at: at.date(), keep.daily, zone)
    kept |= _newest_of(past, lambda at: at.isocalendar()[:2], keep.weekly, zone)
    kept |= _newest_of(past, lambda at: (at.year, at.month), keep.monthly, zone)
    return set(past) - kept


def _newest_of(
    past: Collection[datetime], period: Callable[[datetime], Hashable], count: int, zone: ZoneInfo
) -> set[datetime]:
    """Return the newest of each of the last `count` periods; `past` begins with the newest."""
    found: dict[Hashable, datetime] = {}
    for each in past:
        found.setdefault(period(each.astimezone(zone)), each)
    return set(list(found.values())[:count])
