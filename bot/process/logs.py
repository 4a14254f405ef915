"""Logs for the operator: what happened, never what members wrote."""

import json
import logging
import sys
from collections.abc import Callable
from time import monotonic

from bot.config.sections import Logging

# Seconds in which a kind of warning is one line.
_PAUSE = 600.0
# These repeat every statement with its values.
QUIET = ("aiosqlite", "peewee", "apscheduler")


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info is not None:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def set_up(settings: Logging) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonFormatter()
        if settings.format == "json"
        else logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    )
    logging.basicConfig(level=settings.level, handlers=[handler], force=True)
    # nio quotes parts of events when it complains about them.
    logging.getLogger("nio").setLevel(logging.CRITICAL)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class Summing(logging.Filter):
    """Lets the first of a kind through at once, those of the next ten minutes as a number.

    The kind is what stands before the colon: words of our own.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._last: dict[str, float] = {}
        self._left_out: dict[str, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        kind, now = record.getMessage().partition(":")[0], self._clock()
        if kind in self._last and now - self._last[kind] < _PAUSE:
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return False
        more = self._left_out.pop(kind, 0)
        self._last[kind] = now
        if more:
            record.msg, record.args = "%s (%d more before)", (record.getMessage(), more)
        return True


def summing(name: str) -> logging.Logger:
    """Return a logger for what strangers cause."""
    logger = logging.getLogger(name)
    if not any(isinstance(each, Summing) for each in logger.filters):
        logger.addFilter(Summing())
    return logger
