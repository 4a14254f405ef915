"""Logs for the operator: what happened, never what members wrote."""

import json
import logging
import sys

from bot.config import Logging


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
    # These two repeat every statement with its values.
    for name in ("aiosqlite", "peewee", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
