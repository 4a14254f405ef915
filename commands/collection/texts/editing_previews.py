"""Previews for a manager before an edit is saved, and reasons why it cannot be."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from commands.collection.texts.editing import in_line, named
from commands.collection.texts.editing_fields import LABELS, LONGEST_SHOWN, differences, lines_of
from commands.collection.texts.editing_history import fields, what, who_and_when
from commands.collection.texts.guidelines import LISTS, described
from commands.language.markup import NOTHING, Bold, Code, Text, fitted, items, text
from commands.language.texts.counting import counted, shortened
from storage.collection.guidelines import Guideline
from storage.collection.versions import EntrySnapshot, Version, state

MOST = 5
_SHORT = 200


# --- what would be done


def new(whole: EntrySnapshot, others: Sequence[Guideline], zone: ZoneInfo) -> Text:
    municipality, entry = whole.municipality, whole.guideline
    told_of = fitted(lambda longest: _facts(whole, zone, longest), LONGEST_SHOWN)
    answer = text(
        Bold(f"Neuer Eintrag: {municipality.name}{described(municipality.certain)}"),
        f", Liste {LISTS[entry.list]}.",
    )
    answer += told_of
    if not municipality.municipality_id:
        return answer + text("Die Kommune kommt damit neu in die Sammlung.")
    if not others:
        return answer
    count = counted(len(others), "Eintrag", "Einträge")
    shown = [in_line(municipality, each) for each in others[:MOST]]
    return answer + text(f"Zu dieser Kommune gibt es schon {count}:") + items(*shown)


def changing(before: EntrySnapshot, after: EntrySnapshot, others: int, zone: ZoneInfo) -> Text:
    answer = text(Bold(f"Änderung: {named(before)}")) + _different(before, after, zone)
    if not others:
        return answer
    count = "gehört 1 weiterer Eintrag" if others == 1 else f"gehören {others} weitere Einträge"
    return answer + text(f"Zur selben Kommune {count}; auch dort ändern sich ihre Angaben.")


def as_printed(whole: EntrySnapshot, prefix: str) -> Text:
    """Say what to do if what is presumed is wrong."""
    number, name = whole.guideline.guideline_id, whole.municipality.name
    return text(
        f"Ist dagegen {name} gemeint, verwerfen Sie das und schreiben Sie zum Beispiel: ",
        _as_printed(number, prefix),
    )


def _as_printed(number: int, prefix: str) -> Code:
    return Code(f"{prefix}eintrag ändern {number} Vermutlich: - | Kommune: Stadt, Hessen")


def deleting(whole: EntrySnapshot, reason: str | None, prefix: str, *, last: bool) -> Text:
    name, title = whole.municipality.name, whole.guideline.title
    what = f" »{title}«" if title else ""
    answer = text(Bold(f"Löschen: {named(whole)}{what}"))
    answer += text(f"Grund: {reason}") if reason else text("Ohne Angabe eines Grundes.")
    if last:
        answer += text(f"{name} ist danach nicht mehr in der Sammlung.")
    if whole.documents:
        count = len(whole.documents)
        one, several = ("Das Dokument bleibt", "wird"), (f"Die {count} Dokumente bleiben", "werden")
        files, are = one if count == 1 else several
        answer += text(f"{files} gespeichert, {are} aber nicht mehr gezeigt.")
    return answer + text(
        "Verloren geht nichts: Zurückholen können Sie den Eintrag jederzeit mit ",
        Code(f"{prefix}eintrag wiederherstellen {whole.guideline.guideline_id}"),
    )


def restoring(whole: EntrySnapshot) -> Text:
    return text(Bold(f"Wiederherstellen: {named(whole)}"))


def undoing(
    pairs: Sequence[tuple[Version, EntrySnapshot, EntrySnapshot]], count: int, zone: ZoneInfo
) -> Text:
    """Show the first of `count` versions of one batch, with their entries now and then."""
    version, before, after = pairs[0]
    who = who_and_when(version, zone)
    if count == 1:
        heading = Bold(f"Rückgängig machen: {named(before)}")
        answer = text(heading) + text(f"Zuletzt {what(version)}: {who}.")
        return answer + _back(before, after, zone)
    answer = text(Bold(f"Rückgängig machen: {count} Einträge"))
    answer += text(f"Zuletzt geändert: {who}.")
    lines = [f"{named(was)}: {_shortly(was, then, zone)}" for _, was, then in pairs]
    return answer + items(*shortened(lines, MOST, count - len(lines)))


UNDONE_IN_PORTIONS = text(
    "Weil es so viele sind, nehme ich sie nach und nach zurück. Was jemand inzwischen anders"
    " geändert hat, bleibt, wie es ist."
)
UNDO_UNDER_WAY = text(
    "Ich nehme gerade eine große Änderung zurück. Bitte warten Sie, bis ich hier sage, dass das"
    " fertig ist."
)
CHANGED_MEANWHILE = text(
    "Inzwischen hat sich etwas geändert. Es wurde noch nichts gespeichert; so ist es jetzt:"
)


def to_confirm(_prefix: str) -> Text:
    return text(
        "Stimmt das? ✅ speichert, ❌ verwirft. Sie können auch mit »ja« oder »nein« antworten."
    )


def nothing_open(prefix: str) -> Text:
    return text(
        "Es wartet nichts auf Ihre Zustimmung. Einen Eintrag ändern Sie zum Beispiel so: ",
        Code(f"{prefix}eintrag ändern 12 Titel: Leitlinien Bürgerbeteiligung"),
    )


def _back(before: EntrySnapshot, after: EntrySnapshot, zone: ZoneInfo) -> Text:
    was, now = before.guideline.deleted_at, after.guideline.deleted_at
    if was is None and now is not None:
        return text("Der Eintrag ist danach nicht mehr in der Sammlung; gespeichert bleibt er.")
    again = was is not None and now is None
    answer = text("Der Eintrag ist danach wieder in der Sammlung.") if again else NOTHING
    return answer + _different(before, after, zone)


def _different(before: EntrySnapshot, after: EntrySnapshot, zone: ZoneInfo) -> Text:
    def lines(longest: int) -> Text:
        found = differences(state(before), state(after), zone, longest)
        return items(*found) if found else NOTHING

    return fitted(lines, LONGEST_SHOWN)


def _facts(whole: EntrySnapshot, zone: ZoneInfo, longest: int) -> Text:
    lines = lines_of(state(whole), zone, longest)
    return text(f"{len(lines)} Angaben:") + items(*lines)


def _shortly(before: EntrySnapshot, after: EntrySnapshot, zone: ZoneInfo) -> str:
    if before.guideline.deleted_at is None and after.guideline.deleted_at is not None:
        return "wird gelöscht"
    lines = differences(state(before), state(after), zone, _SHORT)
    return "; ".join(lines[:2]) + (" …" if len(lines) > 2 else "")


# --- refused


def nothing_new(whole: EntrySnapshot) -> Text:
    number = whole.guideline.guideline_id
    return text(f"Das steht bei Eintrag Nr. {number} schon so. Es gibt nichts zu ändern.")


def is_gone(whole: EntrySnapshot, prefix: str) -> Text:
    number = whole.guideline.guideline_id
    return text(
        f"Eintrag Nr. {number} ist gelöscht. Zuerst müssten Sie ihn zurückholen: ",
        Code(f"{prefix}eintrag wiederherstellen {number}"),
    )


def is_there(whole: EntrySnapshot) -> Text:
    number = whole.guideline.guideline_id
    return text(f"Eintrag Nr. {number} ist nicht gelöscht. Es gibt nichts wiederherzustellen.")


def name_is_taken(whole: EntrySnapshot) -> Text:
    municipality = whole.municipality
    return text(
        f"In {municipality.land} gibt es in der Sammlung schon eine andere Kommune mit dem Namen"
        f" {municipality.name}. Es wurde nichts gespeichert. Bitte geben Sie einen Namen an, der"
        f" sie unterscheidet, zum Beispiel: Name: {municipality.name} (Kreis)"
    )


def unfit(field: str, why: str) -> Text:
    return text(
        f"Das Feld »{LABELS[field]}« kann so nicht gespeichert werden: {why}. Es wurde nichts"
        " geändert. Bitte kürzen oder ändern Sie es und schreiben Sie den Befehl noch einmal."
    )


def body_needed(whole: EntrySnapshot, prefix: str) -> Text:
    number, name = whole.guideline.guideline_id, whole.municipality.name
    return text(
        f"Alle Angaben zur Kommune beschreiben bisher das Vermutete, nicht {name}. Bitte nennen Sie"
        f" auch die Art und das Land von {name}, zum Beispiel: ",
        _as_printed(number, prefix),
    )


NOTHING_TO_UNDO = text("Es gibt keine Änderung der Sammlung, die sich rückgängig machen ließe.")


def cannot_undo(version: Version, names: Sequence[str], zone: ZoneInfo) -> Text:
    words = fields(names)
    since = f" Inzwischen ist anders: {words}." if words else ""
    return text(
        f"Die letzte Änderung ({what(version)}: {who_and_when(version, zone)}) kann ich nicht"
        f" zurücknehmen, ohne etwas Späteres zu überschreiben.{since} Bitte ändern Sie Eintrag Nr."
        f" {version.guideline_id} von Hand."
    )
