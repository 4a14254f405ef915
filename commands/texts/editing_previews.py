"""What a manager sees of a change of the collection before it is saved, and why it cannot be."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from commands.texts.editing import in_line, named
from commands.texts.editing_fields import LABELS, LONGEST_SHOWN, differences, told
from commands.texts.editing_history import fields, what, who_and_when
from commands.texts.fitting import fitted
from commands.texts.guidelines import LISTS, described
from commands.texts.markup import NOTHING, Bold, Code, Text, items, text
from storage.guidelines import Guideline
from storage.versions import Version, Whole, state

MOST = 5
_SHORT = 200


# --- what would be done


def new(whole: Whole, others: Sequence[Guideline], zone: ZoneInfo) -> Text:
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
    count = "schon 1 Eintrag" if len(others) == 1 else f"schon {len(others)} Einträge"
    shown = [in_line(municipality, each) for each in others[:MOST]]
    return answer + text(f"Zu dieser Kommune gibt es {count}:") + items(*shown)


def changing(before: Whole, after: Whole, others: int, zone: ZoneInfo) -> Text:
    answer = text(Bold(f"Änderung: {named(before)}")) + _different(before, after, zone)
    if not others:
        return answer
    count = "gehört 1 weiterer Eintrag" if others == 1 else f"gehören {others} weitere Einträge"
    return answer + text(f"Zur selben Kommune {count}; auch dort ändern sich ihre Angaben.")


def as_printed(whole: Whole, prefix: str) -> Text:
    """To be right, too, if what is presumed is wrong."""
    number, name = whole.guideline.guideline_id, whole.municipality.name
    return text(
        f"Ist dagegen {name} gemeint, verwerfen Sie das und schreiben Sie zum Beispiel: ",
        _as_printed(number, prefix),
    )


def _as_printed(number: int, prefix: str) -> Code:
    return Code(f"{prefix}eintrag ändern {number} Vermutlich: - | Kommune: Stadt, Hessen")


def deleting(whole: Whole, reason: str | None, prefix: str, *, last: bool) -> Text:
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


def restoring(whole: Whole) -> Text:
    return text(Bold(f"Wiederherstellen: {named(whole)}"))


def undoing(pairs: Sequence[tuple[Version, Whole, Whole]], count: int, zone: ZoneInfo) -> Text:
    """The first of `count` versions of one batch, with their entries as they are and would be."""
    version, before, after = pairs[0]
    who = who_and_when(version, zone)
    if count == 1:
        heading = Bold(f"Rückgängig machen: {named(before)}")
        answer = text(heading) + text(f"Zuletzt {what(version)}: {who}.")
        return answer + _back(before, after, zone)
    answer = text(Bold(f"Rückgängig machen: {count} Einträge"))
    answer += text(f"Zuletzt geändert: {who}.")
    lines = [f"{named(was)}: {_shortly(was, then, zone)}" for _, was, then in pairs]
    left = count - len(lines)
    return answer + items(*lines, *([f"und {left} weitere"] if left else []))


def changed_meanwhile() -> Text:
    return text(
        "Inzwischen hat sich etwas geändert. Es wurde noch nichts gespeichert; so ist es jetzt:"
    )


def to_confirm(prefix: str) -> Text:
    return text(
        "Ist das richtig? Es wird erst gespeichert, wenn Sie zustimmen: mit ✅ auf diese Nachricht,"
        " mit »ja« als Antwort darauf oder mit ",
        Code(f"{prefix}eintrag ja"),
        ". Verwerfen: ❌, »nein« oder ",
        Code(f"{prefix}eintrag nein"),
    )


def nothing_open(prefix: str) -> Text:
    return text(
        "Es wartet nichts auf Ihre Zustimmung. Einen Eintrag ändern Sie zum Beispiel so: ",
        Code(f"{prefix}eintrag ändern 12 Titel: Leitlinien Bürgerbeteiligung"),
    )


def _back(before: Whole, after: Whole, zone: ZoneInfo) -> Text:
    was, now = before.guideline.deleted_at, after.guideline.deleted_at
    if was is None and now is not None:
        return text("Der Eintrag ist danach nicht mehr in der Sammlung; gespeichert bleibt er.")
    again = was is not None and now is None
    answer = text("Der Eintrag ist danach wieder in der Sammlung.") if again else NOTHING
    return answer + _different(before, after, zone)


def _different(before: Whole, after: Whole, zone: ZoneInfo) -> Text:
    def lines(longest: int) -> Text:
        found = differences(state(before), state(after), zone, longest)
        return items(*found) if found else NOTHING

    return fitted(lines, LONGEST_SHOWN)


def _facts(whole: Whole, zone: ZoneInfo, longest: int) -> Text:
    lines = told(state(whole), zone, longest)
    return text(f"{len(lines)} Angaben:") + items(*lines)


def _shortly(before: Whole, after: Whole, zone: ZoneInfo) -> str:
    if before.guideline.deleted_at is None and after.guideline.deleted_at is not None:
        return "wird gelöscht"
    lines = differences(state(before), state(after), zone, _SHORT)
    return "; ".join(lines[:2]) + (" …" if len(lines) > 2 else "")


# --- refused


def nothing_new(whole: Whole) -> Text:
    number = whole.guideline.guideline_id
    return text(f"Das steht bei Eintrag Nr. {number} schon so. Es gibt nichts zu ändern.")


def is_gone(whole: Whole, prefix: str) -> Text:
    number = whole.guideline.guideline_id
    return text(
        f"Eintrag Nr. {number} ist gelöscht. Zuerst müssten Sie ihn zurückholen: ",
        Code(f"{prefix}eintrag wiederherstellen {number}"),
    )


def is_there(whole: Whole) -> Text:
    number = whole.guideline.guideline_id
    return text(f"Eintrag Nr. {number} ist nicht gelöscht. Es gibt nichts wiederherzustellen.")


def name_is_taken(whole: Whole) -> Text:
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


def body_needed(whole: Whole, prefix: str) -> Text:
    number, name = whole.guideline.guideline_id, whole.municipality.name
    return text(
        f"Alle Angaben zur Kommune beschreiben bisher das Vermutete, nicht {name}. Bitte nennen Sie"
        f" auch die Art und das Land von {name}, zum Beispiel: ",
        _as_printed(number, prefix),
    )


def nothing_to_undo() -> Text:
    return text("Es gibt keine Änderung der Sammlung, die sich rückgängig machen ließe.")


def cannot_undo(version: Version, names: Sequence[str], zone: ZoneInfo) -> Text:
    told = fields(names)
    since = f" Inzwischen ist anders: {told}." if told else ""
    return text(
        f"Die letzte Änderung ({what(version)}: {who_and_when(version, zone)}) kann ich nicht"
        f" zurücknehmen, ohne etwas Späteres zu überschreiben.{since} Bitte ändern Sie Eintrag Nr."
        f" {version.guideline_id} von Hand."
    )
