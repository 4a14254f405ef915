"""Sentences of !ankündigen: previews, what is posted, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.conversation.texts import german
from commands.language.markup import (
    NOTHING,
    Bold,
    Code,
    RoomMention,
    Text,
    items,
    paragraphs,
    text,
)
from commands.language.texts.counting import counted, listed
from commands.language.texts.dates import moment
from commands.language.visible import cut, on_one_line, quoted

_BEGINNING = 80


@dataclass(frozen=True)
class AnnouncedRoom:
    """A room as the management reads of it; `rings`: everybody there may be mentioned."""

    name: str
    members: int
    may_speak: bool
    rings: bool
    room_id: str


# --- what is posted


def announcement(words: str, *, rings: bool) -> Text:
    heading = (Bold("Ankündigung des Netzwerkmanagements"),)
    first = text(*heading, " ", RoomMention()) if rings else text(*heading)
    return first + paragraphs(words)


# --- before


def how_to(prefix: str) -> Text:
    return text(
        "Was möchten Sie ankündigen? Schreiben Sie es dahinter, zum Beispiel: ",
        Code(f"{prefix}ankündigen Die neue Broschüre ist da. | am 3.12. 9 Uhr"),
    )


def too_long(longest: int, length: int) -> Text:
    return text(
        f"Eine Ankündigung hat höchstens {longest} Zeichen, diese hat {length}. Bitte kürzen Sie"
        " sie."
    )


def not_understood(words: str, prefix: str) -> Text:
    return (
        text(f"Das hinter dem senkrechten Strich verstehe ich nicht: {quoted(words)}.")
        + text("Dort kann stehen (3 Angaben):")
        + items(
            "wann ich es sende: am 3.12. 9 Uhr",
            "ob ich alle im Raum benachrichtige: mit hinweis an alle",
            "ob es auch in den Rundbrief kommt: auch rundbrief",
        )
        + text(
            "Zum Beispiel: ",
            Code(f"{prefix}ankündigen Die Broschüre ist da. | am 3.12. 9 Uhr | auch rundbrief"),
        )
    )


def several_times(times: Sequence[str]) -> Text:
    return text(
        f"Das sind {len(times)} Zeitangaben: {listed([quoted(each) for each in times])}. Bitte"
        " nennen Sie nur eine."
    )


def no_time(day: str, prefix: str) -> Text:
    return text(
        f"Um wie viel Uhr soll ich es senden, am {day}? Bitte schreiben Sie die Uhrzeit dazu, zum"
        " Beispiel: ",
        Code(f"{prefix}ankündigen … | am 3.12. 9 Uhr"),
    )


def too_soon(minutes: int) -> Text:
    return text(
        f"Bis dahin sind es keine {minutes} Minuten. Lassen Sie die Zeit weg, dann sende ich es"
        " nach Ihrem Ja sofort; oder nennen Sie eine spätere."
    )


NOWHERE = text(
    "In der Konfiguration ist kein Raum des Netzwerks eingetragen ([rooms] network), in dem ich"
    " etwas ankündigen könnte. Bitte informieren Sie die technische Betreuung."
)


def nowhere_allowed(count: int) -> Text:
    rooms = "in dem Raum" if count == 1 else f"in keinem der {count} Räume"
    negation = "nicht" if count == 1 else ""
    return text(
        f"Ich darf {rooms} des Netzwerks {negation}".rstrip()
        + " schreiben. Bitte geben Sie mir dort das Recht dazu, und versuchen Sie es noch einmal."
    )


def preview(
    words: str,
    places: Sequence[AnnouncedRoom],
    members: int,
    *,
    due: str | None,
    rings: bool,
    in_digest: bool,
) -> Text:
    ringing = rings and any(place.rings for place in places)
    answer = text("So kündige ich es an:") + announcement(words, rings=ringing)
    people = counted(members, "Mitglied", "Mitgliedern", article="einem")
    rooms = counted(len(places), "Raum", "Räume", article="einen")
    answer += text(f"Das geht an {rooms} mit zusammen {people}:")
    answer += items(*(_place(place, rings=rings) for place in places))
    answer += text(f"Wann: {due}." if due else "Wann: sofort nach Ihrem Ja.")
    return answer + (text("Es kommt auch in den nächsten Rundbrief.") if in_digest else NOTHING)


def _place(place: AnnouncedRoom, *, rings: bool) -> str:
    line = f"{place.name}: {counted(place.members, 'Mitglied', 'Mitglieder')}"
    if not place.may_speak:
        return f"{line}; dort darf ich nicht schreiben"
    if rings and not place.rings:
        return f"{line}; ohne Hinweis an alle, dazu fehlt dort Ihnen oder mir das Recht"
    return line


def edit_preview(number: int, words: str, copies: int, *, due: str | None) -> Text:
    where = (
        f"in {counted(copies, 'Raum', 'Räumen', article='einem')}" if copies else "vor dem Senden"
    )
    answer = text(f"So ändere ich Ankündigung Nr. {number} {where}:")
    answer += announcement(words, rings=False)
    return answer + (text(f"Wann: {due}.") if due else NOTHING)


def withdraw_preview(number: int, words: str, copies: int) -> Text:
    answer = text(f"Ankündigung Nr. {number}: {beginning(words)}")
    if copies:
        rooms = counted(copies, "Raum", "Räumen", article="einem")
        return answer + text(f"Ich entferne sie aus {rooms}.")
    return answer + text("Sie ist noch nicht gesendet; ich sende sie dann nicht.")


# --- afterwards


def posted(number: int, rooms: int, refused: Sequence[str], prefix: str) -> Text:
    everywhere = counted(rooms, "Raum", "Räumen", article="einem")
    stands = f"in {rooms} von {rooms + len(refused)} Räumen" if refused else f"in {everywhere}"
    answer = text(Bold(f"Ankündigung Nr. {number}"), f" steht {stands}.")
    if refused:
        answer += text(f"Nicht schreiben darf ich dort: {listed(refused)}.")
    return answer + text(
        "Ändern: Bearbeiten Sie Ihren Befehl. Entfernen: ",
        Code(f"{prefix}ankündigung zurück {number}"),
    )


def posted_late(due_at: datetime, zone: ZoneInfo) -> Text:
    return text(f"Geplant war {moment(due_at, zone)}; ich war bis eben nicht in Betrieb.")


def planned(number: int, due_at: datetime, zone: ZoneInfo, prefix: str) -> Text:
    return text(Bold(f"Ankündigung Nr. {number}"), f" sende ich am {moment(due_at, zone)}.") + text(
        "Doch nicht senden: ", Code(f"{prefix}ankündigung zurück {number}")
    )


def edited(number: int, copies: int) -> Text:
    if not copies:
        return text(f"Ankündigung Nr. {number} ist geändert; gesendet wird sie wie geplant.")
    rooms = counted(copies, "Raum", "Räumen", article="einem")
    return text(f"Ankündigung Nr. {number} ist in {rooms} geändert.")


def withdrawn(number: int, copies: int) -> Text:
    if not copies:
        return text(f"Ankündigung Nr. {number} wird nicht gesendet.")
    rooms = counted(copies, "Raum", "Räumen", article="einem")
    return text(f"Ankündigung Nr. {number} ist aus {rooms} entfernt.")


def refused_in(number: int, room: str) -> Text:
    return text(
        f"Ankündigung Nr. {number} hat der Raum »{room}« nicht angenommen: Ich darf dort nicht"
        " schreiben."
    )


def not_posted(number: int) -> Text:
    return text(
        f"Ankündigung Nr. {number} konnte ich wegen eines internen Fehlers nicht senden. Ich"
        " versuche es weiter. Bitte informieren Sie die technische Betreuung."
    )


# --- which


def beginning(words: str) -> str:
    return f"»{cut(on_one_line(words), _BEGINNING)}«"


def no_such(number: int, prefix: str) -> Text:
    return text(
        f"Eine Ankündigung Nr. {number} gibt es nicht, oder sie ist zu lange her. Alle zeigt ",
        Code(f"{prefix}ankündigungen"),
        ".",
    )


def withdrawn_already(number: int) -> Text:
    return text(f"Ankündigung Nr. {number} ist schon zurückgenommen.")


def nothing_new(number: int) -> Text:
    return text(f"An Ankündigung Nr. {number} ändert sich damit nichts.")


def which(shown: Sequence[tuple[int, str]]) -> Text:
    lines = [f"Nr. {number}: {beginning(words)}" for number, words in shown]
    return (
        text(f"Welche Ankündigung meinen Sie ({len(lines)})?")
        + items(*lines, numbered=True)
        + german.choose()
    )


def none_there(prefix: str) -> Text:
    return text(
        "Es gibt keine Ankündigung, die noch aussteht oder in den letzten 60 Tagen gesendet wurde."
        " Eine neue beginnen Sie mit ",
        Code(f"{prefix}ankündigen …"),
    )


@dataclass(frozen=True)
class ListedAnnouncement:
    """One of the list: `at` is when it will be or was posted."""

    number: int
    words: str
    at: datetime
    rooms: int
    is_planned: bool
    in_digest: bool


def listing(lines: Sequence[ListedAnnouncement], zone: ZoneInfo, prefix: str) -> Text:
    coming = [each for each in lines if each.is_planned]
    there = [each for each in lines if not each.is_planned]
    answer = NOTHING
    if coming:
        answer += text(f"Noch nicht gesendet ({len(coming)}):")
        answer += items(*(_line(each, zone) for each in coming))
    if there:
        answer += text(f"Gesendet ({len(there)}):") + items(*(_line(each, zone) for each in there))
    return answer + text(
        "Eine ganz zeigt ",
        Code(f"{prefix}ankündigung {lines[0].number}"),
        ", zurücknehmen geht mit ",
        Code(f"{prefix}ankündigung zurück {lines[0].number}"),
        ".",
    )


def _line(line: ListedAnnouncement, zone: ZoneInfo) -> str:
    extras = [moment(line.at, zone)]
    if not line.is_planned:
        extras.append(f"in {counted(line.rooms, 'Raum', 'Räumen', article='einem')}")
    if line.in_digest:
        extras.append("auch im Rundbrief")
    return f"Nr. {line.number}, {', '.join(extras)}: {beginning(line.words)}"


def one(line: ListedAnnouncement, zone: ZoneInfo, prefix: str) -> Text:
    return (
        text(Bold(_line(line, zone).partition(": ")[0]), ":")
        + paragraphs(line.words)
        + text("Zurücknehmen: ", Code(f"{prefix}ankündigung zurück {line.number}"))
    )
