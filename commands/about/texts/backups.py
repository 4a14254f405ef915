"""Sentences about the nightly backups, for !status and for the management room."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from commands.language.markup import Bold, Text, text
from commands.language.texts.counting import counted, file_size
from commands.language.texts.dates import day, since

NONE_YET = "Letzte Sicherung: noch keine"
_REMEDY = (
    " Der Bot versucht es weiter. Abhilfe, wenn es dabei bleibt: Bitte lassen Sie die technische"
    " Betreuung nachsehen; das Betriebshandbuch beschreibt die Sicherung."
)


def last(good_at: datetime, now: datetime, zone: ZoneInfo, size: int, missing: int) -> str:
    """Return "Letzte Sicherung: heute 3:10 Uhr, geprüft, 14 MB"."""
    left_out = ""
    if missing:
        what = counted(missing, "Dokument fehlt", "Dokumente fehlen", article="ein")
        left_out = f", {what} darin"
    made = f"{_moment(good_at, now, zone)}, geprüft, {_size(size)}"
    return f"Letzte Sicherung: {made}{left_out}"


def _moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    here, today = at.astimezone(zone), now.astimezone(zone).date()
    days = {today: "heute", today - timedelta(days=1): "gestern"}
    words = days.get(here.date(), f"{day(here.date())},")
    return f"{words} {here.hour}:{here.minute:02} Uhr"


def _size(size: int) -> str:
    return file_size(size) if size < 10_000_000 else f"{round(size / 1_000_000)} MB"


def failing(reason: str, tried_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    when = _moment(tried_at, now, zone)
    return f"Sicherung: {when} ist keine entstanden. {reason}{_REMEDY}"


def late(duration: timedelta) -> str:
    return f"Sicherung: Seit {since(duration)} ist keine neue entstanden.{_REMEDY}"


def failed_note(reason: str) -> Text:
    return text(
        Bold("Die nächtliche Sicherung ist nicht gelungen."),
        f" {reason} Der Bot versucht es weiter und meldet sich, wenn es wieder gelingt; was schon"
        " gesichert ist, bleibt.",
    )


def late_note(duration: timedelta) -> Text:
    return text(
        Bold("Es gibt keine neue Sicherung."),
        f" Seit {since(duration)} ist keine entstanden.{_REMEDY}",
    )


def well_note(last_backup: str) -> Text:
    return text(Bold("Die nächtliche Sicherung gelingt wieder."), f" {last_backup}.")
