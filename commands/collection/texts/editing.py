"""!eintrag, its verbs and !rückgängig: lines for !hilfe, entries in full, in lists, answers."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from commands.collection.texts.editing_fields import LONGEST_SHOWN, cut, lines_of
from commands.collection.texts.guidelines import LISTS, described
from commands.conversation.texts import errors
from commands.language.markup import NOTHING, Bold, Code, Inline, Text, fitted, items, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import day_in, month
from commands.language.visible import quoted
from storage.collection.guidelines import Guideline, Municipality, has_details
from storage.collection.versions import EntrySnapshot, state

_LONGEST_TITLE = 100

# --- what each verb does, and an example

HEADING = "So ändern Sie die Sammlung"
NUMBER_OR_PLACE = "Nr oder Ort"
SHOW = ("Zeigt einen Eintrag im Ganzen, oder die Einträge eines Ortes.", "eintrag Bonn")
NEW = (
    "Legt einen Eintrag an; ohne Angaben frage ich Sie Schritt für Schritt.",
    "eintrag neu Musterstadt | https://… | Leitlinien | beschlossen 2014",
    ("eintrag anlegen",),
)
NEW_WORDS = "Ort | Link | Titel | Stand | Feld: Wert"
CHANGE = (
    "Ändert Felder eines Eintrags.",
    "eintrag ändern 12 Titel: Leitlinien | Status: beschlossen 2014",
    ("eintrag bearbeiten",),
)
CHANGES = "Feld: Wert | Feld: Wert"
DELETE = (
    "Löscht einen Eintrag; er lässt sich zurückholen.",
    "eintrag löschen 12 Grund",
    ("eintrag entfernen",),
)
REASON = "Grund"
RESTORE = (
    "Holt einen gelöschten Eintrag zurück.",
    "eintrag wiederherstellen 12",
    ("eintrag zurückholen",),
)
CONFIRM = ("Bestätigt die Angaben eines Eintrags.", "eintrag bestätigen 12", ("eintrag bestätigt",))
HISTORY = (
    "Zeigt alle Änderungen eines Eintrags, die neueste zuerst.",
    "eintrag verlauf 12",
    ("eintrag versionen", "eintrag änderungen"),
)
PAGE = "Seite"
UNDO_HEADING = "So nehmen Sie Änderungen der Sammlung zurück"
UNDO = ("Macht die letzte Änderung der Sammlung rückgängig.", "rückgängig", ("undo",))


def named(whole: EntrySnapshot) -> str:
    """Return "Eintrag Nr. 12, Bonn, Liste Bürgerbeteiligung"."""
    entry, municipality = whole.guideline, whole.municipality
    return f"Eintrag Nr. {entry.guideline_id}, {municipality.name}, Liste {LISTS[entry.list]}"


def in_line(municipality: Municipality, entry: Guideline) -> str:
    what = f"»{cut(entry.title, _LONGEST_TITLE)}«" if entry.title else "ohne Titel"
    certain = "" if entry.certainty == "sicher" else ", Name nur wahrscheinlich richtig"
    place = f"{municipality.name}{described(municipality.certain)}"
    number = f"Eintrag Nr. {entry.guideline_id}"
    return f"{number}: {place}, Liste {LISTS[entry.list]}, {what}{certain}"


def unconfirmed_line(
    municipality: Municipality, entry: Guideline, zone: ZoneInfo
) -> tuple[Inline, ...]:
    """Return one of the entries that the management should look at, and why."""
    reasons = []
    if entry.certainty != "sicher":
        printed = f"gedruckt »{entry.printed}«" if entry.printed else "der Name"
        meant = f", vermutlich ist {municipality.presumed} gemeint" if municipality.presumed else ""
        reasons.append(f"{printed} ist nur wahrscheinlich richtig{meant}")
    if entry.confirmed_at is None and has_details(entry):
        reasons.append("die Angaben sind noch nicht bestätigt")
    elif entry.confirmed_at is not None and not reasons:
        confirmed = month(entry.confirmed_at.astimezone(zone))
        reasons.append(f"die Angaben sind zuletzt im {confirmed} bestätigt")
    remark = f" Anmerkung: {cut(entry.remark, 300)}" if entry.remark else ""
    place = f"{municipality.name}, Liste {LISTS[entry.list]}"
    why = " und ".join(reasons)
    return (Bold(f"Eintrag Nr. {entry.guideline_id}"), f", {place}: {why}.{remark}")


# --- to look at


def in_full(whole: EntrySnapshot, versions: int, zone: ZoneInfo, prefix: str) -> Text:
    def shown(longest: int) -> Text:
        return _in_full(whole, lines_of(state(whole), zone, longest), versions, zone, prefix)

    return fitted(shown, LONGEST_SHOWN)


def _in_full(
    whole: EntrySnapshot, lines: Sequence[str], versions: int, zone: ZoneInfo, prefix: str
) -> Text:
    entry = whole.guideline
    number = entry.guideline_id
    answer = text(Bold(named(whole)), ".")
    if entry.deleted_at is not None:
        answer += text(f"Gelöscht am {day_in(zone, entry.deleted_at)}.")
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
    count = counted(versions, "Änderung", "Änderungen")
    return text(f"{count} im Verlauf: ", Code(f"{prefix}eintrag verlauf {number}"))


def of_place(name: str, entries: Sequence[tuple[Municipality, Guideline]]) -> Text:
    """List the entries of one municipality, or of several to choose from."""
    count = counted(len(entries), "Eintrag", "Einträge")
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
    return (
        answer
        + _similar(similar)
        + text(
            "Einen neuen Eintrag legen Sie an mit ",
            Code(f"{prefix}eintrag neu Musterstadt | https://… | Titel"),
        )
    )


def _similar(names: Sequence[str], where: str = "") -> Text:
    if not names:
        return NOTHING
    count = counted(len(names), "ähnlicher Name", "ähnliche Namen")
    return text(f"{count}{where}:") + items(*names)


def only_deleted(name: str, entries: Sequence[tuple[Municipality, Guideline]], prefix: str) -> Text:
    count = counted(len(entries), "gelöschten Eintrag", "gelöschte Einträge")
    number = entries[0][1].guideline_id
    return (
        text(f"Zu {quoted(name)} gibt es nur {count}:")
        + items(*(in_line(municipality, entry) for municipality, entry in entries))
        + text("Zurückholen: ", Code(f"{prefix}eintrag wiederherstellen {number}"))
    )


def no_such(number: int, prefix: str) -> Text:
    where = "Die Nummern der Einträge eines Ortes"
    return errors.no_such("Einen Eintrag", number, where, f"{prefix}eintrag Bonn")


def what_to_change(number: int, prefix: str) -> Text:
    return text(
        f"Was soll sich an Eintrag Nr. {number} ändern? Bitte nennen Sie Felder und ihre neuen"
        " Werte, zum Beispiel: ",
        Code(f"{prefix}eintrag ändern {number} Titel: Leitlinien | Status: beschlossen 2014"),
    )


# --- a new one: which municipality


def several_places(query: str, options: Sequence[str]) -> Text:
    return text(f"{len(options)} Orte passen zu {quoted(query)}:") + items(*options, numbered=True)


def which_body(query: str, similar: Sequence[str], example: str) -> Text:
    answer = text(
        f"Die Kommune {quoted(query)} steht weder in der Sammlung noch im Gemeindeverzeichnis."
    )
    answer += _similar(similar, " in der Sammlung")
    return answer + text(
        "Stimmt der Name, nennen Sie bitte auch ihre Art (Stadt, Gemeinde, Landkreis, Bezirk oder"
        " Land) und das Land, zum Beispiel: ",
        Code(example),
    )


# --- done


def saved(whole: EntrySnapshot, prefix: str) -> Text:
    number = whole.guideline.guideline_id
    answer = text(f"Gespeichert: {named(whole)}.")
    if whole.guideline.confirmed_at is None:
        answer += text(
            "Die Angaben sind noch nicht bestätigt. Stimmen sie alle, dann: ",
            Code(f"{prefix}eintrag bestätigen {number}"),
        )
    return answer + _undo(prefix)


def is_deleted(whole: EntrySnapshot, prefix: str) -> Text:
    number = whole.guideline.guideline_id
    return text(
        f"Gelöscht: {named(whole)}. Gespeichert bleibt er trotzdem; zurückholen können Sie ihn"
        " jederzeit mit ",
        Code(f"{prefix}eintrag wiederherstellen {number}"),
    )


def is_restored(whole: EntrySnapshot, prefix: str) -> Text:
    return text(f"Wieder da: {named(whole)}.") + _undo(prefix)


def is_confirmed(before: EntrySnapshot, after: EntrySnapshot, prefix: str) -> Text:
    answer = text(f"Bestätigt: {named(after)}.")
    if before.guideline.certainty != "sicher":
        answer += text("Der Name gilt jetzt als sicher.")
    if before.municipality.name != after.municipality.name:
        answer += text(
            f"Die Kommune heißt in der Sammlung jetzt {after.municipality.name} statt"
            f" {before.municipality.name}."
        )
    return answer + _undo(prefix)


def undone(entries: Sequence[EntrySnapshot], prefix: str) -> Text:
    if len(entries) == 1:
        [entry] = entries
        there = "" if entry.guideline.deleted_at is None else " Er ist nicht mehr in der Sammlung."
        return text(f"Rückgängig gemacht: {named(entry)}.{there}") + _again(prefix)
    return text(f"Rückgängig gemacht: {len(entries)} Einträge.") + _again(prefix)


UNDOING = text(
    "Ich nehme die Änderungen jetzt nach und nach zurück. Das kann einige Minuten dauern; wenn alle"
    " zurückgenommen sind, sage ich es hier."
)


def all_undone(count: int, left: int, prefix: str) -> Text:
    answer = text(f"Rückgängig gemacht: {count} Einträge.")
    if left:
        kept = counted(left, "Eintrag wurde", "Einträge wurden", article="Ein")
        answer += text(f"{kept} inzwischen anders geändert und blieb davon unberührt.")
    return answer + _again(prefix)


def _undo(prefix: str) -> Text:
    return text("Zurücknehmen: ", Code(f"{prefix}rückgängig"))


def _again(prefix: str) -> Text:
    return text("Noch eine Änderung davor zurücknehmen: ", Code(f"{prefix}rückgängig"))
