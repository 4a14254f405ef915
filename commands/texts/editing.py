"""What !eintrag and !rückgängig answer: entries in full, in lists, and what was done."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from commands.texts.editing_fields import LONGEST_SHOWN, cut, moment, told
from commands.texts.fitting import fitted
from commands.texts.guidelines import LISTS, described, quoted
from commands.texts.markup import Bold, Code, Inline, Text, items, text
from storage.guidelines import Guideline, Municipality, has_details
from storage.times import to_row
from storage.versions import Whole, state

SUMMARY = "Ändert die Sammlung: Einträge anlegen, ändern, löschen, bestätigen, ihr Verlauf."
EXAMPLE = "eintrag ändern 12 Titel: Leitlinien Bürgerbeteiligung"
WORDS = "Nr, Ort oder neu|ändern|löschen|bestätigen|verlauf …"
UNDO_SUMMARY = "Macht die letzte Änderung der Sammlung rückgängig."
UNDO_EXAMPLE = "rückgängig"
ANSWER = "ja|nein"
_LONGEST_TITLE = 100


def named(whole: Whole) -> str:
    """ "Eintrag Nr. 12, Bonn, Liste Bürgerbeteiligung"."""
    entry, municipality = whole.guideline, whole.municipality
    return f"Eintrag Nr. {entry.guideline_id}, {municipality.name}, Liste {LISTS[entry.list]}"


def in_line(municipality: Municipality, entry: Guideline) -> str:
    """One of several entries."""
    what = f"»{cut(entry.title, _LONGEST_TITLE)}«" if entry.title else "ohne Titel"
    certain = "" if entry.certainty == "sicher" else ", Name nur wahrscheinlich richtig"
    place = f"{municipality.name}{described(municipality.certain)}"
    number = f"Eintrag Nr. {entry.guideline_id}"
    return f"{number}: {place}, Liste {LISTS[entry.list]}, {what}{certain}"


def unconfirmed_line(municipality: Municipality, entry: Guideline) -> tuple[Inline, ...]:
    """One of the entries that the management should look at, and why."""
    reasons = []
    if entry.certainty != "sicher":
        printed = f"gedruckt »{entry.printed}«" if entry.printed else "der Name"
        meant = f", vermutlich ist {municipality.presumed} gemeint" if municipality.presumed else ""
        reasons.append(f"{printed} ist nur wahrscheinlich richtig{meant}")
    if entry.confirmed_at is None and has_details(entry):
        reasons.append("die Angaben sind noch nicht bestätigt")
    remark = f" Anmerkung: {cut(entry.remark, 300)}" if entry.remark else ""
    place = f"{municipality.name}, Liste {LISTS[entry.list]}"
    why = " und ".join(reasons)
    return (Bold(f"Eintrag Nr. {entry.guideline_id}"), f", {place}: {why}.{remark}")


# --- to look at


def in_full(whole: Whole, versions: int, zone: ZoneInfo, prefix: str) -> Text:
    def shown(longest: int) -> Text:
        return _in_full(whole, told(state(whole), zone, longest), versions, zone, prefix)

    return fitted(shown, LONGEST_SHOWN)


def _in_full(
    whole: Whole, lines: Sequence[str], versions: int, zone: ZoneInfo, prefix: str
) -> Text:
    entry = whole.guideline
    number = entry.guideline_id
    answer = text(Bold(named(whole)), ".")
    if entry.deleted_at is not None:
        answer += text(f"Gelöscht am {moment(to_row(entry.deleted_at), zone)}.")
    answer += text(f"{len(lines)} Angaben:") + items(*lines)
    if entry.confirmed_by is None and entry.confirmed_at is None:
        answer += text("Noch nicht bestätigt.")
    elif entry.confirmed_by is not None:
        answer += text(f"Bestätigt von {entry.confirmed_by}.")
    answer += _changes(number, versions, prefix)
    if entry.deleted_at is not None:
        return answer + text("Zurückholen: ", Code(f"{prefix}eintrag wiederherstellen {number}"))
    return answer + text(
        "Ändern: ",
        Code(f"{prefix}eintrag ändern {number} Titel: …"),
        ", bestätigen: ",
        Code(f"{prefix}eintrag bestätigen {number}"),
        ", löschen: ",
        Code(f"{prefix}eintrag löschen {number}"),
    )


def _changes(number: int, versions: int, prefix: str) -> Text:
    if not versions:
        return text("Seit der Verlauf geführt wird, unverändert.")
    count = "1 Änderung" if versions == 1 else f"{versions} Änderungen"
    return text(f"{count} im Verlauf: ", Code(f"{prefix}eintrag verlauf {number}"))


def of_place(name: str, entries: Sequence[tuple[Municipality, Guideline]]) -> Text:
    """Those of one municipality, or one of several to choose from."""
    count = "1 Eintrag" if len(entries) == 1 else f"{len(entries)} Einträge"
    lines = [in_line(municipality, entry) for municipality, entry in entries]
    return text(f"Zu {quoted(name)} gibt es {count}:") + items(*lines, numbered=True)


def too_many(name: str, count: int, prefix: str) -> Text:
    return text(
        f"Zu {quoted(name)} gibt es {count} Einträge. Bitte nennen Sie den Ort genauer oder die"
        " Nummer des Eintrags, zum Beispiel: ",
        Code(f"{prefix}eintrag 12"),
    )


def not_found(name: str, similar: Sequence[str], prefix: str) -> Text:
    answer = text(f"Zu {quoted(name)} gibt es keinen Eintrag in der Sammlung.")
    if similar:
        count = "1 ähnlicher Name" if len(similar) == 1 else f"{len(similar)} ähnliche Namen"
        answer += text(f"{count}:") + items(*similar)
    return answer + text(
        "Einen neuen Eintrag legen Sie an mit ",
        Code(f"{prefix}eintrag neu Musterstadt | https://… | Titel"),
    )


def only_deleted(name: str, entries: Sequence[tuple[Municipality, Guideline]], prefix: str) -> Text:
    count = "1 gelöschten Eintrag" if len(entries) == 1 else f"{len(entries)} gelöschte Einträge"
    number = entries[0][1].guideline_id
    return (
        text(f"Zu {quoted(name)} gibt es nur {count}:")
        + items(*(in_line(municipality, entry) for municipality, entry in entries))
        + text("Zurückholen: ", Code(f"{prefix}eintrag wiederherstellen {number}"))
    )


def no_such(number: int, prefix: str) -> Text:
    return text(
        f"Einen Eintrag Nr. {number} gibt es nicht. Die Nummern der Einträge eines Ortes zeigt ",
        Code(f"{prefix}eintrag Bonn"),
    )


def what_to_change(number: int, prefix: str) -> Text:
    return text(
        f"Was soll sich an Eintrag Nr. {number} ändern? Bitte nennen Sie Felder und ihre neuen"
        " Werte, zum Beispiel: ",
        Code(f"{prefix}eintrag ändern {number} Titel: Leitlinien | Status: beschlossen 2014"),
    )


def uses(prefix: str) -> Text:
    lines = (
        ("einen Eintrag anlegen", "neu Musterstadt | https://… | Leitlinien | beschlossen 2014"),
        ("Schritt für Schritt anlegen", "neu"),
        ("einen Eintrag im Ganzen zeigen", "12"),
        ("die Einträge eines Ortes zeigen", "Bonn"),
        ("ändern", "ändern 12 Titel: Leitlinien | Status: beschlossen 2014"),
        ("löschen", "löschen 12 Grund"),
        ("wiederherstellen", "wiederherstellen 12"),
        ("bestätigen", "bestätigen 12"),
        ("alle Änderungen zeigen", "verlauf 12"),
    )
    told = [(f"{what}: ", Code(f"{prefix}eintrag {words}")) for what, words in lines]
    return (
        text(f"So ändern Sie die Sammlung ({len(told)} Möglichkeiten):")
        + items(*told)
        + text("Die letzte Änderung nehmen Sie zurück mit ", Code(f"{prefix}rückgängig"))
    )


# --- a new one: which municipality


def several_places(asked: str, options: Sequence[str]) -> Text:
    return text(f"{len(options)} Orte passen zu {quoted(asked)}:") + items(*options, numbered=True)


def which_body(asked: str, similar: Sequence[str], example: str) -> Text:
    answer = text(
        f"Die Kommune {quoted(asked)} steht weder in der Sammlung noch im Gemeindeverzeichnis."
    )
    if similar:
        count = "1 ähnlicher Name" if len(similar) == 1 else f"{len(similar)} ähnliche Namen"
        answer += text(f"{count} in der Sammlung:") + items(*similar)
    return answer + text(
        "Stimmt der Name, nennen Sie bitte auch ihre Art (Stadt, Gemeinde, Landkreis, Bezirk oder"
        " Land) und das Land, zum Beispiel: ",
        Code(example),
    )


# --- done


def saved(whole: Whole, prefix: str) -> Text:
    number = whole.guideline.guideline_id
    answer = text(f"Gespeichert: {named(whole)}.")
    if whole.guideline.confirmed_at is None:
        answer += text(
            "Die Angaben sind noch nicht bestätigt. Stimmen sie alle, dann: ",
            Code(f"{prefix}eintrag bestätigen {number}"),
        )
    return answer + _undo(prefix)


def is_deleted(whole: Whole, prefix: str) -> Text:
    number = whole.guideline.guideline_id
    return text(
        f"Gelöscht: {named(whole)}. Gespeichert bleibt er trotzdem; zurückholen können Sie ihn"
        " jederzeit mit ",
        Code(f"{prefix}eintrag wiederherstellen {number}"),
    )


def is_restored(whole: Whole, prefix: str) -> Text:
    return text(f"Wieder da: {named(whole)}.") + _undo(prefix)


def is_confirmed(before: Whole, after: Whole, prefix: str) -> Text:
    answer = text(f"Bestätigt: {named(after)}.")
    if before.guideline.certainty != "sicher":
        answer += text("Der Name gilt jetzt als sicher.")
    if before.municipality.name != after.municipality.name:
        answer += text(
            f"Die Kommune heißt in der Sammlung jetzt {after.municipality.name} statt"
            f" {before.municipality.name}."
        )
    return answer + _undo(prefix)


def undone(entries: Sequence[Whole], prefix: str) -> Text:
    if len(entries) == 1:
        [entry] = entries
        there = "" if entry.guideline.deleted_at is None else " Er ist nicht mehr in der Sammlung."
        return text(f"Rückgängig gemacht: {named(entry)}.{there}") + _again(prefix)
    return text(f"Rückgängig gemacht: {len(entries)} Einträge.") + _again(prefix)


def _undo(prefix: str) -> Text:
    return text("Zurücknehmen: ", Code(f"{prefix}rückgängig"))


def _again(prefix: str) -> Text:
    return text("Noch eine Änderung davor zurücknehmen: ", Code(f"{prefix}rückgängig"))
